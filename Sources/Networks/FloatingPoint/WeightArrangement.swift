/// Where the parameters of a network stand in a weight file, so that a smaller network can be written
/// the same way.
package struct WeightArrangement: Hashable, Sendable {
  /// How the tensors are assigned.
  package let assignment: WeightAssignment
  /// The format of the file.
  package let format: WeightFileFormat
  /// The names of the tensors in the order of the file.
  package let names: [String]
  /// The names of the entries that are in the file and no part of the network, where nobody said which are.
  package let ignored: [String]
  /// Whether somebody said which index of the matrices stands for inputs.
  package let isOrientationGiven: Bool
  /// The free texts of the file.
  package let metadata: [String: String]

  package init(
    assignment: WeightAssignment, format: WeightFileFormat, names: [String],
    ignored: [String] = [], isOrientationGiven: Bool = false, metadata: [String: String]
  ) {
    self.assignment = assignment
    self.format = format
    self.names = names
    self.ignored = ignored
    self.isOrientationGiven = isOrientationGiven
    self.metadata = metadata
  }

  /// The arrangement of a `.safetensors` file that PyTorch writes for `nn.Sequential`.
  package static func sequential(_ architecture: Architecture) -> WeightArrangement {
    let count = architecture.layerCount
    let kinds = architecture.hasBias ? ["weight", "bias"] : ["weight"]
    return WeightArrangement(
      assignment: .named(
        weights: (0..<count).map { $0 * kinds.count },
        biases: architecture.hasBias ? (0..<count).map { 2 * $0 + 1 } : []),
      format: .safetensors,
      names: (0..<count).flatMap { layer in kinds.map { "\(2 * layer).\($0)" } }, metadata: [:])
  }
}
