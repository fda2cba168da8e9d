import SingularLearning
import Testing

/// Where paddings begin, in which order values go on, and how layers are numbered; all values by hand.
@Suite struct LayerConventionTests {
  /// The outputs of one layer after another at digits, so that weights 100, 10, 1 show which values meet which places.
  private func outputs(
    _ inputs: LayerShape, _ layers: [any ModelLayer], weights: [Rational], at x: [Rational]
  ) throws -> [Rational]? {
    try LayeredModel(inputs: inputs, layers: layers)
      .outputs(parameters: weights, input: x, over: RationalField())
  }

  private func line(
    _ kernel: [Rational], at x: [Rational], stride: Int = 1, _ padding: ConvolutionLayer.Padding
  ) throws -> [Rational]? {
    try outputs(
      .sequence(length: x.count, channels: 1),
      [ConvolutionLayer(kernel: [kernel.count], stride: stride, padding: padding)],
      weights: kernel, at: x)
  }

  @Test(
    "valid: only whole kernels; same: zeros on both sides, one more behind; circular: from its own position"
  )
  func paddings() throws {
    #expect(try line([10, 1], at: [1, 2, 3], .valid) == [12, 23])
    #expect(try line([10, 1], at: [1, 2, 3], .same) == [12, 23, 30])
    #expect(try line([100, 10, 1], at: [1, 2, 3], .same) == [12, 123, 230])
    #expect(try line([1000, 100, 10, 1], at: [1, 2, 3, 4], .same) == [123, 1234, 2340, 3400])
    #expect(try line([100, 10, 1], at: [1, 2, 3, 4], stride: 2, .same) == [123, 340])
    #expect(try line([10, 1], at: [1, 2, 3], .circular) == [12, 23, 31])
    #expect(try line([100, 10, 1], at: [1, 2, 3, 4], stride: 2, .circular) == [123, 341])
  }

  @Test(
    "a dense layer takes channel after channel, a rectangle row by row, and each token for itself")
  func orders() throws {
    let digits: [Rational] = [1000, 100, 10, 1]
    // Channels (1, 2) and (3, 4).
    #expect(
      try outputs(
        .sequence(length: 2, channels: 2), [DenseLayer(outputs: 1)], weights: digits,
        at: [1, 2, 3, 4]) == [1234])
    // The output channels are the second input channel and the first one.
    #expect(
      try outputs(
        .sequence(length: 2, channels: 2),
        [ConvolutionLayer(channels: 2, kernel: [1]), DenseLayer(outputs: 1)],
        weights: [0, 1, 1, 0] + digits, at: [1, 2, 3, 4]) == [3412])
    // Rows (1, 2) and (3, 4), and a kernel of one row.
    #expect(
      try outputs(
        .grid(height: 2, width: 2, channels: 1),
        [ConvolutionLayer(kernel: [1, 2]), DenseLayer(outputs: 1)],
        weights: [10, 1, 100, 1], at: [1, 2, 3, 4]) == [1234])
    // A kernel of two rows: columns (1, 3) and (2, 4).
    #expect(
      try outputs(
        .grid(height: 2, width: 2, channels: 1), [ConvolutionLayer(kernel: [2, 1])],
        weights: [10, 1], at: [1, 2, 3, 4]) == [13, 24])
    // Tokens (1, 2) and (3, 4).
    #expect(
      try outputs(
        .tokens(count: 2, features: 2), [DenseLayer(outputs: 1)], weights: [10, 1],
        at: [1, 2, 3, 4]) == [12, 34])
    #expect(
      try outputs(
        .tokens(count: 2, features: 2), [MeanPoolingLayer(window: 2)], weights: [],
        at: [1, 2, 3, 4]) == [2, 3])
  }

  @Test("tied layers have numbers of their own, by which names and 'tied' go")
  func numbers() throws {
    func model(tied: Int) throws -> LayeredModel {
      try LayeredModel(
        inputs: .vector(1),
        layers: [
          DenseLayer(outputs: 1), ActivationLayer(.monomial(degree: 2)),
          DenseLayer(outputs: 1, sharing: LayerSharing(layer: 1)), DenseLayer(outputs: 1),
          DenseLayer(outputs: 1, sharing: LayerSharing(layer: tied)),
        ])
    }
    #expect(try model(tied: 1).parameterNames == ["w1_1_1", "w3_1_1"])
    // a·b·a·(ax)² and b·b·a·(ax)².
    for (tied, expected) in [(1, Rational(2 * 3 * 2 * 4)), (3, Rational(3 * 3 * 2 * 4))] {
      #expect(
        try model(tied: tied).outputs(parameters: [2, 3], input: [1], over: RationalField())
          == [expected])
    }
    // Layer 2 is tied itself.
    #expect(throws: LayeredModelError.self) { try model(tied: 2) }
  }
}
