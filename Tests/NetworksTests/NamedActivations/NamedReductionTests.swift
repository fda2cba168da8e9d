import Foundation
import SingularLearning
import Testing

/// Diagnosis and reduction of networks with named activations.
@Suite struct NamedReductionTests {
  @Test(
    "planted neurons are found, and none beside them", arguments: NamedPlantedNetwork.activations)
  func planted(activation: NamedActivation) throws {
    var random = RandomSource(seed: 11)
    for trial in 0..<240 {
      let planted = try NamedPlantedNetwork(
        activation, hasBias: trial % 2 == 0, count: trial % 5, noise: 0, random: &random)
      let network = planted.network
      let distances = try NamedDistances(of: network)
      let neurons = try NumericalNeuron.all(of: network, distances: distances, tolerance: 1e-9)
      for (layer, neuron) in planted.planted {
        let found = try #require(
          neurons.first { $0.distances.layer == layer && $0.distances.index == neuron })
        #expect(found.state != .active, "\(network.architecture) \(neuron)")
      }
      let reduction = try reduceNamed(network, tolerance: 1e-9)
      #expect(
        reduction.reduced.architecture.widths == planted.core,
        "\(network.architecture): \(reduction.operations)")
      let choice = ToleranceChoice(nil, distances: distances, type: network.type)
      #expect(choice.value < 0.1)
      // No more go than the functions have relations, apart from those that are not used.
      let relations = functionRank(of: network, tolerance: 1e-9, random: &random)
      let unused = reduction.operations.count { $0.type == "inactive-out" }
      #expect(reduction.operations.count - unused <= relations.count - relations.rank)
      let left = functionRank(of: reduction.reduced, tolerance: 1e-9, random: &random)
      #expect(left.rank == left.count, "\(reduction.reduced)")
    }
  }

  @Test(
    "bounds of planted networks hold at 1,000 inputs", arguments: NamedPlantedNetwork.activations)
  func bounds(activation: NamedActivation) throws {
    var random = RandomSource(seed: 5)
    for trial in 0..<24 {
      let noise = [0, 1e-7, 1e-4][trial % 3]
      let planted = try NamedPlantedNetwork(
        activation, hasBias: trial % 2 == 0, hiddenLayers: 1 + trial / 2 % 2, count: 4,
        noise: noise,
        random: &random)
      for radius in [1.0, 30] {
        let reduction = try reduceNamed(
          planted.network, tolerance: 1e-2, radius: radius)
        #expect(reduction.operations.count >= 1)
        let found = reduction.sampledDifference(count: 1_000, seed: UInt64(trial))
        // The bound is about the functions; that they are evaluated in double precision comes on top.
        #expect(
          found.value <= reduction.error.value + 1e-15 * radius * radius,
          "\(planted.network.architecture), \(noise): \(found.value) > \(reduction.error.value)")
        if reduction.reduced.architecture.widths == planted.core {
          #expect(reduction.error.value < (noise == 0 ? 1e-8 : noise * 1e5) * radius * radius)
        }
        #expect(reduction.error.evidence.kind == "numerical" || reduction.error.value == 0)
      }
    }
  }

  @Test("signed means change curved activations by the square of the distance")
  func quadraticBound() throws {
    // Two neurons at distance d with outgoing weights of one sign; one output.
    func bound(_ d: Double, _ activation: NamedActivation) throws -> Double {
      let architecture = try NamedArchitecture(
        widths: [2, 2, 1], activations: [activation], hasBias: true)
      let network = NamedNetwork(
        architecture, weights: [1, 0.5, 0.2, 1 + d, 0.5, 0.2, 2, 1, 0])
      let reduction = try reduceNamed(network, tolerance: 0.05)
      #expect(reduction.reduced.architecture.widths == [2, 1, 1])
      return reduction.error.value
    }
    #expect(try bound(1e-3, .tanh) < 1e-6)
    #expect(try bound(1e-3, .gelu) < 1e-6)
    #expect(try bound(1e-3, .relu) > 1e-4)
  }

  @Test func singlePrecisionCountsInTheBound() throws {
    var random = RandomSource(seed: 8)
    for activation in NamedPlantedNetwork.activations {
      let planted = try NamedPlantedNetwork(
        activation, hasBias: true, count: 3, noise: 1e-6, random: &random)
      let network = NamedNetwork(
        planted.network.architecture, weights: planted.network.weights.map { Double(Float($0)) },
        type: .float32)
      let reduction = try reduceNamed(network, tolerance: 1e-3)
      #expect(reduction.reduced.weights.allSatisfy { Double(Float($0)) == $0 })
      #expect(reduction.sampledDifference(count: 1_000).value <= reduction.error.value)
    }
  }

  @Test func dependentNeurons() throws {
    // σ(z) − σ(−z) is linear: three pairs in two inputs are dependent; two are not.
    for activation in NamedPlantedNetwork.activations {
      guard case .linear = activation.reflection else { continue }
      for pairs in [2, 3] {
        let rows = [[1, 0.5], [0.25, -1], [0.75, 2]].prefix(pairs)
        let architecture = try NamedArchitecture(
          widths: [2, 2 * pairs, 1], activations: [activation])
        let weights = rows.flatMap { $0 + $0.map { -$0 } }
        let network = NamedNetwork(
          architecture, weights: weights + (0..<2 * pairs).map { 1 + Double($0) / 4 })
        let reduction = try reduceNamed(network, tolerance: 1e-9)
        #expect(reduction.operations.map(\.type) == (pairs == 3 ? ["dependent"] : []))
        #expect(reduction.sampledDifference(count: 1_000).value <= reduction.error.value)
        #expect(reduction.error.value < 1e-9)
      }
    }
    // With biases 1 is there too, and the linear functions count up to constants.
    let architecture = try NamedArchitecture(
      widths: [1, 4, 1], activations: [.softplus], hasBias: true)
    let network = NamedNetwork(
      architecture, weights: [1, 2, -1, -2, 2, 1, -2, -1] + [1, 2, 3, 4, 0.5])
    let reduction = try reduceNamed(network, tolerance: 1e-9)
    #expect(reduction.operations.map(\.type) == ["dependent"])
    #expect(reduction.sampledDifference(count: 1_000).value <= reduction.error.value)
  }

  @Test func opposedSigmoidsWithoutBiases() throws {
    func operations(_ rows: [Double]) throws -> [String] {
      let architecture = try NamedArchitecture(
        widths: [1, rows.count, 1], activations: [.sigmoid])
      let network = NamedNetwork(
        architecture, weights: rows + rows.indices.map { 1 + Double($0) / 3 })
      let reduction = try reduceNamed(network, tolerance: 1e-9)
      #expect(reduction.sampledDifference(count: 1_000).value <= reduction.error.value)
      #expect(reduction.error.value < 1e-8)
      return reduction.operations.map(\.type)
    }
    #expect(try operations([1, -1]) == [])
    #expect(try operations([1, -1, 2, -2]) == ["dependent"])
    #expect(try operations([0, 0, 2]) == ["constant"])
    #expect(try operations([0, 1, -1]) == ["redundant"])
  }

  @Test func frequenciesOfTheSine() throws {
    let architecture = try NamedArchitecture(
      widths: [2, 4, 2], activations: [.sin], hasBias: true)
    let network = NamedNetwork(
      architecture,
      weights: [1, 2, 0, 1, 2, 1, -1, -2, 0.5, 1, 3, 0.25] + [1, 2, 3, 4, 0.5, 1, 1, -1, 2, 0.25])
    let reduction = try reduceNamed(network, tolerance: 1e-9)
    #expect(reduction.operations.map(\.type) == ["dependent"])
    #expect(reduction.sampledDifference(count: 1_000).value <= reduction.error.value)
    #expect(reduction.error.value < 1e-8)
  }

  @Test func outgoingWeightsThatCancel() throws {
    let architecture = try NamedArchitecture(widths: [2, 3, 1], activations: [.tanh])
    let network = NamedNetwork(architecture, weights: [1, 2, -1, -2, 3, 1, 1, 1, 2])
    let reduction = try reduceNamed(network, tolerance: 1e-9)
    #expect(reduction.operations.map(\.type) == ["redundant", "inactive-out"])
    #expect(reduction.keptNeurons == [[3]])
    let all = try reduceNamed(
      NamedNetwork(architecture, weights: [1, 2, -1, -2, 0, 0, 1, 1, 2]), tolerance: 1e-9)
    #expect(all.reduced.architecture.widths == [2, 1, 1] && all.keptNeurons == [[]])
    #expect(all.reduced.outputs(at: [1, 1]) == [0])
  }

  @Test("values and slopes stay within their bounds", arguments: NamedPlantedNetwork.activations)
  func intervalBounds(activation: NamedActivation) throws {
    var random = RandomSource(seed: 2)
    // One neuron whose merge bound uses the interval: compare with differences of values.
    for _ in 0..<300 {
      let center = Double(random.integer(in: -5000...5000)) / 1000
      let d = Double(random.integer(in: 1...100)) / 1000
      let architecture = try NamedArchitecture(
        widths: [1, 2, 1], activations: [activation], hasBias: true)
      let network = NamedNetwork(
        architecture, weights: [1, center, 1, center + d, 1, -1.5, 0])
      let reduction = try reduceNamed(network, tolerance: 0.9, radius: 2)
      #expect(
        reduction.sampledDifference(count: 400).value <= reduction.error.value,
        "\(activation) at \(center)")
    }
  }
}

