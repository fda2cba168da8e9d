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

  /// A report on what `networkAnalysis(of:)` has returned.
  public init(_ analysis: NetworkAnalysis) { self.analysis = analysis }

  private var name: String? { analysis.specification.name }

  private var dimension: DimensionReport {
    DimensionReport(
      name: name, architecture: analysis.architecture, rank: analysis.genericRank,
      seed: analysis.plan.seed, stop: analysis.stop)
  }

  private var locus: LocusReport? {
    analysis.locus.value.map {
      LocusReport(name: name, analysis: LocusAnalysis($0, seed: analysis.plan.seed))
    }
  }

  /// The architecture and `dimension`, `locus`, `jacobian` and `analysis` with the keys of these commands.
  public var json: JSONValue {
    var members = [JSONValue.Member("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: name, analysis.architecture)
    members.append(.init("seed", .seed(analysis.plan.seed)))
    members.append(.init("dimension", .object(dimension.members)))
    if let locus { members.append(.init("locus", .object(locus.members))) }
    switch analysis.weights.value {
    case .exact(let weights):
      let report = AnalysisReport(name: name, analysis: weights)
      members.append(.init("analysis", .object(report.members)))
    case .floating(let diagnosis):
      let report = NumericalAnalysisReport(name: name, diagnosis: diagnosis)
      members.append(.init("analysis", .object(report.members)))
    case nil: break
    }
    if let expansion = analysis.expansion.value {
      members.append(.init("jacobian", expansion.json))
    }
    if let stop = analysis.stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.line(architectureTitle(name: name, analysis.architecture))
    report.heading("Dimension")
    dimension.append(to: &report)
    if let locus {
      report.heading("Critical locus")
      locus.append(to: &report)
    } else if let gap = analysis.locusGapText {
      report.heading("Critical locus")
      report.line(gap)
    }
    switch analysis.weights.value {
    case .exact(let weights):
      report.heading("The given weights")
      AnalysisReport(name: name, analysis: weights).append(to: &report)
    case .floating(let diagnosis):
      report.heading("The given weights")
      NumericalAnalysisReport(name: name, diagnosis: diagnosis).append(to: &report)
    case nil: break
    }
    if let expansion = analysis.expansion.value {
      report.heading("Polynomial map and Jacobian")
      expansion.append(to: &report)
    }
    if let stop = analysis.stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }
}

extension NetworkAnalysis {
  /// Why the critical locus is left out, where that is not for what ended the whole analysis.
  var locusGapText: String? {
    guard locus.value == nil, let gap = locus.gap else { return nil }
    switch gap {
    case .tooManyParameters(let count, _):
      return equalityTheorem.map {
        "The critical points are exactly the subnetworks, proven: \($0.statement)."
      } ?? "Not enumerated here for \(count) parameters; see 'slt-critical locus'."
    case .stopped(let reason): return reason == stop ? nil : "Not enumerated: \(reason)."
    default: return "Not enumerated: \(gap)."
    }
  }
}
