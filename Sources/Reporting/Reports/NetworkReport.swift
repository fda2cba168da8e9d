import Computation
import CriticalLoci
import NetworkFiles
import Networks
import NumericalExperiments

/// Everything this version finds out about a network, in one document.
public struct NetworkReport: Report {
  /// The network.
  public let specification: NetworkSpecification
  /// The seed of all randomness.
  public let seed: UInt64
  /// The dimension.
  public let dimension: DimensionReport
  /// The critical locus; `nil` if a limit came before, or for a network that `criticalLocusSkipped` names.
  public let locus: LocusReport?
  /// Why the critical locus is not part of the report, if it is not.
  public let criticalLocusSkipped: String?
  /// The polynomial map and the Jacobian; `nil` if a limit came before.
  public let expansion: ExpansionSummary?
  /// What is known of the given weights; `nil` without weights or if a limit came before.
  public let analysis: AnalysisReport?
  /// What is known of floating-point weights; `nil` without them or if a limit came before.
  public let numericalAnalysis: NumericalAnalysisReport?
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// The most parameters for which the report enumerates the critical locus.
  public static let largestLocus = 24
  /// The time for the critical locus, which stays `searched` beyond it.
  public static let locusSeconds = 60.0
  /// The time for the critical locus where it is all or nothing: for networks with biases or activations
  /// that are no monomials.
  public static let minorSeconds = 15.0

  /// Computes the whole report; a limit leaves out what comes after it and is kept in `stop`.
  ///
  /// - Parameter specification: What to report on.
  /// - Parameter weights: Floating-point weights of this architecture, diagnosed in place of those of the
  ///   specification.
  /// - Parameter maximumShownTerms: The largest number of terms of a Jacobian that is given in full.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  public init(
    of specification: NetworkSpecification, at weights: FloatingNetwork? = nil,
    maximumShownTerms: Int = ExpansionSummary.maximumShownTerms, seed: UInt64,
    control: ComputationControl
  ) {
    self.specification = specification
    self.seed = seed
    var rank: GenericRank?
    var locus: LocusReport?
    var skipped = Self.reasonToSkipLocus(specification.architecture)
    var expansion: ExpansionSummary?
    var analysis: AnalysisReport?
    var numericalAnalysis: NumericalAnalysisReport?
    var stop: ComputationStopped?
    do throws(ComputationStopped) {
      let found = try genericRank(of: specification.architecture, seed: seed, control: control)
      rank = found
      if skipped == nil {
        (locus, skipped) = try Self.locusPart(of: specification, seed: seed, control: control)
      }
      if let weights {
        let diagnosis = NumericalDiagnosis(of: weights, seed: seed, control: control)
        numericalAnalysis = NumericalAnalysisReport(
          name: specification.name, diagnosis: diagnosis)
        if let stop = diagnosis.stop { throw stop }
      } else if let network = specification.network {
        let report = AnalysisReport(
          of: network, name: specification.name, genericRank: found, seed: seed, control: control)
        analysis = report
        if let stop = report.stop { throw stop }
      }
      expansion = try ExpansionSummary(
        of: specification, maximumShownTerms: maximumShownTerms, seed: seed, control: control)
      stop = found.stopped
    } catch {
      stop = error
    }
    dimension = DimensionReport(
      name: specification.name, architecture: specification.architecture, rank: rank, seed: seed,
      stop: stop)
    self.locus = locus
    criticalLocusSkipped = skipped
    self.expansion = expansion
    self.analysis = analysis
    self.numericalAnalysis = numericalAnalysis
    self.stop = stop
  }

  /// The architecture and `dimension`, `locus`, `jacobian` and `analysis` with the keys of these commands.
  public var json: JSONValue {
    var members = [JSONValue.Member("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: specification.name, specification.architecture)
    members.append(.init("seed", .seed(seed)))
    members.append(.init("dimension", .object(dimension.members)))
    if let locus { members.append(.init("locus", .object(locus.members))) }
    if let part = analysis?.members ?? numericalAnalysis?.members {
      members.append(.init("analysis", .object(part)))
    }
    if let expansion { members.append(.init("jacobian", expansion.json)) }
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.line(architectureTitle(name: specification.name, specification.architecture))
    report.heading("Dimension")
    dimension.append(to: &report)
    if let locus {
      report.heading("Critical locus")
      locus.append(to: &report)
    } else if let criticalLocusSkipped {
      report.heading("Critical locus")
      report.line(criticalLocusSkipped)
    }
    if let analysis {
      report.heading("The given weights")
      analysis.append(to: &report)
    }
    if let numericalAnalysis {
      report.heading("The given weights")
      numericalAnalysis.append(to: &report)
    }
    if let expansion {
      report.heading("Polynomial map and Jacobian")
      expansion.append(to: &report)
    }
    if let stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  /// The critical locus, or why it is left out.
  ///
  /// - Throws: what `control` demands; a limit of this part alone is a reason to leave it out.
  private static func locusPart(
    of specification: NetworkSpecification, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> (locus: LocusReport?, skipped: String?) {
    let architecture = specification.architecture
    let part = control.limited(
      toSeconds: architecture.isHomogeneous ? locusSeconds : minorSeconds)
    do throws(ComputationStopped) {
      let locus = try criticalLocus(of: architecture, seed: seed, control: part)
      try control.checkpoint()
      if locus.components.isEmpty, let stopped = locus.stopped { throw stopped }
      let report = LocusReport(
        name: specification.name, architecture: architecture, locus: locus, seed: seed,
        control: control)
      return (report, nil)
    } catch {
      try control.checkpoint()
      return (nil, "Not enumerated: \(error).")
    }
  }

  /// Why the critical locus of an architecture is not enumerated in a report, or `nil` if it is.
  private static func reasonToSkipLocus(_ architecture: Architecture) -> String? {
    guard architecture.parameterCount > largestLocus else { return nil }
    if architecture.isHomogeneous, let theorem = EqualityTheorem(architecture) {
      return "The critical points are exactly the subnetworks, proven: \(theorem.statement)."
    }
    return "Not enumerated here for \(architecture.parameterCount) parameters; see "
      + "'slt-critical locus'."
  }
}
