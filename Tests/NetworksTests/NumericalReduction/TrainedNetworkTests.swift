import AlgebraTestSupport
import SingularLearning
import Testing

/// Networks trained with PyTorch, against what PyTorch computed for them.
@Suite struct TrainedNetworkTests {
  @Test(
    "outputs agree with PyTorch, whatever the file format", arguments: TrainedNetwork.names,
    WeightFileFormat.allCases)
  func outputs(name: String, format: WeightFileFormat) throws {
    let trained = try TrainedNetwork(name)
    let network = try trained.network(format)
    let tolerance = network.type == .float64 ? 1e-12 : 1e-5
    #expect(network.type == (name == "affine" ? .float32 : .float64))
    #expect(trained.inputs.count == 20)
    for (input, expected) in zip(trained.inputs, trained.outputs) {
      let outputs = network.outputs(at: input)
      let exact = network.exact.outputs(at: input.compactMap { Rational(exactly: $0) })
      for k in expected.indices {
        let scale = max(1, abs(expected[k]))
        #expect(abs(outputs[k] - expected[k]) <= tolerance * scale)
        #expect(abs(exact[k].asDouble - outputs[k]) <= 1e-12 * scale)
      }
    }
  }

  @Test("all formats hold the same weights", arguments: TrainedNetwork.names)
  func formatsAgree(name: String) throws {
    let trained = try TrainedNetwork(name)
    let weights = try WeightFileFormat.allCases.map { try trained.network($0).weights }
    #expect(weights[0] == weights[1] && weights[1] == weights[2])
  }

  @Test("a saddle of five parallel rows reduces to one neuron")
  func plateau() throws {
    let network = try TrainedNetwork("plateau").network()
    let distances = ParameterDistances(of: network)
    #expect(distances.pairs.count == 10 && distances.pairs.allSatisfy { $0.distance < 1e-12 })
    let choice = ToleranceChoice(distances, type: network.type)
    #expect(choice.reason == .gap)
    #expect(choice.stable.lowerBound < 1e-12 && choice.stable.upperBound > 0.1)
    let reduction = try reduceNumerically(network, tolerance: choice.value)
    #expect(reduction.reduced.architecture.widths == [2, 1, 1])
    #expect(reduction.operations.count == 4 && reduction.keptNeurons[0].count == 1)
    #expect(!reduction.isExact && reduction.error.value < 1e-13)
    #expect(try reduceNumerically(network, tolerance: 0).operations.isEmpty)
  }

  @Test("weight decay has switched off what the teacher does not need")
  func decay() throws {
    let network = try TrainedNetwork("decay").network()
    let distances = ParameterDistances(of: network)
    let choice = ToleranceChoice(distances, type: network.type)
    let reduction = try reduceNumerically(network, tolerance: choice.value)
    #expect(reduction.reduced.architecture.widths == [2, 2, 2, 1])
    #expect(reduction.keptNeurons == [[1, 2], [1, 3]])
    #expect(reduction.error.value < 1e-6)
    let states = NumericalNeuron.all(at: distances, tolerance: choice.value)
      .map(\.state)
    #expect(states.map { $0 == .active } == [true, true, false, false, true, false, true])
  }

  @Test("neurons that started equal stay equal up to rounding")
  func affine() throws {
    let network = try TrainedNetwork("affine").network()
    let distances = ParameterDistances(of: network)
    let nearest = try #require(distances.pairs.min { $0.distance < $1.distance })
    #expect(nearest.neurons == [2, 5] && nearest.distance < 1e-6)
    let choice = ToleranceChoice(distances, type: network.type)
    let reduction = try reduceNumerically(network, tolerance: choice.value)
    #expect(reduction.reduced.architecture.widths == [3, 5, 2])
    guard case .merge(1, let neuron, let kept, 1, _)? = reduction.operations.first else {
      Issue.record("no merge")
      return
    }
    #expect(Set([neuron, kept]) == [2, 5] && reduction.operations.count == 1)
    #expect(reduction.error.value < 1e-6 && reduction.reduced.type == .float32)
    #expect(reduction.reduced.weights.allSatisfy { Double(Float($0)) == $0 })
  }

  @Test(
    "the reduced network differs from PyTorch's outputs by no more than the bound",
    arguments: TrainedNetwork.names)
  func reducedOutputs(name: String) throws {
    let trained = try TrainedNetwork(name)
    let network = try trained.network()
    let norms = trained.inputs.map { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let radius = try #require(norms.max()) * (1 + 1e-12)
    let choice = ToleranceChoice(ParameterDistances(of: network), type: network.type)
    let reduction = try reduceNumerically(network, tolerance: choice.value, radius: radius)
    let sampled = try reduction.sampledDifference()
    #expect(!reduction.operations.isEmpty && sampled.inputCount == 100)
    #expect(sampled.value > 0 && sampled.value <= reduction.error.value)
    // What rounding in the precision of the network can do to PyTorch's outputs.
    let rounding = network.type == .float64 ? 1e-12 : 1e-5
    for (input, expected) in zip(trained.inputs, trained.outputs) {
      let difference = zip(reduction.reduced.outputs(at: input), expected)
        .reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
      let scale = expected.reduce(1) { max($0, $1.magnitude) }
      #expect(difference <= reduction.error.value + rounding * scale)
    }
  }

  @Test("the sampled change is exact, reproducible, and 0 for an exact reduction")
  func sampledDifference() throws {
    let network = try TrainedNetwork("decay").network()
    let reduction = try reduceNumerically(network, tolerance: 0.03)
    #expect(try reduction.sampledDifference(seed: 5) == reduction.sampledDifference(seed: 5))
    #expect(try reduction.sampledDifference(seed: 5) != reduction.sampledDifference(seed: 6))
    let exact = try reduceNumerically(network, tolerance: 0)
    let same = try exact.sampledDifference()
    #expect(exact.isExact && same.value == 0)
    // Twice the radius multiplies a difference of quartic forms by at most 16.
    let wide = try reduceNumerically(network, tolerance: 0.03, radius: 2)
    let (near, far) = (try reduction.sampledDifference(), try wide.sampledDifference())
    #expect(far.value > 15.999 * near.value && far.value < 16.001 * near.value)
  }

  @Test("the reduced network is written like the original", arguments: WeightFileFormat.allCases)
  func reducedFile(format: WeightFileFormat) throws {
    let network = try TrainedNetwork("affine").network(format)
    let reduced = try reduceNumerically(network, tolerance: 1e-5).reduced
    let file = reduced.file()
    #expect(file.format == format)
    let original = network.file()
    #expect(file.tensors.map(\.name) == original.tensors.map(\.name))
    #expect(file.metadata == original.metadata)
    let copy = try FloatingNetwork(reduced.architecture, file: file, named: "copy")
    #expect(copy.weights == reduced.weights && copy.type == .float32)
  }
}
