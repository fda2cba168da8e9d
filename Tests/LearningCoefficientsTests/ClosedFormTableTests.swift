import AlgebraTestSupport
import SingularLearning
import Testing

/// Closed forms give the values of the reference table, and no value is outside the bounds of any model.
@Suite("closed forms: reference table and bounds")
struct ClosedFormTableTests {
  @Test("the reference table")
  func table() throws {
    let entries = try ReferenceCoefficient.all()
    var compared = 0
    for entry in entries {
      guard let value = try entry.closedForm else { continue }
      compared += 1
      let expected = LearningCoefficient(
        try #require(Rational(entry.lambda)), multiplicity: entry.multiplicity)
      #expect(value == expected, "\(entry.name)")
    }
    // All but a density, Whitney's umbrella and two networks with active neurons.
    #expect(compared == entries.count - 4)
  }

  /// Values with the number of parameters, over a range of all families.
  private static func values() throws -> [(value: LearningCoefficient, parameterCount: Int)] {
    var values: [(LearningCoefficient, Int)] = []
    for a in 1...4 {
      for b in 1...4 {
        for c in 1...4 {
          let model = ReducedRankRegression(inputs: a, hidden: b, outputs: c)
          for (i, j) in (0...4).flatMap({ i in (0...4).map { (i, $0) } }) {
            for r in 0...4 where model.admits(rankOfA: i, rankOfB: j, rankOfProduct: r) {
              values.append(
                (model.value(rankOfA: i, rankOfB: j, rankOfProduct: r), model.parameterCount))
            }
          }
          let network = DeepLinearNetwork(widths: [a, b, c, b])
          for r in 0...network.widths.min()! {
            values.append((network.minimum(rank: r), network.parameterCount))
          }
          let vandermonde = VandermondeSingularity(outputs: a, units: b, step: c)
          values.append((vandermonde.atZero, vandermonde.parameterCount))
          let monomial = ShallowMonomialNetwork(units: a, outputs: b, degree: c)
          values.append((try #require(monomial.atZero), monomial.parameterCount))
          let twoPowers = TwoPowerNetwork(
            units: a, outputs: b, lowerPower: c, higherPower: c + a)
          values.append((twoPowers.atZero, twoPowers.parameterCount))
          let chain = MonomialChain(inputs: a, outputs: b, degrees: [c, 1, a])
          values.append((chain.atZero, chain.parameterCount))
          values.append(
            (chain.value(isZero: [false, false, false, false]), chain.parameterCount))
          if c <= min(a, b) {
            let ideal = DeterminantalIdeal(rows: a, columns: b, minors: c)
            values.append((ideal.atZero, ideal.parameterCount))
          }
          values.append((PowerSum(exponents: [a, b, c]).valueOfSquare, 3))
          values.append((PowerSum(exponents: [2 * a, 2 * b, 2 * c]).value, 3))
          let arrangement = HyperplaneArrangement(
            forms: [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, -1]],
            multiplicities: [a, b, c, a, 1])
          values.append((try arrangement.value(), arrangement.parameterCount))
        }
      }
    }
    return values
  }

  @Test("0 < λ ≤ N/2 and 1 ≤ m ≤ N for N parameters")
  func bounds() throws {
    for (value, parameterCount) in try Self.values() {
      #expect(
        value.lambda.signum > 0 && value.lambda <= Rational(Integer(parameterCount), 2)
          && 1 <= value.multiplicity && value.multiplicity <= parameterCount,
        "\(value) with \(parameterCount) parameters")
    }
  }
}

extension ReferenceCoefficient {
  /// The value of the closed form; `nil` if there is none.
  var closedForm: LearningCoefficient? {
    get throws {
      switch kind {
      case "normalCrossing" where priorExponents == nil:
        let exponents = exponents ?? []
        let used = exponents.indices.filter { exponents[$0] > 0 }
        return try HyperplaneArrangement(
          forms: used.map { i in exponents.indices.map { $0 == i ? 1 : 0 } },
          multiplicities: used.map { exponents[$0] }
        ).value()
      case "evenPowers": return PowerSum(exponents: powers ?? []).value
      case "ideal": return PowerSum(exponents: [4, 6]).value
      case "hypersurface":
        switch name {
        case "A1_node_xy": return try HyperplaneArrangement(forms: [[1, 0], [0, 1]]).value()
        case "A4": return PowerSum(exponents: [2, 5]).valueOfSquare
        case "D4":
          return try HyperplaneArrangement(forms: [[1, 0], [0, 1], [1, 1]]).value()
        case "E7":
          return QuasihomogeneousSingularity(weights: [3, 2], degree: 9, hasRealZeros: true)
            .valueOfSquare
        default: return nil
        }
      case "tanh": return VandermondeSingularity.tanhNetwork(units: hidden ?? 0).atZero
      case "vandermonde":
        return VandermondeSingularity(
          outputs: outputUnits ?? 0, units: hiddenUnits ?? 0, step: step ?? 0
        ).atZero
      case "rrr":
        return ReducedRankRegression(
          inputs: inputs ?? 0, hidden: hidden ?? 0, outputs: outputs ?? 0
        ).minimum(rank: rank ?? 0)
      case "rrrLocal":
        return ReducedRankRegression(
          inputs: inputs ?? 0, hidden: hidden ?? 0, outputs: outputs ?? 0
        ).value(rankOfA: rankA ?? 0, rankOfB: rankB ?? 0, rankOfProduct: rank ?? 0)
      case "dln": return DeepLinearNetwork(widths: widths ?? []).minimum(rank: rank ?? 0)
      case "monoNet" where truth == "zero":
        let widths = widths ?? []
        return ShallowMonomialNetwork(
          inputs: widths[0], units: widths[1], outputs: widths[2], degree: r ?? 0
        ).atZero
      default: return nil
      }
    }
  }
}
