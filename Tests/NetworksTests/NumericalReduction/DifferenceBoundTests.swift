import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The proven bound against exact differences at sampled inputs.
@Suite struct DifferenceBoundTests {
  /// A random network in which neurons were nearly duplicated and switched off.
  func nearSubnetwork(
    _ architecture: Architecture, noise: Double, using random: inout RandomSource
  ) throws -> FloatingNetwork {
    func uniform() -> Double { Double(random.integer(in: -1_000_000...1_000_000)) / 1_000_000 }
    var weights = (0..<architecture.parameterCount).map { _ in uniform() }
    for layer in 1..<architecture.layerCount where architecture.widths[layer] > 1 {
      let (source, copy) = (
        architecture.weightRange(ofLayer: layer, row: 1),
        architecture.weightRange(ofLayer: layer, row: 2)
      )
      let factor = architecture.activations[layer - 1].isMonomial ? -1.5 : 1
      for (from, to) in zip(source, copy) {
        weights[to] = factor * weights[from] + noise * uniform()
      }
      if architecture.hasBias {
        weights[copy.upperBound] = factor * weights[source.upperBound] + noise * uniform()
      }
      if architecture.widths[layer] > 2 {
        for row in 1...architecture.widths[layer + 1] {
          weights[architecture.parameterIndex(layer: layer + 1, row: row, column: 3)] =
            noise * uniform()
        }
      }
    }
    return FloatingNetwork(architecture, weights: weights)
  }

  /// The largest difference of the two exact functions at inputs with ‖x‖ ≤ radius.
  func sampledError(
    _ reduction: NumericalReduction, using random: inout RandomSource
  ) throws -> Double {
    let (first, second) = (reduction.original.exact, reduction.reduced.exact)
    let count = first.architecture.inputCount
    var largest = 0.0
    for _ in 0..<60 {
      var x = (0..<count).map { _ in Double(random.integer(in: -1000...1000)) }
      let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if norm == 0 { continue }
      x = x.map { $0 / norm * reduction.error.radius * (1 - 1e-12) }
      let input = x.compactMap { Rational(exactly: $0) }
      let square = zip(first.outputs(at: input), second.outputs(at: input)).reduce(0.0) {
        $0 + pow(($1.0 - $1.1).asDouble, 2)
      }
      largest = max(largest, square.squareRoot())
    }
    return largest
  }

  static let small: [([Int], [Activation], Bool)] = [
    ([2, 4, 1], [.monomial(degree: 3)], false),
    ([3, 4, 2], [.monomial(degree: 2)], true),
    ([2, 3, 3, 1], [.monomial(degree: 2), .monomial(degree: 3)], false),
    (
      [2, 4, 3, 2], [.polynomial(coefficients: [0, 1, Rational(1, 3)]), .hermite(degree: 2)], true
    ),
    ([1, 3, 1], [.polynomial(coefficients: [1, 0, 0, Rational(-2, 7)])], true),
  ]

