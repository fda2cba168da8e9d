import Networks

/// What redundancy means for the rows of one hidden layer.
struct RowRelation: Hashable, Sendable {
  /// Redundant rows are proportional (monomial activation); otherwise they are equal.
  let isProportional: Bool
  /// Whether a row has a bias, which counts for redundancy but not for being inactive.
  let hasBias: Bool

  /// The relation of hidden layer `layer`, counted from 1.
  init(_ architecture: Architecture, layer: Int) {
    isProportional = architecture.activations[layer - 1].isMonomial
    hasBias = architecture.hasBias
  }

  /// The codimension of "these rows are redundant" among `rows` rows with `liveColumns` weights that are
  /// not zero anyway.
  func codimension(rows: Int, liveColumns: Int) -> Int {
    let length = liveColumns + (hasBias ? 1 : 0)
    return isProportional ? (rows - 1) * max(length - 1, 0) : (rows - 1) * length
  }
}
