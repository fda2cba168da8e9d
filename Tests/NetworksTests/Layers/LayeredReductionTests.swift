import AlgebraicStructures
import Computation
import SingularLearning
import Testing

/// A model with redundancies planted in random weights, and the widths that are left.
struct PlantedModel: Sendable, CustomTestStringConvertible {
  /// What is done to the parameters whose names begin with a prefix followed by `_` or a letter's end.
  enum Change: Sendable {
    /// Parameters with this prefix become zero.
    case zero(String)
    /// Those of the first prefix become a multiple of those of the second, matched in order.
    case multiple(String, of: String, Int)
    /// Those of the first prefix become the sum of those of the other two.
    case sum(String, of: String, String)
  }

  let name: String
  let inputs: LayerShape
  let layers: [any ModelLayer]
  var changes: [Change]
  /// The titles of the layers with parameters after the reduction.
  let left: [String]

  var testDescription: String { name }

  func model() throws -> LayeredModel { try LayeredModel(inputs: inputs, layers: layers) }

  /// Random numbers other than zero with the changes.
  func weights<F: Field>(of model: LayeredModel, seed: UInt64, over field: F, unit: F.Element)
    -> [F.Element]
  {
    var random = RandomSource(seed: seed)
    var weights = model.parameterNames.map { _ in
      field.multiply(unit, field(random.integer(in: 1...9) * (random.integer(in: 0...1) * 2 - 1)))
    }
    func positions(_ prefix: String) -> [Int] {
      model.parameterNames.indices.filter {
        let name = model.parameterNames[$0]
        return name == prefix || name.hasPrefix(prefix + "_")
          || name == prefix.replacing("k", with: "b") || name == prefix.replacing("w", with: "b")
      }
    }
    for change in changes {
      switch change {
      case .zero(let prefix): for position in positions(prefix) { weights[position] = field.zero }
      case .multiple(let target, let source, let factor):
        for (to, from) in zip(positions(target), positions(source)) {
          weights[to] = field.multiply(field(factor), weights[from])
        }
      case .sum(let target, let first, let second):
        for ((to, a), b) in zip(zip(positions(target), positions(first)), positions(second)) {
          weights[to] = field.add(weights[a], weights[b])
        }
      }
    }
    return weights
  }
}

