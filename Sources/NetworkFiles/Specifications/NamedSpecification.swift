import Computation
import ExactArithmetic
import Networks

/// What a specification file with named activations describes: an architecture with an optional name, and optionally
/// one exact point of its parameter space, and data.
///
///     widths: [2, 3, 1]                          # as with polynomial activations (`NetworkSpecification`)
///     activation: {named: tanh}                  # sigmoid, erf, sin, gelu, silu, softplus, relu, or
///                                                # {named: leaky-relu, slope: 0.01}; or a list, one per hidden layer
///     bias: true
///     weights: …
///     data: …
public struct NamedSpecification: Hashable, Sendable {
  /// A text of the user's choice.
  public let name: String?
  /// The shape.
  public let architecture: NamedArchitecture
  /// The point, one number for each parameter.
  public let weights: [Rational]?
  /// The inputs, where only finitely many count, perhaps with targets.
  public let data: Dataset?

  /// A specification; traps for another number of weights than parameters, and for data that do not fit.
  public init(
    name: String? = nil, architecture: NamedArchitecture, weights: [Rational]? = nil,
    data: Dataset? = nil
  ) {
    require(
      weights.map { $0.count == architecture.parameterCount } ?? true,
      "\(weights?.count ?? 0) weights for \(architecture.parameterCount) parameters")
    let mismatch = data?.mismatch(
      inputCount: architecture.inputCount, outputCount: architecture.outputCount)
    require(mismatch == nil, "data for \(architecture): \(mismatch?.description ?? "")")
    self.name = name
    self.architecture = architecture
    self.weights = weights
    self.data = data
  }

  /// The same with other weights or data, which trap if they do not fit.
  public func replacing(weights: [Rational]? = nil, data: Dataset? = nil) -> NamedSpecification {
    NamedSpecification(
      name: name, architecture: architecture, weights: weights ?? self.weights,
      data: data ?? self.data)
  }

  /// Reads the weights of an architecture from YAML or JSON text: what a specification has under `weights`, or a
  /// mapping with the key `weights` and optionally `biases`.
  ///
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public static func weights(
    of architecture: NamedArchitecture, text: String, file: String = "weights"
  ) throws(SpecificationError) -> [Rational] {
    try Network(architecture.layers, weightsText: text, file: file).weights
  }
}

/// A specification of a polynomial model, or of a network with named activations.
public enum AnySpecification: Hashable, Sendable {
  /// Polynomial or rational activations: exact.
  case polynomial(ModelSpecification)
  /// Activations with names.
  case named(NamedSpecification)

  /// Reads a specification from YAML or JSON text.
  ///
  /// - Parameter text: YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(text: String, file: String = "specification") throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in
      if let named = try reader.namedSpecification(root) { return .named(named) }
      return .polynomial(try reader.model(root))
    }
  }
}