  @Test("sampled errors never exceed the bound, and the bound is not far above", arguments: small)
  func expansion(widths: [Int], activations: [Activation], hasBias: Bool) throws {
    let architecture = try Architecture(
      widths: widths, activations: activations, hasBias: hasBias)
    var random = RandomSource(seed: 3)
    for noise in [1e-9, 1e-4, 3e-2] {
      for radius in [0.5, 1, 3] {
        let network = try nearSubnetwork(architecture, noise: noise, using: &random)
        let reduction = try reduceNumerically(network, tolerance: 0.2, radius: radius)
        #expect(!reduction.operations.isEmpty && !reduction.isExact)
        #expect(reduction.error.radius == radius)
        let error = try sampledError(reduction, using: &random)
        #expect(error <= reduction.error.value)
        #expect(
          reduction.error.value <= 30 * error,
          "\(architecture), noise \(noise): \(reduction.error.value) for an error of \(error)")
      }
    }
  }

  @Test(
    "the same where the difference is too large to expand",
    arguments: [([12, 4, 3, 2], false), ([12, 4, 3, 2], true), ([30, 5, 1], false)])
  func propagation(widths: [Int], hasBias: Bool) throws {
    let architecture = try Architecture(widths: widths, degree: 3, hasBias: hasBias)
    var random = RandomSource(seed: 4)
    for noise in [1e-9, 1e-3] {
      let network = try nearSubnetwork(architecture, noise: noise, using: &random)
      let reduction = try reduceNumerically(network, tolerance: 0.05, radius: 1)
      #expect(!reduction.operations.isEmpty && reduction.error.derivation == .propagation)
      let error = try sampledError(reduction, using: &random)
      #expect(error > 0 && error <= reduction.error.value)
      // The absolute values of a layer do not cancel: some orders of magnitude for two hidden layers.
      #expect(reduction.error.value <= 20_000 * error)
    }
  }

  @Test("exact redundancy of dyadic weights reduces without any error")
  func exactReduction() throws {
    var random = RandomSource(seed: 8)
    for _ in 0..<20 {
      let architecture = try Architecture(widths: [3, 3, 2], degree: 2)
      let start = try #require(try randomReducedNetwork(architecture, using: &random))
      // Quarters: all arithmetic of the reduction is exact in double precision.
      let weights = start.weights.map { Rational(($0 * 4).numerator, 4) }
      var planted = PlantedNetwork(try Network(architecture, weights: weights))
      planted.addUnusedNeuron(layer: 1, using: &random)
      planted.addConstantNeuron(layer: 1, using: &random)
      let exact = try planted.network()
      let values = exact.weights.map(\.asDouble)
      let network = FloatingNetwork(exact.architecture, weights: values)
      let reduction = try reduceNumerically(network, tolerance: 0)
      let reference = try diagnose(network.exact)
      #expect(reduction.operations == reference.operations && !reduction.operations.isEmpty)
      #expect(reduction.reduced.exact == reference.reduced)
      #expect(reduction.isExact && reduction.error.derivation == .equal)
      #expect(reduction.error.evidence.isProven)
      #expect(reduction.keptNeurons == reference.keptNeurons)
    }
  }

  @Test("a factor that is no double is found exactly, and only the rounding remains")
  func exactFactor() throws {
    // Row 2 is row 1 times 1/3, both integral.
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let network = FloatingNetwork(architecture, weights: [3, 9, 1, 3, 1, 27])
    let reduction = try reduceNumerically(network, tolerance: 1e-6)
    #expect(reduction.operations == [.merge(layer: 1, neuron: 2, into: 1, factor: Rational(1, 3))])
    #expect(reduction.reduced.weights == [3, 9, 2] && reduction.isExact)
    let rounded = FloatingNetwork(architecture, weights: [3, 9, 1, 3, 1, 1])
    let other = try reduceNumerically(rounded, tolerance: 0)
    #expect(other.reduced.weights == [3, 9, 28.0 / 27])
    #expect(!other.isExact && other.error.value > 0 && other.error.value < 1e-12)
  }

  @Test("nearly redundant neurons meet where what they contribute changes least")
  func contributionWeightedMean() throws {
    let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
    let architecture = try Architecture(widths: [1, 2, 1], activations: [odd])
    // σ(1.01 x) + σ(0.99 x) − 2σ(x) = 0.0006 x³; either row instead of the mean gives 0.04 x + 0.12 x³ at least.
    let equal = try reduceNumerically(
      FloatingNetwork(architecture, weights: [1.01, 0.99, 1, 1]), tolerance: 0.1)
    #expect(equal.reduced.architecture.widths == [1, 1, 1])
    #expect(equal.error.value > 5.9e-4 && equal.error.value < 6.1e-4, "\(equal.error)")
    // Opposite rows, and a contribution three times as large: the row is (3·1.01 + 0.99)/4 up to sign.
    let opposite = try reduceNumerically(
      FloatingNetwork(architecture, weights: [1.01, -0.99, 3, -1]), tolerance: 0.1)
    #expect(opposite.operations == [.merge(layer: 1, neuron: 2, into: 1, factor: -1)])
    #expect(abs(opposite.reduced.weights[0] - 1.005) < 1e-12)
    #expect(abs(opposite.reduced.weights[1] - 4) < 1e-12 && opposite.error.value < 1e-3)
    // Contributions of opposite sign: 2σ(1.01 x) − σ(0.99 x), with the mean 1.03 outside of both rows.
    let signed = try reduceNumerically(
      FloatingNetwork(architecture, weights: [1.01, 0.99, 2, -1]), tolerance: 0.1)
    #expect(abs(signed.reduced.weights[0] - 1.03) < 1e-12)
    #expect(signed.error.value < 3e-3)
    // A power: rows u and 2v with r = 3 contribute 1 and 8·(1/4).
    let power = try reduceNumerically(
      FloatingNetwork(
        Architecture(widths: [2, 2, 1], degree: 3), weights: [1, 0.003, 2, 0, 1, 0.25]),
      tolerance: 0.1)
    #expect(abs(power.reduced.weights[1] / power.reduced.weights[0] - 0.001) < 1e-6)
  }

  @Test("opposite rows from a center, with biases, and constants that nothing takes")
  func symmetries() throws {
    // (t − 1)³ + (t − 1) + 4 at 1 ± (x + 2).
    let architecture = try Architecture(
      widths: [1, 2, 1], activations: [.polynomial(coefficients: [2, 4, -3, 1])], hasBias: true)
    let network = FloatingNetwork(architecture, weights: [1, 3, -1, -1, 3, 1, 10])
    #expect(ParameterDistances(of: network).pairs[0].distance == 0)
    let reduction = try reduceNumerically(network, tolerance: 0)
    #expect(reduction.isExact && reduction.reduced.weights == [1, 3, 2, 18])
    let constant = FloatingNetwork(
      try Architecture(widths: [2, 2, 1], activations: [.polynomial(coefficients: [1, 1, 1])]),
      weights: [0, 0, 1, 2, 5, 1])
    let distances = ParameterDistances(of: constant)
    let neurons = NumericalNeuron.all(at: distances, tolerance: 1e-6)
    #expect(neurons.map(\.state) == [.active, .active])
    #expect(try reduceNumerically(constant, tolerance: 1e-6).operations.isEmpty)
    // An inactive neuron makes no other one redundant.
    let inactive = FloatingNetwork(
      try Architecture(widths: [2, 3, 1], degree: 2), weights: [1, 2, 2, 4, 1, 1, 1, 0, 1])
    let states = NumericalNeuron.all(
      at: ParameterDistances(of: inactive), tolerance: 1e-6
    ).map(\.state)
    #expect(states == [.active, .inactiveOut, .active])
  }

  @Test("a cascade: outgoing weights that nearly cancel disappear as well")
  func cascade() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 2)
    let tiny = 1e-9
    let network = FloatingNetwork(
      architecture, weights: [1, 0, 1, 1, 1, 3, 2, 6 + tiny, 4, -1 + tiny])
    let reduction = try reduceNumerically(network, tolerance: 1e-6)
    #expect(reduction.reduced.architecture.widths == [2, 2, 1, 1])
    let later = try reduceNumerically(
      FloatingNetwork(architecture, weights: [1, 0, 1, 1, 1, 3, 2, 6, 4, -1]), tolerance: 1e-6)
    #expect(later.reduced.architecture.widths == [2, 1, 1, 1] && later.isExact)
    #expect(later.keptNeurons == [[], []])
  }

  @Test("small rows with large outgoing weights are a matter of scale, not inactive")
  func unbalancedScales() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let network = FloatingNetwork(
      architecture, weights: [1, 0, 0, 1e-6, 1, 1, 1, 1e18, 1])
    #expect(try reduceNumerically(network, tolerance: 1e-3).operations.isEmpty)
    let neuron = ParameterDistances(of: network).neurons[1]
    #expect(neuron.incoming < 1e-5 && neuron.contribution > 0.1)
  }

  @Test("overflow gives an infinite bound and no crash")
  func overflow() throws {
    let architecture = try Architecture(widths: [12, 4, 3, 1], degree: 9)
    let largest = Double.greatestFiniteMagnitude
    let weights = (0..<architecture.parameterCount).map { $0 % 2 == 0 ? largest : -1e300 }
    let distances = ParameterDistances(of: FloatingNetwork(architecture, weights: weights))
    #expect(distances.relevant.allSatisfy { $0 >= 0 && $0.isFinite })
    let reduction = try reduceNumerically(
      FloatingNetwork(architecture, weights: weights), tolerance: 0.5, radius: 1e9)
    #expect(!reduction.operations.isEmpty)
    #expect(reduction.error.value == .infinity)
    #expect(reduction.reduced.weights.allSatisfy { $0.isFinite })
  }
}
