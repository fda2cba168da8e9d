import ExactArithmetic
import Networks

/// What redundancy means for the rows of one hidden layer.
///
/// Rows are compared from the center κ of the activation (`ActivationSymmetry`): with biases a row is
/// (w, b − κ). Without biases κ ≠ 0 leaves only equal rows.
struct RowRelation: Hashable, Sendable {
  /// When rows are redundant.
  let relation: ActivationSymmetry.Relation
  /// Whether a row has a bias, which counts for redundancy but not for being inactive.
  let hasBias: Bool
  /// κ.
  let center: Rational

  /// The relation of hidden layer `layer`, counted from 1.
  ///
  /// - Parameter hasConstant: Whether a used neuron of the layer has zero incoming weights: without biases its
  ///   value, if it is not zero, takes the constants that make more neurons redundant.
  init(_ architecture: Architecture, layer: Int, hasConstant: Bool = false) {
    let activation = architecture.activations[layer - 1]
    let symmetry = ActivationSymmetry(activation)
    hasBias = architecture.hasBias
    center = symmetry.center
    relation =
      hasConstant && !hasBias && center.isZero && !activation.vanishesAtZero
      ? symmetry.relation(takesConstants: true) : symmetry.rowRelation(hasBias: hasBias)
  }

  /// Whether redundant rows are multiples of one row.
  var isProportional: Bool { relation == .proportional }

  /// The codimension of "these rows are redundant" among `rows` rows with `liveColumns` weights that are
  /// not zero anyway.
  func codimension(rows: Int, liveColumns: Int) -> Int {
    let length = liveColumns + (hasBias ? 1 : 0)
    return isProportional ? (rows - 1) * max(length - 1, 0) : (rows - 1) * length
  }
}
