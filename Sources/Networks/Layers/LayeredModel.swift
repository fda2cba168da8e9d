import AlgebraicStructures
import Computation
import ExactArithmetic

/// A model composed of layers of any kinds: convolutions, attention, gates, trainable activations, and whatever
/// conforms to `ModelLayer`.
///
///     let model = try LayeredModel(
///       inputs: .sequence(length: 5, channels: 1),
///       layers: [
///         ConvolutionLayer(kernel: [2]), ActivationLayer(.monomial(degree: 2)), ConvolutionLayer(kernel: [2]),
///       ])
///     try genericRank(of: model).dimension    // 3
///
/// Layers with parameters are numbered from 1 in their order, those inside others included; names of parameters begin
/// with that number, and tied layers refer to it. A network of dense layers with activations in between has the
/// parameters of the `Architecture`, by the same names in the same order (`architecture`).
public struct LayeredModel: PolynomialModel {
  /// A layer with its place in the model.
  package struct Place: Sendable {
    package let layer: any ModelLayer
    package let input: LayerShape
    package let output: LayerShape
    /// The number among the layers with parameters; 0 for one without.
    package let number: Int
    /// Where the parameters of the layer stand among those of the model, layers inside not included.
    package let positions: [Int]
    /// The layers inside.
    package let inner: [Place]
  }

  /// The arrangement of the inputs.
  public let inputShape: LayerShape
  /// The layers in order.
  public let layers: [any ModelLayer]
  package let places: [Place]

  /// The names of the parameters, layer by layer.
  public let parameterNames: [String]
  /// For each layer with parameters of its own where they stand.
  public let parameterBlocks: [Range<Int>]
  /// At least the degree of the outputs in the inputs; for quotients that of the tangents.
  public let inputDegree: Int
  /// At least the degree of the outputs in the parameters; for quotients that of the tangents.
  public let parameterDegree: Int
  /// Whether the outputs, for quotients the tangents, are forms of degree `inputDegree`.
  public let isHomogeneous: Bool
  /// Whether there is no rational activation.
  public let isPolynomial: Bool

  /// The most values between two layers.
  public static let maximumValueCount = 1 << 24

  /// A model from the shape of its inputs and its layers.
  ///
  /// - Throws: `LayeredModelError` naming the layer that does not fit; before the names of parameters are made.
  public init(
    inputs: LayerShape, layers: [any ModelLayer]
  ) throws(LayeredModelError) {
    var placement = LayerPlacement()
    let whole = { (expected: String, found: String) in
      LayeredModelError(
        position: [], kind: "", mismatch: LayerMismatch("", expected: expected, found: found))
    }
    guard inputs.isPositive, inputs.count <= Self.maximumValueCount else {
      throw whole("from 1 to \(Self.maximumValueCount) inputs", "\(inputs)")
    }
    guard !layers.isEmpty, layers.count <= Architecture.maximumLayerCount else {
      throw LayeredModelError(
        position: [], kind: "",
        mismatch: LayerMismatch(
          "", expected: "from 1 to \(Architecture.maximumLayerCount) layers",
          found: "\(layers.count)"))
    }
    let places = try placement.places(layers, input: inputs, position: [])
    inputShape = inputs
    self.layers = layers
    self.places = places
    parameterNames = placement.names
    parameterBlocks = placement.blocks
    let degrees = LayerDegrees(places, inputs: inputs, parameterCount: placement.names.count)
    isPolynomial = degrees.isPolynomial
    inputDegree = degrees.input.high
    parameterDegree = degrees.parameter.high
    isHomogeneous = degrees.input.low == degrees.input.high
    guard inputDegree <= Architecture.maximumInputDegree,
      parameterDegree <= Architecture.maximumInputDegree,
      min(inputDegree, inputs.count) <= Architecture.maximumAmbientFactors
    else {
      throw whole(
        "a degree in inputs and parameters of at most \(Architecture.maximumInputDegree), and inputs or "
          + "degree of at most \(Architecture.maximumAmbientFactors)",
        "\(inputs.count) inputs and degree \(inputDegree)")
    }
  }

  /// A network of dense layers as layers, whose parameters have the same names in the same order; `nil` where its degrees are
  /// too large for a model of layers.
  public init?(_ architecture: Architecture) {
    var layers: [any ModelLayer] = []
    for layer in 1...architecture.layerCount {
      layers.append(
        DenseLayer(outputs: architecture.widths[layer], hasBias: architecture.hasBias))
      if layer < architecture.layerCount {
        layers.append(ActivationLayer(architecture.activations[layer - 1]))
      }
    }
    do {
      try self.init(inputs: .vector(architecture.inputCount), layers: layers)
    } catch {
      return nil
    }
  }

  /// The number of inputs.
  public var inputCount: Int { inputShape.count }
  /// The arrangement of the outputs.
  public var outputShape: LayerShape { places[places.count - 1].output }
  /// The number of outputs.
  public var outputCount: Int { outputShape.count }

  /// By evaluating the model at fractional ideals.
  public var denominatorBits: Double {
    let ideals = FractionalIdeals()
    let ones = [Rational](repeating: 1, count: parameterCount)
    let input = [Rational](repeating: 1, count: inputCount)
    let entries =
      isPolynomial
      ? outputs(parameters: ones, input: input, over: ideals)
      : tangents(parameters: ones, input: input, over: ideals)
    let denominator = (entries ?? []).reduce(ideals.zero, ideals.add).denominator
    return denominator == 1 ? 0 : Double(denominator.bitCount)
  }

  /// What the layers say of their channels: scalings, exchanges, linear groups (`LayerSymmetries`).
  public var symmetries: [ParameterSymmetry] {
    LayerActions(places: places, parameterCount: parameterCount).symmetries
  }
}

extension LayeredModel: Hashable, CustomStringConvertible {
  /// Whether both have equal layers.
  public static func == (a: LayeredModel, b: LayeredModel) -> Bool {
    a.inputShape == b.inputShape
      && a.layers.map { AnyHashable($0) } == b.layers.map { AnyHashable($0) }
  }
  /// By the layers.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(inputShape)
    hasher.combine(layers.map { AnyHashable($0) })
  }

  /// For example `length 5 with 1 channel: convolution, kernel 2, 1 channel; monomial 2; convolution, kernel 2, 1 channel`.
  public var description: String {
    "\(inputShape): \(layers.map(\.title).joined(separator: "; "))"
  }
}

extension LayeredModel {
  /// The same network as an architecture, if the layers are dense with the same use of biases and polynomial activations between
  /// them; parameters have the same names in the same order.
  public var architecture: Architecture? {
    guard case .vector(let inputs) = inputShape else { return nil }
    var widths = [inputs]
    var activations: [Activation] = []
    var biases: Set<Bool> = []
    for layer in layers {
      switch layer {
      case let dense as DenseLayer where dense.sharing == nil:
        if widths.count - 1 > activations.count { activations.append(.monomial(degree: 1)) }
        widths.append(dense.outputs)
        biases.insert(dense.hasBias)
      case let layer as ActivationLayer where widths.count - 2 == activations.count:
        activations.append(layer.activation)
      default: return nil
      }
    }
    guard biases.count == 1, activations.count == widths.count - 2 else { return nil }
    return try? Architecture(
      widths: widths, activations: activations, hasBias: biases.contains(true))
  }
}
