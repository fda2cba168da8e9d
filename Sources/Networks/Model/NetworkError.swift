/// Why weights do not fit an architecture; layers, rows and columns count from 1.
public enum NetworkError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The flat list does not have one entry for each parameter.
  case weightCount(expected: Int, found: Int)
  /// Not one matrix for each layer.
  case layerCount(expected: Int, found: Int)
  /// A matrix with the wrong number of rows.
  case rowCount(layer: Int, expected: Int, found: Int)
  /// A row with the wrong number of entries.
  case columnCount(layer: Int, row: Int, expected: Int, found: Int)
  /// Biases for an architecture without.
  case unexpectedBiases
  /// No biases for an architecture that has them.
  case missingBiases
  /// Not one bias vector for each layer.
  case biasLayerCount(expected: Int, found: Int)
  /// A bias vector of the wrong length.
  case biasCount(layer: Int, expected: Int, found: Int)

  /// One line that names what was expected and what was found.
  public var description: String {
    switch self {
    case .weightCount(let expected, let found):
      "the architecture has \(expected) parameters, but \(found) weights are given"
    case .layerCount(let expected, let found):
      "the architecture has \(expected) layers, but \(found) weight matrices are given"
    case .rowCount(let layer, let expected, let found):
      "the matrix of layer \(layer) needs \(expected) rows, but it has \(found)"
    case .columnCount(let layer, let row, let expected, let found):
      "row \(row) of layer \(layer) needs \(expected) entries, but it has \(found)"
    case .unexpectedBiases: "biases are given, but the architecture has none"
    case .missingBiases: "the architecture has biases, but none are given"
    case .biasLayerCount(let expected, let found):
      "the architecture has \(expected) layers, but \(found) bias vectors are given"
    case .biasCount(let layer, let expected, let found):
      "the bias vector of layer \(layer) needs \(expected) entries, but it has \(found)"
    }
  }
}
