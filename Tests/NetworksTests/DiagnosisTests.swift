import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct DiagnosisTests {
  func states(_ diagnosis: Diagnosis) -> [NeuronState] { diagnosis.neurons.map(\.state) }

  @Test("a redundant pair is found with its factor and merged")
  func redundantPair() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let network = try Network(
      architecture, matrices: [[[1, 2], [0, 1], [-2, -4]], [[1, 1, 3]]])
    let diagnosis = try diagnose(network)
    #expect(states(diagnosis) == [.redundant, .active, .redundant])
    #expect(
      diagnosis.neurons[0].proportionalTo
        == [.init(index: 3, factor: Rational(-1, 2))])
    #expect(diagnosis.operations == [.merge(layer: 1, neuron: 3, into: 1, factor: -2)])
    #expect(diagnosis.reduced.matrices == [[[1, 2], [0, 1]], [[-23, 1]]])
    #expect(diagnosis.keptNeurons == [[1, 2]])
    #expect(diagnosis.functionPreserved.value && diagnosis.functionPreserved.evidence.isProven)
  }

  @Test("a merge that cancels and the cascade behind it")
  func cancellation() throws {
    let network = try Network(
      Architecture(widths: [2, 2, 2, 1], degree: 2),
      matrices: [[[1, 0], [1, 1]], [[1, 3], [2, 6]], [[4, -1]]])
    let diagnosis = try diagnose(network)
    #expect(
      diagnosis.operations == [
        .merge(layer: 2, neuron: 2, into: 1, factor: 2),
        .dropInactiveOut(layer: 2, neuron: 1),
        .dropInactiveOut(layer: 1, neuron: 1), .dropInactiveOut(layer: 1, neuron: 2),
      ])
    #expect(diagnosis.reduced.architecture.widths == [2, 1, 1, 1])
    #expect(diagnosis.reduced.weights.allSatisfy { $0 == 0 })
    #expect(diagnosis.keptNeurons == [[], []])
    #expect(diagnosis.functionPreserved.value)
  }

  @Test("a constant neuron moves into the next biases, whatever the activation")
  func constantIntoBias() throws {
    let architecture = try Architecture(
      widths: [1, 2, 1], activations: [.polynomial(coefficients: [1, 2, 3])], hasBias: true)
    let network = try Network(
      architecture, matrices: [[[1], [0]], [[1, 5]]], biases: [[0, 2], [7]])
    let diagnosis = try diagnose(network)
    #expect(states(diagnosis) == [.active, .inactiveIn])
    #expect(
      diagnosis.operations == [.dropInactiveIn(layer: 1, neuron: 2, constant: 17)])
    #expect(diagnosis.reduced.biases == [[0], [92]])
    #expect(diagnosis.functionPreserved.value)
  }

  @Test("without biases a nonzero constant stays, and equal ones are merged")
  func constantWithoutBias() throws {
    let architecture = try Architecture(
      widths: [1, 3, 1], activations: [.polynomial(coefficients: [1, 0, 1])])
    let network = try Network(architecture, matrices: [[[0], [2], [0]], [[3, 1, 4]]])
    let diagnosis = try diagnose(network)
    #expect(states(diagnosis) == [.inactiveIn, .active, .inactiveIn])
    #expect(diagnosis.operations == [.dropConstant(layer: 1, neuron: 3, into: 1, ratio: 1)])
    #expect(diagnosis.reduced.matrices == [[[0], [2]], [[7, 1]]])
    #expect(diagnosis.functionPreserved.value)
  }

  @Test("proportional rows with different biases are active; polynomial activations need equality")
  func notRedundant() throws {
    let affine = try Network(
      Architecture(widths: [2, 2, 1], degree: 2, hasBias: true),
      matrices: [[[1, 2], [2, 4]], [[1, 1]]], biases: [[1, 1], [0]])
    #expect(try !diagnose(affine).isSubnetwork)
    let hermite = try Network(
      Architecture(widths: [2, 3, 1], activations: [.hermite(degree: 3)]),
      matrices: [[[1, 2], [2, 4], [1, 2]], [[1, 1, 1]]])
    #expect(states(try diagnose(hermite)) == [.redundant, .active, .redundant])
  }

  @Test("a linear network has no neurons")
  func linear() throws {
    let network = try Network(
      Architecture(widths: [2, 2], degree: 1), matrices: [[[1, 2], [3, 4]]])
    let diagnosis = try diagnose(network)
    #expect(diagnosis.neurons.isEmpty && diagnosis.reduced == network)
    #expect(diagnosis.functionPreserved.value && !diagnosis.isSubnetwork)
  }

  @Test("different functions are told apart, also of different degrees")
  func differentFunctions() throws {
    let square = try Network(Architecture(widths: [2, 1, 1], degree: 2), weights: [1, 1, 1])
    let other = try Network(
      Architecture(widths: [2, 1, 1], degree: 2), weights: [1, 1, Rational(2, 3)])
    let cube = try Network(Architecture(widths: [2, 1, 1], degree: 3), weights: [1, 1, 1])
    #expect(try !computeSameFunction(square, other).value)
    #expect(try !computeSameFunction(square, cube).value)
    let doubled = try Network(
      Architecture(widths: [2, 1, 1], degree: 2), weights: [2, 2, Rational(1, 4)])
    let same = try computeSameFunction(square, doubled)
    #expect(same.value && same.evidence.isProven)
  }

  @Test("where a proof is too expensive the check says so")
  func unaffordableProof() throws {
    let architecture = try Architecture(widths: [12, 2, 2, 1], degree: 9)
    var random = RandomSource(seed: 4)
    var weights = (0..<architecture.parameterCount).map { _ in
      randomNonzeroRational(using: &random)
    }
    for j in 0..<12 { weights[12 + j] = weights[j] }
    let preserved = try diagnose(Network(architecture, weights: weights)).functionPreserved
    guard case .probabilistic(_, let bound) = preserved.evidence else {
      Issue.record("expected a probabilistic check, found \(preserved.evidence)")
      return
    }
    #expect(preserved.value && bound < 1e-15)
  }

  static let shapes: [([Int], [Activation], Bool)] = [
    ([2, 3, 1], [.monomial(degree: 3)], false),
    ([3, 2, 2, 2], [.monomial(degree: 2), .monomial(degree: 3)], false),
    ([2, 2, 3, 1], [.monomial(degree: 3), .monomial(degree: 2)], true),
    ([2, 3, 2], [.polynomial(coefficients: [1, -1, 0, 2])], true),
    ([2, 2, 2, 1], [.hermite(degree: 3), .polynomial(coefficients: [0, 1, 2])], false),
  ]

  @Test("planted neurons are found and removed, cascades included", arguments: shapes.indices)
  func planted(shape: Int) throws {
    let (widths, activations, hasBias) = Self.shapes[shape]
    let architecture = try Architecture(
      widths: widths, activations: activations, hasBias: hasBias)
    for seed in 0..<20 {
      var random = RandomSource(seed: UInt64(100 * shape + seed))
      let base = try #require(try randomReducedNetwork(architecture, using: &random))
      var planted = PlantedNetwork(base)
      for _ in 0..<random.integer(in: 1...4) {
        let layer = random.integer(in: 1...architecture.layerCount - 1)
        switch random.integer(in: 0...(architecture.layerCount > 2 ? 3 : 2)) {
        case 0: planted.addUnusedNeuron(layer: layer, using: &random)
        case 1: planted.addConstantNeuron(layer: layer, using: &random)
        case 2: planted.splitNeuron(layer: layer, index: 0, using: &random)
        default:
          planted.addCancellingPair(
            layer: random.integer(in: 1...architecture.layerCount - 2), using: &random)
        }
      }
      let network = try planted.network()
      let diagnosis = try diagnose(network)
      #expect(diagnosis.isSubnetwork)
      #expect(diagnosis.reduced.architecture == architecture, "\(diagnosis.operations)")
      #expect(
        diagnosis.functionPreserved.value && diagnosis.functionPreserved.evidence.isProven)
      let same = try computeSameFunction(diagnosis.reduced, base)
      #expect(same.value && same.evidence.isProven)
      #expect(
        diagnosis.operations.count
          == network.architecture.widths.reduce(0, +) - widths.reduce(0, +))
    }
  }
}
