import Analyses
import Computation
import ExactArithmetic
import LearningCoefficients
import Networks

/// The table of learning coefficients over the kinds of subnetworks of a network.
public struct StrataLearningCoefficientsReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The table.
  public let table: StrataLearningCoefficients

  /// A report on what `learningCoefficients(ofStrataOf:)` has returned.
  public init(name: String?, table: StrataLearningCoefficients) {
    self.name = name
    self.table = table
  }

  /// The rows; what is not known is `null`.
  public var document: Document {
    Document(name: name, table.architecture) { document in
      body(&document)
      document.data("seed", table.seed)
      document.stopped(table.stop)
      document.incomplete(table.stop)
    }
  }

  func body(_ document: inout Document) {
    document.data("strata", table.rows.map(json))
    let values: [TableColumn<StrataLearningCoefficients.Row>] = [
      .words("weights") { "\($0.label)" },
      .number("codim") { "\($0.codimension)" },
      .number("lambda") { "\(lambda(of: $0))" },
      .number("m") { "\(multiplicity(of: $0))" },
    ]
    // Few tables have rows with two values.
    let others: [TableColumn<StrataLearningCoefficients.Row>] =
      table.rows.contains { $0.results.count > 1 }
      ? [.words("at others") { "\(otherValues(of: $0))" }] : []
    document.line("One row for each type of weights, at general points with small random weights:")
    document.table(
      table.rows,
      values + others + [
        .words("evidence") { "\($0.evidence.map(\.kind) ?? "")" },
        .words("by") { row in
          "\(row.mostSingular.map { row.results[$0].shortMethod } ?? "not reached")"
        },
      ])
    document.data("hasAllSubnetworks", table.hasAllSubnetworks)
    document.data("hasAllExoticComponents", table.hasAllExoticComponents)
    document.paragraph(
      others.isEmpty
        ? "Other points of a type can differ by the signs of their weights."
        : "lambda and m are the most singular value that was found; signs of weights can matter.")
    if table.rows.contains(where: { $0.results.contains { $0.exact == nil } }) {
      document.line(
        "Where two numbers stand, the budget left an interval that more work may close.")
    }
    if !table.hasAllSubnetworks { document.line("Not all types of subnetworks are listed.") }
    if table.hasAllExoticComponents == false {
      document.line("It is not known whether all exotic components are listed.")
    }
  }

  private func json(_ row: StrataLearningCoefficients.Row) -> JSONValue {
    let index = row.mostSingular
    return JSONValue.record([
      "label": row.label, "kind": row.kind.rawValue, "codimension": row.codimension,
      "lambda": row.lower?.lambda == row.upper?.lambda ? row.lower?.lambda : nil,
      "multiplicity": row.exact?.multiplicity, "lower": row.lower?.lambda,
      "upper": row.upper?.lambda, "method": index.map { row.results[$0].method },
      "evidence": row.evidence, "weights": index.map { row.points[$0].matrices },
      "points": zip(row.results, row.points).map { result, point in
        JSONValue.record([
          "lambda": result.lambda, "multiplicity": result.multiplicity, "lower": result.lower,
          "upper": result.upper, "method": result.method, "evidence": result.evidence,
          "weights": point.matrices,
        ])
      },
    ])
  }

  private func lambda(of row: StrataLearningCoefficients.Row) -> String {
    guard let lower = row.lower else { return "" }
    guard let upper = row.upper else { return "at least \(lower.lambda)" }
    return lower.lambda == upper.lambda ? "\(lower.lambda)" : "\(lower.lambda) to \(upper.lambda)"
  }

  private func multiplicity(of row: StrataLearningCoefficients.Row) -> String {
    guard let lower = row.lower else { return "" }
    guard let upper = row.upper, lower.lambda == upper.lambda else { return "?" }
    return lower == upper
      ? "\(lower.multiplicity)" : "\(upper.multiplicity) to \(lower.multiplicity)"
  }

  private func otherValues(of row: StrataLearningCoefficients.Row) -> String {
    row.results.indices.filter { $0 != row.mostSingular }.map { index in
      let result = row.results[index]
      guard let lambda = result.lambda else {
        return result.upper.map { "\(result.lower) to \($0)" } ?? "at least \(result.lower)"
      }
      return result.multiplicity == 1
        ? "\(lambda)" : "\(lambda) (\(result.multiplicity.map { "\($0)" } ?? "?"))"
    }.joined(separator: ", ")
  }
}
