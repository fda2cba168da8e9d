import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The critical parameters of a model with layers: the components by equations.
public struct ModelLocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model.
  public let model: LayeredModel
  /// What is known of the locus.
  public let locus: ModelLocus

  /// A report on what `modelLocus(of:)` has returned.
  public init(name: String?, model: LayeredModel, locus: ModelLocus) {
    self.name = name
    self.model = model
    self.locus = locus
  }

  /// The components, without names for what is special about them.
  public var document: Document {
    Document(name: name, model) { document in
      body(&document)
      document.data("seed", locus.seed)
      document.stopped(locus.stop)
      document.incomplete(locus.stop)
    }
  }

  func body(_ document: inout Document) {
    document.field("genericRank", locus.genericRank?.dimension)
    document.data(
      "components",
      (locus.pieces ?? []).map { piece in
        JSONValue.record([
          "codimension": model.parameterCount - piece.prime.dimension,
          "dimension": piece.prime.dimension, "rank": piece.rank,
          "realPoints": RealPoints.Extent.unknown.rawValue,
          "generators": piece.prime.basis.polynomials.map(\.description),
          "evidence": piece.evidence,
        ])
      })
    document.data("evidence", locus.evidence)
    guard let pieces = locus.pieces else {
      return document.line("The critical locus is not known.")
    }
    document.say(
      "critical locus",
      pieces.isEmpty
        ? "empty"
        : "\(counted(pieces.count, "component", "components")) over the rationals; complex dimensions"
    )
    document.say("completeness", locus.evidence.map { "\($0)" })
    if !pieces.isEmpty {
      document.space()
      document.table(
        pieces,
        [
          .number("codim") { "\(model.parameterCount - $0.prime.dimension)" },
          .number("rank") { "\($0.rank)" },
          .words("equations") {
            "\($0.prime.basis.polynomials.map(\.description).joined(separator: " = ")) = 0"
          },
        ])
    }
  }
}
