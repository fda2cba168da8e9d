import SingularLearning
import Testing

@Suite("closed form: one hidden layer of monomial units")
struct ShallowMonomialNetworkTests {
  private static func value(
    _ network: ShallowMonomialNetwork, outgoing: [[Int]]
  ) -> LearningCoefficient? {
    network.value(
      incoming: Array(repeating: Array(repeating: 0, count: network.inputs), count: network.units),
      outgoing: outgoing.map { $0.map { Rational($0) } })
  }

  @Test("one input and output at zero: p/(2r) below, (1/2, 2) at, (1/2, 1) above p = r")
  func zero() {
    for degree in 1...5 {
      for units in 1...8 {
        let expected =
          units < degree
          ? LearningCoefficient(Rational(Integer(units), Integer(2 * degree)), multiplicity: 1)
          : LearningCoefficient(Rational(1, 2), multiplicity: units == degree ? 2 : 1)
        #expect(ShallowMonomialNetwork(units: units, degree: degree).atZero == expected)
      }
    }
    #expect(ShallowMonomialNetwork(inputs: 2, units: 2, degree: 2).atZero == nil)
  }

  @Test("one input, no incoming weights, all outgoing weights nonzero: a sum of powers")
  func sumsOfPowers() {
    for degree in 2...5 {
      for outgoing in [
        [3], [1, 1], [1, -2], [1, 1, 5], [-1, -2, 1], [-1, -1, -3, -1], [1, 2, 3, 4, 5],
      ] {
        let sum = PowerSum(
          coefficients: outgoing.map { Rational($0) }, exponents: outgoing.map { _ in degree })
        let network = ShallowMonomialNetwork(units: outgoing.count, degree: degree)
        #expect(
          Self.value(network, outgoing: [outgoing]) == sum.valueOfSquare, "\(outgoing), \(degree)")
      }
    }
  }

  @Test("no incoming weights: definite outgoing weights have no cap")
  func definite() {
    let cases: [(ShallowMonomialNetwork, [[Int]], Rational, Int)] = [
      (ShallowMonomialNetwork(units: 3, degree: 2), [[1, 1, 1]], Rational(3, 4), 1),
      (ShallowMonomialNetwork(units: 3, degree: 2), [[1, 1, -1]], Rational(1, 2), 1),
      (ShallowMonomialNetwork(units: 3, degree: 2), [[1, 1, 0]], Rational(1, 2), 1),
      (ShallowMonomialNetwork(units: 5, degree: 2), [[1, 1, 1, 1, 1]], Rational(5, 4), 1),
      (ShallowMonomialNetwork(inputs: 2, units: 4, degree: 2), [[1, 1, 1, 1]], 2, 1),
      (ShallowMonomialNetwork(inputs: 2, units: 4, degree: 2), [[-1, -2, -3, -4]], 2, 1),
      (ShallowMonomialNetwork(inputs: 2, units: 4, degree: 6), [[1, 1, 1, 1]], Rational(2, 3), 1),
      // Two outputs: (1, 0), (0, 1), (1, 1) are on one side, (1, 0), (0, 1), (−1, −1) have the sum 0.
      (
        ShallowMonomialNetwork(units: 3, outputs: 2, degree: 2), [[1, 0, 1], [0, 1, 1]],
        Rational(3, 4), 1
      ),
      (
        ShallowMonomialNetwork(units: 3, outputs: 2, degree: 2), [[1, 0, -1], [0, 1, -1]],
        Rational(3, 4), 1
      ),
      (
        ShallowMonomialNetwork(units: 4, outputs: 2, degree: 2), [[1, 0, 1, 2], [0, 1, 1, -1]], 1, 1
      ),
      (
        ShallowMonomialNetwork(units: 4, outputs: 2, degree: 2), [[1, 0, 1, -2], [0, 1, 1, -1]], 1,
        2
      ),
      (
        ShallowMonomialNetwork(units: 5, outputs: 2, degree: 2),
        [[1, 0, 1, 2, 1], [0, 1, 1, -1, 4]], Rational(5, 4), 1
      ),
      (
        ShallowMonomialNetwork(units: 5, outputs: 2, degree: 2),
        [[1, 0, 1, -2, 1], [0, 1, 1, -1, 4]], 1, 1
      ),
      // Odd degrees: independent outgoing vectors, and dependent ones.
      (
        ShallowMonomialNetwork(inputs: 3, units: 2, outputs: 2, degree: 3), [[1, 1], [0, -1]], 1, 1
      ),
      (
        ShallowMonomialNetwork(units: 6, outputs: 2, degree: 3),
        [[1, 0, 0, 0, 0, 0], [0, 1, 0, 0, 0, 0]], 1, 2
      ),
    ]
    for (network, outgoing, lambda, multiplicity) in cases {
      #expect(
        Self.value(network, outgoing: outgoing)
          == LearningCoefficient(lambda, multiplicity: multiplicity),
        "\(network) \(outgoing)")
    }
    #expect(
      Self.value(ShallowMonomialNetwork(inputs: 2, units: 2, degree: 2), outgoing: [[1, -1]]) == nil
    )
    #expect(
      Self.value(ShallowMonomialNetwork(inputs: 2, units: 2, degree: 3), outgoing: [[1, 1]]) == nil)
  }

  @Test(
    "even degree, two outputs: definite means that no three outgoing vectors have 0 in their convex hull"
  )
  func halfPlanes() {
    var random = RandomSource(seed: 1)
    func cross(_ a: [Int], _ b: [Int]) -> Int { a[0] * b[1] - a[1] * b[0] }
    var definite = 0
    for _ in 0..<200 {
      // Most of them on one side of a line, so that both cases occur often.
      let vectors = (0..<5).map { _ in
        [Int(random.next(below: 9)) - 2, Int(random.next(below: 9)) - 2]
      }
      let cancels = vectors.contains { a in
        vectors.contains { b in
          a == [0, 0] || cross(a, b) == 0 && a[0] * b[0] + a[1] * b[1] < 0
            || vectors.contains { c in cross(a, b) > 0 && cross(b, c) > 0 && cross(c, a) > 0 }
        }
      }
      if !cancels { definite += 1 }
      #expect(
        Self.value(
          ShallowMonomialNetwork(units: 5, outputs: 2, degree: 2),
          outgoing: [vectors.map { $0[0] }, vectors.map { $0[1] }])
          == LearningCoefficient(cancels ? 1 : Rational(5, 4), multiplicity: 1),
        "\(vectors)")
    }
    #expect(20 < definite && definite < 180)
  }

  @Test("one input with an active neuron is regular; several inputs are not covered")
  func active() {
    #expect(
      ShallowMonomialNetwork(units: 2, outputs: 3, degree: 4).value(
        incoming: [[0], [2]], outgoing: [[0, 0], [1, 0], [0, 0]])
        == LearningCoefficient(Rational(3, 2), multiplicity: 1))
    #expect(
      ShallowMonomialNetwork(inputs: 2, units: 2, degree: 3).value(
        incoming: [[1, 0], [0, 0]], outgoing: [[1, 0]]) == nil)
  }

  @Test("degree 1 is reduced-rank regression, one unit is a chain")
  func overlaps() {
    for units in 1...6 {
      for outputs in 1...6 {
        #expect(
          ShallowMonomialNetwork(units: units, outputs: outputs, degree: 1).atZero
            == ReducedRankRegression(inputs: 1, hidden: units, outputs: outputs).minimum(rank: 0))
        #expect(
          ShallowMonomialNetwork(units: 1, outputs: outputs, degree: units).atZero
            == MonomialChain(outputs: outputs, degrees: [units]).atZero)
      }
    }
    #expect(
      ShallowMonomialNetwork(inputs: 3, units: 2, outputs: 2, degree: 1).value(
        incoming: [[1, 0, 0], [0, 0, 0]], outgoing: [[0, 1], [0, 0]])
        == ReducedRankRegression(inputs: 3, hidden: 2, outputs: 2)
        .value(rankOfA: 1, rankOfB: 1, rankOfProduct: 0))
    #expect(
      ShallowMonomialNetwork(inputs: 3, units: 1, degree: 5).value(
        incoming: [[0, 0, 0]], outgoing: [[2]])
        == MonomialChain(inputs: 3, degrees: [5]).value(isZero: [true, false]))
  }

  @Test("the Vandermonde ideal contains each single power, so that its λ is not smaller")
  func inclusion() throws {
    for units in 1...9 {
      for outputs in 1...3 {
        let all = VandermondeSingularity(outputs: outputs, units: units, step: 2).atZero
        for n in 0...3 {
          let single = ShallowMonomialNetwork(units: units, outputs: outputs, degree: 2 * n + 1)
          #expect(try #require(single.atZero) <= all)
        }
      }
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = ShallowMonomialNetwork(units: 0, degree: 2)
    }
    await #expect(processExitsWith: .failure) {
      _ = ShallowMonomialNetwork(units: 2, degree: 2).value(
        incoming: [[0, 0]], outgoing: [[0, 0]])
    }
  }
}
