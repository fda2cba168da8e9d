import Analyses
import Computation
import Networks

extension ExpansionSummary {
  /// The rows, columns, entries and map if they are shown, else what is known of their sizes.
  ///
  /// - Parameter command: What prints them whatever their size.
  func body(_ document: inout Document, command: String?) {
    switch self {
    case .shown(let map, let jacobian): JacobianReport(map, jacobian).body(&document)
    case .counted(let rows, let columns, let mapTerms, let jacobianTerms):
      document.data("rowCount", rows)
      document.data("columnCount", columns)
      document.data("mapTerms", mapTerms)
      document.data("jacobianTerms", jacobianTerms)
      document.line("\(rows) coefficients with \(mapTerms) terms together")
      document.line("Jacobian \(rows) x \(columns) with \(jacobianTerms) terms")
      if let command { document.line("('\(command)' prints them)") }
    case .notExpanded(let reason):
      document.data("notExpanded", reason.description)
      document.line("not expanded: \(reason.description)")
    }
  }
}

extension JacobianReport {
  /// The tables alone, for a report that has name and seed itself.
  fileprivate init(_ map: PolynomialMap, _ jacobian: SymbolicJacobian) {
    self.init(name: nil, map: map, jacobian: jacobian, seed: 0)
  }
}