private let plantedModels: [PlantedModel] = [
  PlantedModel(
    name: "a constant channel goes to the biases of a circular convolution",
    inputs: .sequence(length: 6, channels: 2),
    layers: [
      ConvolutionLayer(channels: 4, kernel: [3], hasBias: true),
      ActivationLayer(.monomial(degree: 2)), MeanPoolingLayer(window: 2),
      ConvolutionLayer(channels: 2, kernel: [2], padding: .circular, hasBias: true),
    ],
    changes: [
      .multiple("k1_2", of: "k1_1", -3), .zero("k1_3_1"), .zero("k1_3_2"), .zero("k2_1_4"),
      .zero("k2_2_4"),
    ],
    left: [
      "convolution, kernel 3, 1 channel, biases",
      "convolution, kernel 2, 2 channels, circular padding, biases",
    ]),
  PlantedModel(
    name: "a constant channel in front of zeros stays", inputs: .sequence(length: 5, channels: 1),
    layers: [
      ConvolutionLayer(channels: 3, kernel: [2], hasBias: true),
      ActivationLayer(.monomial(degree: 3)),
      ConvolutionLayer(channels: 2, kernel: [3], padding: .same, hasBias: true),
    ], changes: [.multiple("k1_2", of: "k1_1", 2), .zero("k1_3_1")],
    left: [
      "convolution, kernel 2, 2 channels, biases",
      "convolution, kernel 3, 2 channels, same padding, biases",
    ]),
  PlantedModel(
    name: "equal channels of a rectangle in front of a dense layer",
    inputs: .grid(height: 3, width: 3, channels: 1),
    layers: [
      ConvolutionLayer(channels: 3, kernel: [2], padding: .same),
      ActivationLayer(.polynomial(coefficients: [0, 1, 1])), DenseLayer(outputs: 2),
    ], changes: [.multiple("k1_3", of: "k1_1", 1), .zero("k1_2")],
    left: ["convolution, kernel 2, 1 channel, same padding", "dense 2"]),
  PlantedModel(
    name: "opposite rows of an even activation in front of a layer with biases", inputs: .vector(2),
    layers: [
      DenseLayer(outputs: 3), ActivationLayer(.polynomial(coefficients: [1, 0, 1, 0, 1])),
      DenseLayer(outputs: 2, hasBias: true),
    ], changes: [.multiple("w1_3", of: "w1_2", -1), .zero("w1_1")],
    left: ["dense 1", "dense 2 with biases"]),
  PlantedModel(
    name: "biases only in the first layer", inputs: .vector(2),
    layers: [
      DenseLayer(outputs: 3, hasBias: true), ActivationLayer(.monomial(degree: 2)),
      DenseLayer(outputs: 1),
    ], changes: [.multiple("w1_3", of: "w1_2", 4), .zero("w1_1")],
    left: ["dense 1 with biases", "dense 1"]),
  PlantedModel(
    name: "features that attention takes", inputs: .tokens(count: 3, features: 2),
    layers: [
      DenseLayer(outputs: 3), ActivationLayer(.monomial(degree: 2)),
      LinearAttentionLayer(key: 1, value: 2),
    ], changes: [.multiple("w1_3", of: "w1_1", 2)],
    left: ["dense 2", "linear attention, 1 head, keys 1, values 2"]),
  PlantedModel(
    name: "convolutions without an activation mix", inputs: .sequence(length: 6, channels: 2),
    layers: [
      ConvolutionLayer(channels: 3, kernel: [2]), ConvolutionLayer(channels: 2, kernel: [3]),
    ],
    changes: [.sum("k1_3", of: "k1_1", "k1_2")],
    left: ["convolution, kernel 2, 2 channels", "convolution, kernel 3, 2 channels"]),
  PlantedModel(
    name: "gates with factors in another order", inputs: .vector(3),
    layers: [DenseLayer(outputs: 6), ProductLayer(), DenseLayer(outputs: 2)],
    changes: [.multiple("w1_2", of: "w1_4", 2), .multiple("w1_5", of: "w1_1", -3), .zero("w1_6")],
    left: ["dense 2", "dense 2"]),
  PlantedModel(
    name: "products of powers of three channels at all positions",
    inputs: .sequence(length: 5, channels: 1),
    layers: [
      ConvolutionLayer(channels: 9, kernel: [2], hasBias: true),
      ActivationLayer(.monomial(degree: 2)),
      ProductLayer(factors: 3), MeanPoolingLayer(window: 2), ActivationLayer(.monomial(degree: 3)),
      DenseLayer(outputs: 2),
    ],
    changes: [
      .multiple("k1_3", of: "k1_7", 2), .multiple("k1_6", of: "k1_1", -1),
      .multiple("k1_9", of: "k1_4", 1),
    ], left: ["convolution, kernel 2, 6 channels, biases", "dense 2"]),
  PlantedModel(
    name: "heads of attention", inputs: .tokens(count: 3, features: 2),
    layers: [LinearAttentionLayer(heads: 4, key: 1, value: 2), DenseLayer(outputs: 2)],
    changes: [
      .multiple("q1_3", of: "q1_1", 2), .multiple("k1_3", of: "k1_1", -5),
      .multiple("v1_3", of: "v1_1", 3), .zero("v1_2"),
      .zero("w2_1_7"), .zero("w2_1_8"), .zero("w2_2_7"), .zero("w2_2_8"),
    ], left: ["linear attention, 1 head, keys 1, values 2", "dense 2"]),
  PlantedModel(
    name: "inside a residual layer", inputs: .sequence(length: 4, channels: 1),
    layers: [
      ConvolutionLayer(channels: 2, kernel: [1]),
      ResidualLayer([
        ConvolutionLayer(channels: 3, kernel: [3], padding: .circular),
        ActivationLayer(.monomial(degree: 2)),
        ConvolutionLayer(channels: 2, kernel: [1]),
      ]), DenseLayer(outputs: 1),
    ], changes: [.multiple("k2_2", of: "k2_1", 2)],
    left: [
      "convolution, kernel 1, 2 channels", "convolution, kernel 3, 2 channels, circular padding",
      "convolution, kernel 1, 2 channels", "dense 1",
    ]),
  PlantedModel(
    name: "what is left unused in front of a dropped channel",
    inputs: .sequence(length: 5, channels: 1),
    layers: [
      ConvolutionLayer(channels: 2, kernel: [2]), ActivationLayer(.monomial(degree: 2)),
      ConvolutionLayer(channels: 3, kernel: [2]), ActivationLayer(.monomial(degree: 2)),
      DenseLayer(outputs: 1),
    ],
    changes: [
      .zero("k2_1_1"), .zero("k2_3_1"), .multiple("k2_3", of: "k2_1", 2),
      .zero("w3_1_4"), .zero("w3_1_5"), .zero("w3_1_6"),
    ],
    left: ["convolution, kernel 2, 1 channel", "convolution, kernel 2, 1 channel", "dense 1"]),
]

