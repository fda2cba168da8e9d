import Networks
import NumberFields

extension NetworkSpecification {
  /// A specification of one exact point over a number field; traps for data that do not fit.
  public init(
    name: String? = nil, numberFieldNetwork network: NumberFieldNetwork, data: Dataset? = nil
  ) {
    self.init(
      name: name, architecture: network.architecture, field: network.field, network: network,
      data: data)
  }

  /// A specification with a field, and perhaps a point over it.
  init(
    name: String?, architecture: Architecture, field: NumberField, network: NumberFieldNetwork?,
    data: Dataset?
  ) {
    self.init(name: name, architecture: architecture, data: data)
    self.field = field
    numberFieldNetwork = network
  }
}

extension NumberFieldNetwork {
  /// Reads the weights of `architecture` in `field` from YAML or JSON text: what a specification has under `weights`, or a
  /// mapping with the key `weights` and optionally `biases`.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter field: The field of the weights.
  /// - Parameter text: YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(
    _ architecture: Architecture, field: NumberField, weightsText text: String,
    file: String = "weights"
  ) throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in
      try reader.numberFieldNetwork(root, of: architecture, field: field)
    }
  }
}
