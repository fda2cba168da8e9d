import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic

extension JSONValue {
  /// A check as `{"agrees", "slices": [{"codimension", "expectedDegree", "foundDegree", "unmatched"}],
  /// "modulus", "evidence"}`.
  init(_ check: SliceCheck) {
    self = [
      "agrees": .bool(check.isConsistent),
      "slices": .array(
        check.slices.map { slice in
          [
            "codimension": .exact(slice.codimension),
            "expectedDegree": slice.expectedDegree.map { .exact($0) } ?? .null,
            "foundDegree": .exact(slice.foundDegree),
            "unmatched": .exact(slice.unmatchedCount),
          ]
        }),
      "modulus": .exact(Int(check.modulus)), "evidence": JSONValue(check.evidence),
    ]
  }
}

extension SliceCheck {
  /// The slices as a table with a sentence that says whether they agree.
  func append(to report: inout TextReport) {
    report.line(
      "Random planes modulo \(modulus): "
        + (isConsistent ? "every point lies on a listed component." : "THE LIST DOES NOT AGREE."))
    var table = TextTable(
      headings: ["codim", "points expected", "points found", "on no component"],
      alignments: [.right, .right, .right, .right])
    for slice in slices {
      table.append([
        "\(slice.codimension)", slice.expectedDegree.map(\.description) ?? "-",
        "\(slice.foundDegree)", "\(slice.unmatchedCount)",
      ])
    }
    report.table(table)
  }
}
