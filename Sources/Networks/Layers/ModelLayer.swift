import AlgebraicStructures
import Computation

/// One layer of a `LayeredModel`: what its parameters are, and what it does to its input over any ring.
///
/// A new kind of layer is one type that says `kind`, the shape of its output, the names of its parameters and its
/// `outputs`. Gradients follow by recording the operations; a layer that gives its own `pullback` is faster. What it says of
/// its channels (`LayerSymmetries`) lets the model find the symmetries between layers.
public protocol ModelLayer: Hashable, Sendable {
  /// The word for this kind of layer in a spec.
  var kind: String { get }
  /// A short text for reports: the kind with its numbers.
  var title: String { get }
  /// The layers inside; the input of `outputs` is then the input of the layer followed by the output of the last of them.
  var inner: [any ModelLayer] { get }
  /// The layer whose parameters this one uses too, by the number of that layer among those with parameters.
  var sharing: LayerSharing? { get }

  /// The shape of the output.
  ///
  /// `input`: The shape of the input.
  /// `throws`: When the layer does not take this shape, before anything is allocated.
  func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape

  /// How many parameters the layer has; saturates.
  func parameterCount(for input: LayerShape) -> Int

  /// The names of the parameters in order.
  ///
  /// `number`: The number of this layer among those with parameters, from 1, to make names different.
  func parameterNames(for input: LayerShape, number: Int) -> [String]

  /// For a layer that shares: where its parameters stand, the shared ones as positions in the other layer, `nil` for its own.
  func sharedPositions(for input: LayerShape, from other: SharedLayer) throws(LayerMismatch)
    -> [Int?]

  /// The output of the layer; `nil` if a number has no image in the ring or a denominator has no inverse.
  ///
  /// `values`: As many elements as `input` has.
  /// `parameters`: As many elements as there are names.
  func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]?

  /// For each cotangent of the output the cotangents of input and parameters: products with the transposed derivative.
  func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]?

  /// What scalings, permutations and mixtures of channels this layer makes, lets through and takes up.
  func symmetries(for input: LayerShape) -> LayerSymmetries

  /// The same layer with another number of output channels, each with the parameters that `produced` of its symmetries lists,
  /// channel after channel; `nil` where channels cannot be left out.
  func withOutputChannels(_ count: Int) -> (any ModelLayer)?
}

/// Which layer's parameters a layer uses.
public struct LayerSharing: Hashable, Sendable {
  /// The number of the other layer among those with parameters, from 1.
  public let layer: Int
  /// Whether its matrix is transposed.
  public let isTransposed: Bool

  /// Shares the parameters of a layer before.
  public init(layer: Int, isTransposed: Bool = false) {
    self.layer = layer
    self.isTransposed = isTransposed
  }
}

/// The layer that another one shares parameters with.
public struct SharedLayer: Sendable {
  /// The layer.
  public let layer: any ModelLayer
  /// The shape of its input.
  public let input: LayerShape

  /// A layer with its input.
  public init(layer: any ModelLayer, input: LayerShape) {
    self.layer = layer
    self.input = input
  }
}

/// The cotangents of the input and of the parameters of a layer.
public struct LayerCotangent<R: Ring>: Sendable {
  /// One element for each input.
  public var input: [R.Element]
  /// One element for each parameter.
  public var parameters: [R.Element]

  /// The two together.
  public init(input: [R.Element], parameters: [R.Element]) {
    self.input = input
    self.parameters = parameters
  }
}

extension ModelLayer {
  /// The kind.
  public var title: String { kind }
  /// None.
  public var inner: [any ModelLayer] { [] }
  /// All parameters are its own.
  public var sharing: LayerSharing? { nil }

  /// The number of names.
  public func parameterCount(for input: LayerShape) -> Int {
    parameterNames(for: input, number: 1).count
  }

  /// No parameters.
  public func parameterNames(for input: LayerShape, number: Int) -> [String] { [] }

  /// All of those of a layer of the same kind with as many parameters.
  public func sharedPositions(
    for input: LayerShape, from other: SharedLayer
  ) throws(LayerMismatch) -> [Int?] {
    let count = parameterCount(for: input)
    guard other.layer.kind == kind, other.layer.parameterCount(for: other.input) == count,
      sharing?.isTransposed == false
    else {
      throw LayerMismatch(
        "tied",
        expected: "a layer of kind \(kind) with \(counted(count, "parameter", "parameters"))",
        found: "\(other.layer.title)")
    }
    return Array(0..<count)
  }

  /// By recording every operation of `outputs`.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    recordedPullback(cotangents, at: values, parameters: parameters, input: input, over: ring)
  }

  /// The pullback by reverse mode through `RecordingRing`, whatever the layer's own is.
  package func recordedPullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    let recording = RecordingRing(ring)
    let variables = (values + parameters).map { recording.variable($0) }
    guard
      let outputs = outputs(
        Array(variables.prefix(values.count)), parameters: Array(variables.dropFirst(values.count)),
        input: input, over: recording)
    else { return nil }
    return cotangents.map { cotangent in
      let derivatives = recording.derivatives(of: zip(outputs, cotangent), by: variables)
      return LayerCotangent(
        input: Array(derivatives.prefix(values.count)),
        parameters: Array(derivatives.dropFirst(values.count)))
    }
  }

  /// Nothing is known.
  public func symmetries(for input: LayerShape) -> LayerSymmetries { LayerSymmetries() }

  /// Channels cannot be left out.
  public func withOutputChannels(_ count: Int) -> (any ModelLayer)? { nil }
}
