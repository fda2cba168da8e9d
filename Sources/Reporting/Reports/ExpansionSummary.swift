import AlgebraicStructures
import Computation
import NetworkFiles
import Networks
import Polynomials

/// The polynomial map and the Jacobian as a report shows them: in full while they are small, else by
/// their size.
public enum ExpansionSummary: Sendable {
  /// Small enough to be shown.
  case shown(JacobianReport)
  /// Expanded, but too long to be shown.
  case counted(rows: Int, columns: Int, mapTerms: Int, jacobianTerms: Int)
  /// Not expanded, for this reason.
  case notExpanded(ComputationStopped)

  /// The largest map that a report expands.
  public static let maximumTerms = 100_000
  /// The largest number of terms of a Jacobian that is shown.
  public static let maximumShownTerms = 60

  /// Expands the map of a network as far as a report needs it.
  ///
  /// - Throws: `ComputationStopped` if a limit of `control` ends the expansion; too many terms are no
  ///   error but `notExpanded`.
  public init(
    of specification: NetworkSpecification,
    maximumShownTerms: Int = ExpansionSummary.maximumShownTerms, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) {
    do throws(ComputationStopped) {
      let limit = ExpansionSummary.maximumTerms
      let map = try specification.architecture.polynomialMap(maximumTerms: limit, control: control)
      let jacobian = try map.jacobian(maximumTerms: limit, control: control)
      let terms = jacobian.entries.joined().reduce(0) { $0 + $1.termCount }
      self =
        terms <= maximumShownTerms
        ? .shown(
          JacobianReport(name: specification.name, map: map, jacobian: jacobian, seed: seed))
        : .counted(
          rows: jacobian.rows.count, columns: jacobian.columns.count, mapTerms: map.termCount,
          jacobianTerms: terms)
    } catch {
      guard case .sizeLimit = error else { throw error }
      self = .notExpanded(error)
    }
  }

  /// The rows, columns, entries and map if they are shown, else what is known of their sizes.
  var json: JSONValue {
    switch self {
    case .shown(let report): .object(report.members)
    case .counted(let rows, let columns, let mapTerms, let jacobianTerms):
      [
        "rowCount": .exact(rows), "columnCount": .exact(columns), "mapTerms": .exact(mapTerms),
        "jacobianTerms": .exact(jacobianTerms),
      ]
    case .notExpanded(let reason): ["notExpanded": .string(reason.description)]
    }
  }

  func append(to report: inout TextReport) {
    switch self {
    case .shown(let jacobian): jacobian.append(to: &report)
    case .counted(let rows, let columns, let mapTerms, let jacobianTerms):
      report.line("\(rows) coefficients with \(mapTerms) terms together")
      report.line("Jacobian \(rows) x \(columns) with \(jacobianTerms) terms")
      report.line("('slt-critical jacobian' prints them)")
    case .notExpanded(let reason): report.line("not expanded: \(reason)")
    }
  }
}
