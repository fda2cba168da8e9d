import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The critical locus of a network on given inputs.
public struct DataLocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known of the locus.
  public let locus: DataLocus

  /// A report on what `dataLocus(of:)` has returned.
  public init(name: String?, locus: DataLocus) {
    self.name = name
    self.locus = locus
  }

  /// The components with their equations; what is not known because of a limit is `null`.
  public var document: Document {
    Document(name: name, locus.model.model) { document in
      document.onData(locus.model)
      document.field("genericRank", locus.genericRank?.dimension)
      document.data("components", locus.pieces.map { $0.map(\.json) })
      document.data("completeness", completeness)
      document.data("evidence", locus.genericRank?.evidence)
      document.data("seed", locus.seed)
      document.stopped(locus.stop)
      guard let pieces = locus.pieces else { return document.incomplete(locus.stop) }
      document.say(
        "critical locus", "\(counted(pieces.count, "component", "components")) over the rationals")
      document.say("completeness", "\(completeness)")
      for piece in pieces {
        document.paragraph(
          """
          Rank \(piece.rank), codimension \(codimension(piece)), \(piece.evidence.kind)
          """)
        for polynomial in piece.prime.basis.polynomials { document.entry("\(polynomial)") }
      }
    }
  }

  private var completeness: Completeness {
    guard let evidence = locus.evidence else { return .searched(detail: "nothing was searched") }
    return evidence.isProven
      ? .proven(detail: evidence.detail) : .searched(detail: "\(evidence)")
  }
}

private func codimension(_ piece: RankLocus<RationalField>.Piece) -> Int {
  piece.prime.basis.ring.variableCount - piece.prime.dimension
}

extension RankLocus<RationalField>.Piece: JSONRepresentable {
  var json: JSONValue {
    JSONValue.record([
      "codimension": codimension(self), "dimension": prime.dimension, "rank": rank,
      "generators": prime.basis.polynomials, "evidence": evidence,
    ])
  }
}
