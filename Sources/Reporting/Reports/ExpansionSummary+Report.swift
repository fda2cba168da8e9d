import Analyses
import Computation
import Networks

extension ExpansionSummary {
  /// The rows, columns, entries and map if they are shown, else what is known of their sizes.
  var json: JSONValue {
    switch self {
    case .shown(let map, let jacobian): .object(JacobianReport(map, jacobian).members)
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
    case .shown(let map, let jacobian): JacobianReport(map, jacobian).append(to: &report)
    case .counted(let rows, let columns, let mapTerms, let jacobianTerms):
      report.line("\(rows) coefficients with \(mapTerms) terms together")
      report.line("Jacobian \(rows) x \(columns) with \(jacobianTerms) terms")
      report.line("('slt-critical jacobian' prints them)")
    case .notExpanded(let reason): report.line("not expanded: \(reason)")
    }
  }
}

extension JacobianReport {
  /// The tables alone, for a report that has name and seed itself.
  fileprivate init(_ map: PolynomialMap, _ jacobian: SymbolicJacobian) {
    self.init(name: nil, map: map, jacobian: jacobian, seed: 0)
  }
}
