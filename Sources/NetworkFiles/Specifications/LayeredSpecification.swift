import Computation
import ExactArithmetic
import Networks
import NumberFields

/// What a specification file with `layers` describes: a layered model with an optional name, and optionally one exact point of
/// its parameter space, and data.
///
///     inputs: 6                      # or {length: 8, channels: 2}, {height: 4, width: 4, channels: 1},
///                                    # {tokens: 3, features: 4}
///     layers:
///       - dense: 4                   # or {outputs: 4, bias: true, tied: 1, transposed: true}
///       - activation: {monomial: 2}  # or polynomial, hermite as with widths;
///                                    # {polynomial: {degree: 3, trainable: layer}}, or neuron;
///                                    # {rational: {numerator: [1], denominator: [0, 1]}}
///       - convolution: {channels: 2, kernel: 3, stride: 1, padding: valid}
///                                    # valid, same, circular; kernel: [3, 2] on a rectangle; bias, tied
///       - pool: {mean: 2}
///       - product: 2
///       - residual: [...]            # x + the layers inside
///       - attention: {kind: linear, heads: 1, key: 2, value: 3}
///       - repeat: {times: 2, layers: [...]}      # the layers inside, several times with weights of their own
///     weights:                       # optional: a mapping from names of parameters to numbers, or one list for
///       w1_1_1: 3/4                  # each layer with parameters of its own, nested as is convenient
///     data:                          # optional, as with widths (`NetworkSpecification`): finitely many inputs in place of all,
///       inputs: [[1, 0, 0, 0, 0, 0]] # each as the list of its values, channel after channel or token after token
///     field: {real-cyclotomic: 5}    # optional, as with widths: weights and data lie in this number field
///
/// Layers with parameters are numbered from 1 in their order, tied ones included; `tied` and the names of parameters mean these
/// numbers. A dense layer takes the values of a sequence or a rectangle channel after channel, each row by row, and acts on each
/// token by itself. Padding `same` puts as many zeros in front as behind, or one less; with `circular` the kernel begins at its own
/// position.
///
/// Layers that make a network of dense layers with activations in between are read as that network
/// (`ModelSpecification.network`), for which every command has an answer.
public struct LayeredSpecification: Hashable, DataSpecification {
  /// A text of the user's choice.
  public let name: String?
  /// The model.
  public let model: LayeredModel
  /// The point, one number for each parameter; `nil` over a field.
  public let weights: [Rational]?
  /// The number field of weights and data, where they are not all rational.
  public let field: NumberField?
  /// The point over the field, one number for each parameter.
  public let numberFieldWeights: [NumberFieldElement]?
  /// The inputs, where only finitely many count, perhaps with targets.
  public let data: Dataset?

  /// A specification; traps for another number of weights than the model has parameters, for data that do not fit, and for
  /// a categorical loss of outputs that are no polynomials.
  public init(
    name: String? = nil, model: LayeredModel, weights: [Rational]? = nil, data: Dataset? = nil
  ) {
    self.init(
      name: name, model: model, rational: weights, field: nil, elements: nil, data: data)
  }

  /// A specification over a number field, which traps as the other one does.
  public init(
    name: String? = nil, model: LayeredModel, field: NumberField, weights: [NumberFieldElement]?,
    data: Dataset? = nil
  ) {
    self.init(
      name: name, model: model, rational: nil, field: field, elements: weights, data: data)
  }

  private init(
    name: String?, model: LayeredModel, rational: [Rational]?, field: NumberField?,
    elements: [NumberFieldElement]?, data: Dataset?
  ) {
    let count = rational?.count ?? elements?.count ?? model.parameterCount
    require(
      count == model.parameterCount,
      "\(count) weights for a model with \(model.parameterCount) parameters")
    let mismatch = data?.mismatch(inputCount: model.inputCount, outputCount: model.outputCount)
    require(mismatch == nil, "data for \(model): \(mismatch?.description ?? "")")
    require(
      data?.loss != .categorical || model.isPolynomial,
      "a categorical loss of outputs that are no polynomials")
    let undefined = data.flatMap(model.undefinedInput)
    require(undefined == nil, "input \(undefined ?? 0), where a denominator is always zero")
    (self.name, self.model, self.data) = (name, model, data)
    (weights, self.field, numberFieldWeights) = (rational, field, elements)
  }

  /// The same model and point on other data, which trap if they do not fit.
  public func replacingData(_ data: Dataset?) -> LayeredSpecification {
    LayeredSpecification(
      name: name, model: model, rational: weights, field: field, elements: numberFieldWeights,
      data: data)
  }

  /// Reads the weights of `model` from YAML or JSON text: what a specification has under `weights`, or a mapping with that key.
  ///
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public static func weights(
    of model: LayeredModel, text: String, file: String = "weights"
  ) throws(SpecificationError) -> [Rational] {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    return try document.read { root throws(SpecificationError) in
      try reader.layeredWeights(file: root, of: model) { (node, path) throws(SpecificationError) in
        try reader.number(node, path)
      }
    }
  }

  /// The same weights in a number field, as in `1/2` or `a^2 - 1`.
  public static func weights(
    of model: LayeredModel, field: NumberField, text: String, file: String = "weights"
  ) throws(SpecificationError) -> [NumberFieldElement] {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    return try document.read { root throws(SpecificationError) in
      try reader.layeredWeights(file: root, of: model) { (node, path) throws(SpecificationError) in
        try reader.element(node, path, in: field)
      }
    }
  }
}

/// The specification of a network of dense layers, or of a model of other layers.
public enum ModelSpecification: Hashable, Sendable {
  /// `widths:`, or `layers:` that make the same.
  case network(NetworkSpecification)
  /// `layers:`.
  case layered(LayeredSpecification)

  /// The text of the user's choice.
  public var name: String? {
    switch self {
    case .network(let specification): specification.name
    case .layered(let specification): specification.name
    }
  }

  /// The inputs, where only finitely many count.
  public var data: Dataset? {
    switch self {
    case .network(let specification): specification.data
    case .layered(let specification): specification.data
    }
  }

  /// Reads a specification from YAML or JSON text.
  ///
  /// - Parameter text: YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(text: String, file: String = "specification") throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in try reader.model(root) }
  }

  /// Reads a specification that stands on one line of a list, as JSON.
  ///
  /// - Parameter text: The line.
  /// - Parameter number: The number of the line, for messages.
  /// - Parameter file: How error messages name the list; files that the specification names are looked for beside it.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(line text: String, number: Int, file: String) throws(SpecificationError) {
    do {
      try self.init(text: text, file: file)
    } catch {
      guard error.file == file else { throw error }
      throw SpecificationError(
        file: file, line: number, column: error.column, path: error.path,
        expected: error.expected, found: error.found)
    }
  }

  /// Reads a specification from a file, or from standard input for the path `-`.
  ///
  /// - Throws: `SpecificationError`; also when the file cannot be read, is larger than
  ///   `NetworkSpecification.maximumBytes` or is not UTF-8.
  public init(contentsOf path: String) throws(SpecificationError) {
    let text = try specificationText(
      atPath: path, maximumBytes: NetworkSpecification.maximumBytes)
    try self.init(text: text, file: path == "-" ? "standard input" : path)
  }
}