extension NamedReductionTests {
  @Test func equalityIsSaidOfUnusedNeuronsOnly() throws {
    let architecture = try NamedArchitecture(
      widths: [1, 2, 1], activations: [.relu], hasBias: true)
    // The second neuron is used nowhere.
    let unused = try reduceNamed(
      NamedNetwork(architecture, weights: [1, 0.5, 2, 0.25, 1, 0, 3]), tolerance: 1e-9)
    #expect(unused.error.derivation == .equal && unused.error.evidence.isProven)
    // It is zero on the ball, and nearly unused: no change there, but elsewhere.
    let dead = try reduceNamed(
      NamedNetwork(architecture, weights: [1, 0.5, 1, -5, 1, 1e-3, 3]), tolerance: 0.1)
    #expect(dead.reduced.architecture.widths == [1, 1, 1])
    #expect(dead.error.derivation == .slopes && !dead.error.evidence.isProven)
    #expect(dead.error.value == 0)
    #expect(dead.difference(at: [[100]]).value > 0)
    // Nothing to reduce.
    let none = try reduceNamed(
      NamedNetwork(architecture, weights: [1, 0.5, -2, 0.25, 1, 1, 3]), tolerance: 1e-9)
    #expect(none.operations.isEmpty && none.error.derivation == .equal)
  }

  @Test func hugeWeights() throws {
    for activation in NamedPlantedNetwork.activations {
      let architecture = try NamedArchitecture(
        widths: [2, 2, 2, 1], activations: [activation, activation], hasBias: true)
      let weights = (0..<architecture.parameterCount).map { $0 % 2 == 0 ? 1e300 : -1e300 }
      let reduction = try reduceNamed(
        NamedNetwork(architecture, weights: weights), tolerance: 1e-3)
      #expect(reduction.error.value >= 0)
    }
  }
}
