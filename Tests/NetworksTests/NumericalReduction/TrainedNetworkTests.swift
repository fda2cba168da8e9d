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
    let states = NumericalNeuron.all(of: network, distances: distances, tolerance: choice.value)
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
    guard case .merge(1, let neuron, let kept, 1)? = reduction.operations.first else {
      Issue.record("no merge")
      return
    }
    #expect(Set([neuron, kept]) == [2, 5] && reduction.operations.count == 1)
    #expect(reduction.error.value < 1e-6 && reduction.reduced.type == .float32)
    #expect(reduction.reduced.weights.allSatisfy { Double(Float($0)) == $0 })
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
