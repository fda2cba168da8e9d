import SingularLearning

/// Models that together contain every kind of layer with every option.
let layerSamples: [(name: String, inputs: LayerShape, layers: [any ModelLayer])] = [
  (
    "dense with biases", .vector(3),
    [
      DenseLayer(outputs: 2, hasBias: true), ActivationLayer(.monomial(degree: 2)),
      DenseLayer(outputs: 2, hasBias: true),
    ]
  ),
  (
    "hermite and polynomial", .vector(2),
    [
      DenseLayer(outputs: 3), ActivationLayer(.hermite(degree: 3)), DenseLayer(outputs: 2),
      ActivationLayer(.polynomial(coefficients: [1, 0, Rational(1, 2)])), DenseLayer(outputs: 1),
    ]
  ),
  (
    "linear layers", .vector(3),
    [DenseLayer(outputs: 2), DenseLayer(outputs: 3, hasBias: true), DenseLayer(outputs: 2)]
  ),
  (
    "trainable polynomial of a layer", .vector(2),
    [DenseLayer(outputs: 3), TrainableActivationLayer(degree: 2), DenseLayer(outputs: 2)]
  ),
  (
    "trainable polynomials of neurons", .vector(2),
    [
      DenseLayer(outputs: 2), TrainableActivationLayer(degree: 3, extent: .neuron),
      DenseLayer(outputs: 1),
    ]
  ),
  (
    "convolutions over a line", .sequence(length: 7, channels: 2),
    [
      ConvolutionLayer(channels: 2, kernel: [2], hasBias: true),
      ActivationLayer(.monomial(degree: 2)),
      ConvolutionLayer(channels: 1, kernel: [3], stride: 2, padding: .same),
      ConvolutionLayer(channels: 2, kernel: [2], padding: .circular),
    ]
  ),
  (
    "convolutions over a rectangle", .grid(height: 4, width: 3, channels: 1),
    [
      ConvolutionLayer(channels: 2, kernel: [2, 3], padding: .same),
      ActivationLayer(.monomial(degree: 2)), ConvolutionLayer(channels: 1, kernel: [2], stride: 2),
      DenseLayer(outputs: 1),
    ]
  ),
  (
    "convolution of a vector, pooled", .vector(6),
    [
      ConvolutionLayer(channels: 3, kernel: [3]), MeanPoolingLayer(window: 2),
      DenseLayer(outputs: 2),
      ActivationLayer(.monomial(degree: 3)), DenseLayer(outputs: 1),
    ]
  ),
  (
    "gates", .vector(3),
    [DenseLayer(outputs: 4), ProductLayer(), DenseLayer(outputs: 2), ProductLayer(factors: 2)]
  ),
  (
    "residual", .vector(2),
    [
      DenseLayer(outputs: 2),
      ResidualLayer([
        DenseLayer(outputs: 3), ActivationLayer(.monomial(degree: 2)), DenseLayer(outputs: 2),
      ]), DenseLayer(outputs: 1),
    ]
  ),
  (
    "attention", .tokens(count: 3, features: 2),
    [
      LinearAttentionLayer(heads: 2, key: 1, value: 2), DenseLayer(outputs: 2),
      LinearAttentionLayer(key: 2, value: 1), MeanPoolingLayer(window: 3),
    ]
  ),
  (
    "tied and transposed", .vector(3),
    [
      DenseLayer(outputs: 2, hasBias: true),
      DenseLayer(outputs: 3, hasBias: true, sharing: LayerSharing(layer: 1, isTransposed: true)),
    ]
  ),
  (
    "recurrent", .vector(2),
    [
      DenseLayer(outputs: 2), ActivationLayer(.monomial(degree: 2)),
      DenseLayer(outputs: 2, sharing: LayerSharing(layer: 1)),
    ]
  ),
  (
    "shifts through affine layers", .sequence(length: 5, channels: 2),
    [
      ConvolutionLayer(channels: 2, kernel: [2], hasBias: true),
      ActivationLayer(.polynomial(coefficients: [3, Rational(2, 3)])), MeanPoolingLayer(window: 2),
      ConvolutionLayer(channels: 2, kernel: [2], padding: .circular, hasBias: true),
      DenseLayer(outputs: 2, hasBias: true), ConvolutionLayer(kernel: [2], hasBias: true),
      ConvolutionLayer(kernel: [1], padding: .same, hasBias: true),
    ]
  ),
  (
    "shifts of tokens and of trainable activations", .tokens(count: 2, features: 2),
    [
      DenseLayer(outputs: 2, hasBias: true), TrainableActivationLayer(degree: 2, extent: .neuron),
      DenseLayer(outputs: 2, hasBias: true), TrainableActivationLayer(degree: 2),
      TrainableActivationLayer(degree: 1), DenseLayer(outputs: 1, hasBias: true),
    ]
  ),
  (
    "a bias in front of zeros", .sequence(length: 3, channels: 1),
    [
      ConvolutionLayer(kernel: [2], padding: .circular, hasBias: true),
      ConvolutionLayer(kernel: [2], padding: .same, hasBias: true),
    ]
  ),
  (
    "tied convolutions", .sequence(length: 5, channels: 1),
    [
      ConvolutionLayer(kernel: [2]), ActivationLayer(.monomial(degree: 2)),
      ConvolutionLayer(kernel: [2], sharing: LayerSharing(layer: 1)),
    ]
  ),
]

/// Models with denominators.
let rationalSamples: [(name: String, inputs: LayerShape, layers: [any ModelLayer])] = [
  (
    "1/x", .vector(2),
    [
      DenseLayer(outputs: 2), RationalActivationLayer(numerator: [1], denominator: [0, 1]),
      DenseLayer(outputs: 1),
    ]
  ),
  (
    "x/(1 + x^2), twice", .vector(1),
    [
      DenseLayer(outputs: 2, hasBias: true),
      RationalActivationLayer(numerator: [0, 1], denominator: [1, 0, 1]), DenseLayer(outputs: 1),
      RationalActivationLayer(numerator: [1, 1], denominator: [Rational(1, 2), 1]),
      DenseLayer(outputs: 1),
    ]
  ),
]

extension LayeredModel {
  /// Small random rational parameters.
  func randomParameters(using random: inout RandomSource) -> [Rational] {
    (0..<parameterCount).map { _ in
      Rational(random.integer(in: -7...7)) / Rational(random.integer(in: 1...3))
    }
  }
}
