import AlgebraTestSupport
import SingularLearning
import Testing

/// Neurons whose functions are linearly dependent, though the weights are no subnetwork.
@Suite struct DependentSetTests {
  @Test("four squares of linear forms in two variables")
  func squares() throws {
    let network = try Network(
      Architecture(widths: [2, 4, 1], degree: 2),
      matrices: [[[1, 0], [0, 1], [1, 1], [1, -1]], [[3, 1, -1, 2]]])
    let diagnosis = try diagnose(network)
    #expect(!diagnosis.isSubnetwork && diagnosis.operations.isEmpty)
    let sets = try dependentSets(in: diagnosis)
    // (x − y)² = 2x² + 2y² − (x + y)².
    let terms: [ReductionOperation.Term] = [
      .init(neuron: 1, coefficient: 2), .init(neuron: 2, coefficient: 2),
      .init(neuron: 3, coefficient: -1),
    ]
    #expect(sets.count == 1 && sets[0].layer == 1 && sets[0].neuron == 4 && sets[0].constant == 0)
    #expect(sets[0].terms == terms && sets[0].neurons == [1, 2, 3, 4])
    #expect(sets[0].evidence.isProven)
    #expect(
      sets[0].description == "layer 1: neuron 4 = 2 * neuron 1 + 2 * neuron 2 + -1 * neuron 3")
    let dropped = try diagnose(network, droppingDependent: true)
    #expect(
      dropped.operations == [.combine(layer: 1, neuron: 4, terms: terms, constant: 0)])
    #expect(dropped.reduced.matrices == [[[1, 0], [0, 1], [1, 1]], [[7, 5, -3]]])
    #expect(!dropped.isSubnetwork && dropped.functionPreserved.value)
    #expect(dropped.functionPreserved.evidence.isProven)
  }

  @Test("constants go to the biases, and are no combination without them")
  func constants() throws {
    let architecture = try Architecture(widths: [1, 3, 1], degree: 2, hasBias: true)
    let network = try Network(
      architecture, matrices: [[[1], [1], [1]], [[1, 1, 2]]], biases: [[0, 1, 2], [5]])
    // (x + 2)² = 2(x + 1)² − x² + 2.
    let dropped = try diagnose(network, droppingDependent: true)
    #expect(
      dropped.operations == [
        .combine(
          layer: 1, neuron: 3,
          terms: [.init(neuron: 1, coefficient: -1), .init(neuron: 2, coefficient: 2)], constant: 2)
      ])
    #expect(dropped.reduced.matrices[1] == [[-1, 5]] && dropped.reduced.biases?[1] == [9])
    #expect(dropped.functionPreserved.value)
    // x⁴ and (x² + 1)², as squares of quadratic neurons, need a third one for the constant.
    let deep = try Network(
      Architecture(
        widths: [1, 2, 2, 1],
        activations: [.polynomial(coefficients: [1, 0, 1]), .polynomial(coefficients: [0, 0, 1])]),
      matrices: [[[1], [2]], [[1, 0], [0, 1]], [[1, 1]]])
    #expect(try dependentSets(in: diagnose(deep)).isEmpty)
  }

  @Test("what is left of a reduction is compared, with the numbers of the given network")
  func originalNumbers() throws {
    let network = try Network(
      Architecture(widths: [2, 6, 1], degree: 2),
      matrices: [[[0, 0], [1, 0], [0, 1], [2, 0], [1, 1], [1, -1]], [[3, 1, 1, 1, -1, 2]]])
    let diagnosis = try diagnose(network)
    #expect(diagnosis.keptNeurons == [[2, 3, 5, 6]])
    let sets = try dependentSets(in: diagnosis)
    #expect(sets.map(\.neurons) == [[2, 3, 5, 6]])
    let dropped = try diagnose(network, droppingDependent: true)
    #expect(dropped.keptNeurons == [[2, 3, 5]] && dropped.isSubnetwork)
    #expect(dropped.operations.map(\.type) == ["inactive-in", "redundant", "dependent"])
  }

  @Test("few inputs make neurons dependent that are not so everywhere")
  func onData() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let network = try Network(
      architecture, matrices: [[[1, 0], [0, 1], [1, 1]], [[1, 1, 1]]])
    let diagnosis = try diagnose(network)
    #expect(try dependentSets(in: diagnosis).isEmpty)
    let data = DataModel(architecture, data: [[1, 0], [1, 2]])
    let sets = try dependentSets(in: diagnosis, on: data)
    // (1, 0): 1, 0, 1; (1, 2): 1, 8, 27.
    #expect(sets.count == 1 && sets[0].neuron == 3)
    #expect(
      sets[0].terms == [
        .init(neuron: 1, coefficient: 1), .init(neuron: 2, coefficient: Rational(13, 4)),
      ])
    #expect(sets[0].evidence == .proven(detail: "equal at 2 inputs"))
  }

  /// The rank of the functions of a layer, and of 1 with biases, by expansion over ℚ[x, y].
  private func rank(of network: Network, layer: Int) throws -> Int {
    let whole = network.architecture
    let width = whole.widths[layer]
    let identity = (0..<width).map { i in (0..<width).map { Rational($0 == i ? 1 : 0) } }
    let part = try Network(
      Architecture(
        widths: Array(whole.widths[...layer]) + [width],
        activations: Array(whole.activations[..<layer]), hasBias: whole.hasBias),
      matrices: Array(network.matrices[..<layer]) + [identity],
      biases: network.biases.map { Array($0[..<layer]) + [Array(repeating: 0, count: width)] })
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: (1...whole.inputCount).map { "x\($0)" })
    let functions = try NetworkEvaluator(part.architecture, ring: ring).outputs(
      weights: part.weights.map { ring.constant($0) },
      input: ring.variables.map { try ring.parse($0) })
    let all = functions + (whole.hasBias ? [ring.constant(1)] : [])
    let monomials = Array(Set(all.flatMap { $0.terms.map(\.exponents) }))
    let rows = all.flatMap { function in
      let terms = Dictionary(
        uniqueKeysWithValues: function.terms.map { ($0.exponents, $0.coefficient) })
      return monomials.map { terms[$0] ?? 0 }
    }
    var random = RandomSource(seed: 1)
    return try exactRank(
      of: Matrix(
        ring: RationalField(), rowCount: all.count, columnCount: monomials.count, elements: rows),
      using: &random
    ).rank - (whole.hasBias ? 1 : 0)
  }

  @Test("as many relations as the expanded functions have, and none after all have been dropped")
  func expansions() throws {
    var random = RandomSource(seed: 5)
    let activations: [Activation] = [
      .monomial(degree: 2), .monomial(degree: 3), .polynomial(coefficients: [1, 1, 1]),
      .polynomial(coefficients: [0, 1, 0, 1]), .hermite(degree: 2),
    ]
    var relationCount = 0
    for _ in 0..<60 {
      let inputs = Int.random(in: 1...2, using: &random)
      let hidden = (0..<Int.random(in: 1...2, using: &random)).map { _ in
        Int.random(in: 3...7, using: &random)
      }
      let architecture = try Architecture(
        widths: [inputs] + hidden + [2],
        activations: hidden.map { _ in
          activations[Int.random(in: 0..<activations.count, using: &random)]
        }, hasBias: Bool.random(using: &random))
      let network = try Network(
        architecture,
        weights: (0..<architecture.parameterCount).map { _ in
          Rational(Int.random(in: -2...2, using: &random))
        })
      let diagnosis = try diagnose(network)
      let sets = try dependentSets(in: diagnosis)
      for layer in 1...hidden.count {
        let kept = diagnosis.keptNeurons[layer - 1].count
        let found = sets.filter { $0.layer == layer }
        relationCount += found.count
        guard kept > 0 else { continue }
        let expected = try kept - rank(of: diagnosis.reduced, layer: layer)
        #expect(found.count == expected, "\(network.weights) of \(architecture), layer \(layer)")
      }
      #expect(sets.filter { !$0.evidence.isProven }.isEmpty)
      let dropped = try diagnose(network, droppingDependent: true)
      #expect(dropped.functionPreserved.value && dropped.functionPreserved.evidence.isProven)
      #expect(try dependentSets(in: dropped).isEmpty)
    }
    #expect(relationCount > 20)
  }
}
