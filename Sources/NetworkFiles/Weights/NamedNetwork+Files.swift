import Networks

extension NamedNetwork {
  /// Reads the weights of an architecture from a `.npy`, `.npz` or `.safetensors` file, as
  /// `FloatingNetwork.init(_:weightsContentsOf:layers:orientation:)` does.
  ///
  /// - Throws: `SpecificationError` naming the file, the entry and what was expected.
  public init(
    _ architecture: NamedArchitecture, weightsContentsOf path: String, layers: [String]? = nil,
    orientation: WeightOrientation? = nil
  ) throws(SpecificationError) {
    self.init(
      architecture,
      stored: try FloatingNetwork(
        architecture.layers, weightsContentsOf: path, layers: layers, orientation: orientation))
  }

  /// What had to be assumed about the file the weights came from, one sentence each.
  public var remarks: [String] { stored.remarks }

  /// Whether the file had integers throughout, which are exact.
  public var holdsIntegers: Bool { stored.holdsIntegers }

  /// The weights as a file, arranged like the file they came from (`FloatingNetwork.file(_:)`).
  public func file(_ format: WeightFileFormat? = nil) -> WeightFile { stored.file(format) }
}
