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

  /// One line of the table: a set of weights at one of its points.
  private struct Line: Sendable {
    let row: StrataLearningCoefficients.Row
    let result: LearningCoefficientResult
    let point: Network
  }

  private var lines: [Line] {
    table.rows.flatMap { row in
      zip(row.results, row.points).map { Line(row: row, result: $0, point: $1) }
    }
  }

  /// The rows; what is not known is `null`.
  public var document: Document {
    Document(name: name, table.architecture) { document in
      document.data(
        "strata",
        lines.map { line in
          JSONValue.record([
            "label": line.row.label, "kind": line.row.kind.rawValue,
            "codimension": line.row.codimension, "lambda": line.result.lambda,
            "multiplicity": line.result.multiplicity, "lower": line.result.lower,
            "upper": line.result.upper, "method": line.result.method,
            "evidence": line.result.evidence, "weights": line.point.matrices,
          ])
        })
      document.table(
        lines,
        [
          .words("weights") { "\($0.row.label)" },
          .number("codim") { "\($0.row.codimension)" },
          .number("lambda") { "\(lambda(of: $0.result))" },
          .number("m") { "\($0.result.multiplicity.map { "\($0)" } ?? "?")" },
          .words("evidence") { "\($0.result.evidence.kind)" },
        ])
      document.data("hasAllSubnetworks", table.hasAllSubnetworks)
      document.data("hasAllExoticComponents", table.hasAllExoticComponents)
      if !table.hasAllSubnetworks {
        document.paragraph("Not all types of subnetworks are listed.")
      }
      if table.hasAllExoticComponents == false {
        document.paragraph("It is not known whether all exotic components are listed.")
      }
      document.paragraph(
        """
        Each value is for the point that it was computed at, with small random weights; other points of \
        the same kind can differ by the signs of their weights.
        """)
      document.data("seed", table.seed)
      document.stopped(table.stop)
      document.incomplete(table.stop)
    }
  }

  private func lambda(of result: LearningCoefficientResult) -> String {
    if let value = result.lambda { return "\(value)" }
    return result.upper.map { "\(result.lower) to \($0)" } ?? "at least \(result.lower)"
  }
}
