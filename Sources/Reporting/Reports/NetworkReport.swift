import Analyses
import Computation
import CriticalLoci
import NetworkFiles
import Networks
import NumericalExperiments

/// Everything this version finds out about a network, in one document.
public struct NetworkReport: Report {
  /// The analysis.
  public let analysis: NetworkAnalysis

  private let further: FurtherCommands

  /// A report on what `networkAnalysis(of:)` has returned.
  ///
  /// `further`: What it refers to for more.
  public init(_ analysis: NetworkAnalysis, further: FurtherCommands = FurtherCommands()) {
    self.analysis = analysis
    self.further = further
  }

  private var name: String? { analysis.specification.name }

  var dimension: DimensionReport {
    DimensionReport(
      name: name, architecture: analysis.architecture, rank: analysis.genericRank,
      seed: analysis.plan.seed, stop: analysis.stop)
  }

  var locus: LocusReport? {
    analysis.locus.value.map {
      LocusReport(name: name, analysis: LocusAnalysis($0, seed: analysis.plan.seed))
    }
  }

  /// The architecture and `dimension`, `locus`, `jacobian` and `analysis` with the keys of these commands.
  public var document: Document {
    Document(name: name, analysis.architecture, style: .plain) { document in
      document.data("seed", analysis.plan.seed)
      document.section("dimension", "Dimension", dimension.body)
      if let locus {
        document.section("locus", "Critical locus", locus.body)
      } else if let gap = analysis.locusGapText(further) {
        document.heading("Critical locus")
        document.line("\(gap)")
      }
      switch analysis.weights.value {
      case .exact(let weights):
        let report = AnalysisReport(name: name, analysis: weights)
        document.section("analysis", "The given weights", report.body)
      case .numberField(let weights):
        let report = NumberFieldAnalysisReport(name: name, analysis: weights)
        document.section("analysis", "The given weights", report.body)
      case .floating(let diagnosis):
        let report = NumericalAnalysisReport(name: name, diagnosis: diagnosis)
        document.section("analysis", "The given weights", report.body)
      case nil: break
      }
      if let expansion = analysis.expansion.value {
        document.section("jacobian", "Polynomial map and Jacobian") {
          expansion.body(&$0, command: further.jacobian)
        }
      }
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }
}

extension NetworkAnalysis {
  /// Why the critical locus is left out, where that is not for what ended the whole analysis.
  func locusGapText(_ further: FurtherCommands) -> String? {
    guard locus.value == nil, let gap = locus.gap else { return nil }
    switch gap {
    case .tooManyParameters(let count, _):
      if let theorem = equalityTheorem {
        return "The critical points are exactly the subnetworks, proven: \(theorem.statement)."
      }
      let hint = further.locus.map { "; see '\($0)'" } ?? ""
      return "Not enumerated here for \(count) parameters\(hint)."
    case .stopped(let reason): return reason == stop ? nil : "Not enumerated: \(reason)."
    default: return "Not enumerated: \(gap)."
    }
  }
}
