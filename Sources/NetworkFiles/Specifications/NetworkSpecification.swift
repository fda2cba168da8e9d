import Computation
import Networks
import NumberFields

/// What a specification file describes: an architecture with an optional name, and optionally one exact
/// point of its parameter space.
///
/// A file is YAML or JSON of the form
///
///     name: cubic two-layer             # optional
///     widths: [2, 3, 1]                 # d_0 … d_L
///     activation: {monomial: 3}         # or {monomial: [3, 2]} with one degree per hidden layer,
///                                       # {polynomial: [0, 1, "1/2"]} (constant term first),
///                                       # {hermite: 3}, or a list of these, one per hidden layer
///     bias: false                       # optional; true: every layer adds a bias
///     weights:                          # optional
///       - [[1, 0], [0, "3/4"], [1, 0.1]]
///       - [[1, 1, 0]]
///     data:                             # optional: a finite list of inputs in place of all
///       inputs: [[1, 0], [0, "1/2"]]    # or {one-hot: [3, 3]}, {file: x.npy}
///       targets: [[1], [2]]             # optional; or {modular-addition: 3}, {file: y.csv}, {teacher: net.yaml}
///       loss: squared                   # or categorical
///     field: {generator: a, minimal-polynomial: "a^2 + a - 1", root: 0.618}   # optional: weights in ℚ(a)
///
/// A linear network (two widths) needs no `activation`. With `bias: true` each row ends with its bias, as
/// in `[[1, 0, -1]]`; or a key `biases` lists one vector for each layer. All numbers are read exactly:
/// 0.1 is 1/10. With a `field` weights may be polynomials in its generator, such as `"1/2*a^2 - 3"`; other fields are
/// `{real-cyclotomic: 20}` with a = 2 cos 2π/20 and `{cyclotomic: 5}` with a = exp 2πi/5. YAML anchors, aliases, tags and several
/// documents are refused.
public struct NetworkSpecification: Hashable, Sendable {
  /// A text of the user's choice.
  public let name: String?
  /// The shape.
  public let architecture: Architecture
  /// The point, if weights are given; its architecture is `architecture`.
  public let network: Network?
  /// The inputs, where only finitely many count, perhaps with targets.
  public let data: Dataset?
  /// The number field that weights lie in, if there is a `field`.
  public internal(set) var field: NumberField?
  /// The point over that field, if there are weights; `network` is then `nil`.
  public internal(set) var numberFieldNetwork: NumberFieldNetwork?

  /// The largest file that is read.
  public static let maximumBytes = 64 << 20

  /// A specification without weights.
  public init(name: String? = nil, architecture: Architecture, data: Dataset? = nil) {
    self.init(name, architecture, nil, data)
  }

  /// A specification of one exact point; traps for data that do not fit.
  public init(name: String? = nil, network: Network, data: Dataset? = nil) {
    self.init(name, network.architecture, network, data)
  }

  private init(
    _ name: String?, _ architecture: Architecture, _ network: Network?, _ data: Dataset?
  ) {
    let mismatch = data?.mismatch(
      inputCount: architecture.inputCount, outputCount: architecture.outputCount)
    require(mismatch == nil, "data for \(architecture): \(mismatch?.description ?? "")")
    self.name = name
    self.architecture = architecture
    self.network = network
    self.data = data
  }

  /// The same model and point on other data, which trap if they do not fit.
  public func replacingData(_ data: Dataset?) -> NetworkSpecification {
    var result = NetworkSpecification(name, architecture, network, data)
    (result.field, result.numberFieldNetwork) = (field, numberFieldNetwork)
    return result
  }

  /// Reads a specification from YAML or JSON text.
  ///
  /// - Parameter text: YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(text: String, file: String = "specification") throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in try reader.specification(root) }
  }

  /// Reads a specification from a file, or from standard input for the path `-`.
  ///
  /// - Throws: `SpecificationError`; also when the file cannot be read, is larger than `maximumBytes` or
  ///   is not UTF-8.
  public init(contentsOf path: String) throws(SpecificationError) {
    let limit = NetworkSpecification.maximumBytes
    let text = try specificationText(atPath: path, maximumBytes: limit)
    try self.init(text: text, file: path == "-" ? "standard input" : path)
  }
}

extension Network {
  /// Reads the weights of `architecture` from YAML or JSON text: what a specification has under
  /// `weights`, or a mapping with the key `weights` and optionally `biases`.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter text: YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(
    _ architecture: Architecture, weightsText text: String, file: String = "weights"
  ) throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in
      try reader.network(root, of: architecture)
    }
  }

  /// Reads the weights of `architecture` from a file, or from standard input for the path `-`.
  ///
  /// - Throws: `SpecificationError`; also when the file cannot be read, is larger than
  ///   `NetworkSpecification.maximumBytes` or is not UTF-8.
  public init(
    _ architecture: Architecture, weightsContentsOf path: String
  ) throws(SpecificationError) {
    let limit = NetworkSpecification.maximumBytes
    let text = try specificationText(atPath: path, maximumBytes: limit)
    try self.init(
      architecture, weightsText: text, file: path == "-" ? "standard input" : path)
  }
}
