import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic

extension SliceCheck: JSONRepresentable {
  /// A check as `{"agrees", "slices": [{"codimension", "expectedDegree", "foundDegree", "unmatched"}],
  /// "modulus", "evidence"}`.
  var json: JSONValue {
    .record([
      "agrees": isConsistent,
      "slices": slices.map { slice in
        JSONValue.record([
          "codimension": slice.codimension, "expectedDegree": slice.expectedDegree,
          "foundDegree": slice.foundDegree, "unmatched": slice.unmatchedCount,
        ])
      },
      "modulus": Int(modulus), "evidence": evidence,
    ])
  }

  /// The slices as a table with a sentence that says whether they agree.
  func body(_ document: inout Document) {
    document.line(
      """
      Random planes modulo \(Int(modulus)): \
      \(isConsistent ? "every point lies on a listed component." : "THE LIST DOES NOT AGREE.")
      """)
    document.table(
      slices,
      [
        .number("codim") { "\($0.codimension)" },
        .number("points expected") { "\($0.expectedDegree)" },
        .number("points found") { "\($0.foundDegree)" },
        .number("on no component") { "\($0.unmatchedCount)" },
      ])
  }
}
