import Computation
import Networks
import Polynomials

/// The polynomial map and the Jacobian of a network: in full while they are small, else by their size.
public enum ExpansionSummary: Sendable {
  /// Small enough to be looked at.
  case shown(PolynomialMap, SymbolicJacobian)
  /// Expanded, but too long.
  case counted(rows: Int, columns: Int, mapTerms: Int, jacobianTerms: Int)
  /// Not expanded, for this reason.
  case notExpanded(ComputationStopped)

  /// Expands the map of a network as far as `plan` allows.
  ///
  /// - Throws: what `control` demands; too many terms are no error but `notExpanded`.
  public init(
    of architecture: Architecture, plan: AnalysisPlan,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    do throws(ComputationStopped) {
      let limit = plan.largestExpansion
      let map = try architecture.polynomialMap(maximumTerms: limit, control: control)
      let jacobian = try map.jacobian(maximumTerms: limit, control: control)
      let terms = jacobian.entries.joined().reduce(0) { $0 + $1.termCount }
      self =
        terms <= plan.largestJacobian
        ? .shown(map, jacobian)
        : .counted(
          rows: jacobian.rows.count, columns: jacobian.columns.count, mapTerms: map.termCount,
          jacobianTerms: terms)
    } catch {
      guard case .sizeLimit = error else { throw error }
      self = .notExpanded(error)
    }
  }
}
