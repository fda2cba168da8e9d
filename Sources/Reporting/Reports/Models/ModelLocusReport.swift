import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The critical parameters of a model with layers, or of any model on data: the components by equations.
public struct ModelLocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model, perhaps on data.
  public let model: any ReportedModel
  /// What is known of the locus.
  public let locus: ModelLocus

  /// A report on what `modelLocus(of:)` has returned.
  public init(name: String?, model: any ReportedModel, locus: ModelLocus) {
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
    model.addInputs(to: &document)
    let all = locus.components
    let real = all?.filter { $0.real.extent != .none }
    let complex = all?.filter { $0.real.extent == .none } ?? []
    document.field("genericRank", locus.genericRank?.dimension)
    document.data("components", real)
    document.data("complexComponents", complex)
    document.data("completeness", completeness)
    document.data("evidence", locus.genericRank?.evidence)
    guard let real else { return document.line("The critical locus is not known.") }
    document.say("critical locus", "\(counted(real.count, "component", "components"))")
    document.say("completeness", "\(completeness)")
    if !real.isEmpty {
      document.space()
      document.table(real, Self.columns)
    }
    if !complex.isEmpty {
      document.paragraph("Components without real points, which are no weights:")
      document.table(complex, Self.columns)
    }
  }

  private static let columns: [TableColumn<ModelLocus.Component>] = [
    .number("codim") { "\($0.codimension)" },
    .number("rank") { "\($0.piece.rank)" },
    .words("real points") { "\($0.real.extent.rawValue)" },
    .words("equations") {
      "\($0.piece.prime.basis.polynomials.map(\.description).joined(separator: " = ")) = 0"
    },
    .words("evidence") { "\($0.piece.evidence.kind)" },
  ]

  private var completeness: Completeness {
    guard let evidence = locus.completeness else {
      return .searched(detail: "nothing was searched")
    }
    return evidence.isProven
      ? .proven(detail: evidence.detail) : .searched(detail: evidence.detail)
  }
}

extension ModelLocus.Component: JSONRepresentable {
  fileprivate var codimension: Int {
    piece.prime.basis.ring.variableCount - piece.prime.dimension
  }

  var json: JSONValue {
    JSONValue.record([
      "codimension": codimension, "dimension": piece.prime.dimension, "rank": piece.rank,
      "realPoints": real.extent.rawValue, "realDimension": real.dimension,
      "realPointsEvidence": real.evidence,
      "generators": piece.prime.basis.polynomials.map(\.description), "evidence": piece.evidence,
    ])
  }
}