@Suite struct LayeredReductionTests {
  private func titles(_ layers: [any ModelLayer]) -> [String] {
    layers.flatMap { layer in
      layer is ResidualLayer
        ? titles(layer.inner)
        : layer.withOutputChannels(1) == nil && layer.kind != "attention" ? [] : [layer.title]
    }
  }

  private func requireSameOutputs<F: Field>(
    _ model: LayeredModel, _ weights: [F.Element], _ other: LayeredModel,
    _ otherWeights: [F.Element], over field: F
  ) throws {
    var random = RandomSource(seed: 99)
    for _ in 0..<4 {
      let input = (0..<model.inputCount).map { _ in field(random.integer(in: -9...9)) }
      let outputs = try #require(model.outputs(parameters: weights, input: input, over: field))
      #expect(other.outputs(parameters: otherWeights, input: input, over: field) == outputs)
    }
  }

  @Test(
    "planted redundancies of models with layers go, and the outputs stay", arguments: plantedModels)
  func planted(_ planted: PlantedModel) throws {
    let model = try planted.model()
    for seed in 1...4 as ClosedRange<UInt64> {
      let weights = planted.weights(of: model, seed: seed, over: RationalField(), unit: 1)
      let found = try diagnose(model, at: weights)
      #expect(titles(found.model.layers) == planted.left, "seed \(seed)")
      #expect(found.functionPreserved.value)
      try requireSameOutputs(model, weights, found.model, found.weights, over: RationalField())
      let again = try diagnose(found.model, at: found.weights)
      #expect(again.model == found.model && again.weights == found.weights)
    }
  }

  @Test("the same over a number field", arguments: plantedModels)
  func numberField(_ planted: PlantedModel) throws {
    let model = try planted.model()
    let field = try NumberField.realCyclotomic(5, generator: "a")
    let weights = planted.weights(of: model, seed: 2, over: field, unit: field.generator)
    let found = try diagnose(model, at: weights, over: field)
    #expect(titles(found.model.layers) == planted.left)
    #expect(found.functionPreserved.value)
    try requireSameOutputs(model, weights, found.model, found.weights, over: field)
  }

  @Test("random weights have nothing to reduce", arguments: plantedModels)
  func generic(_ planted: PlantedModel) throws {
    var planted = planted
    planted.changes = []
    let model = try planted.model()
    let weights = planted.weights(of: model, seed: 7, over: RationalField(), unit: 1)
    let found = try diagnose(model, at: weights)
    #expect(found.model == model && found.weights == weights && !found.blocks.isEmpty)
    #expect(found.blocks.allSatisfy { $0.neurons.allSatisfy { $0.state == .active } })
  }

  @Test("steps have the original numbers of channels, later sweeps included")
  func numbers() throws {
    let planted = try #require(plantedModels.last)
    let model = try planted.model()
    let weights = planted.weights(of: model, seed: 1, over: RationalField(), unit: 1)
    let found = try diagnose(model, at: weights)
    #expect(found.blocks.map(\.layers) == [[1, 2], [2, 3]])
    #expect(found.blocks.allSatisfy { $0.unit == .channels })
    #expect(
      found.blocks.map { $0.operations.map(\.description) } == [
        ["layer 1: drop neuron 1 (inactive-out)"],
        [
          "layer 1: drop neuron 2 (inactive-out)",
          "layer 1: merge neuron 3 into neuron 1 (factor 2)",
        ],
      ])
  }

  @Test("tied layers and trainable activations are left alone")
  func untouched() throws {
    for layers: [any ModelLayer] in [
      [
        ConvolutionLayer(channels: 1, kernel: [1]), ActivationLayer(.monomial(degree: 2)),
        ConvolutionLayer(channels: 1, kernel: [1], sharing: LayerSharing(layer: 1)),
      ],
      [
        ConvolutionLayer(channels: 2, kernel: [1]), TrainableActivationLayer(degree: 2),
        ConvolutionLayer(channels: 1, kernel: [1]),
      ],
    ] {
      let model = try LayeredModel(inputs: .sequence(length: 2, channels: 1), layers: layers)
      let weights = [Rational](repeating: 0, count: model.parameterCount)
      let found = try diagnose(model, at: weights)
      #expect(found.blocks.isEmpty && found.model == model && found.weights == weights)
    }
  }
}
