import Computation
import CriticalLoci
import NetworkFiles
import Networks

/// Everything about a network as one self-contained page.
///
/// The page needs nothing from a network; pictures are SVG, formulas MathML, and every string of the
/// spec is escaped. It is well-formed XML too. Equal specs, seeds and provenance give the same bytes unless
/// a limit of time or memory cuts a part.
public struct HTMLReport: Sendable {
  /// What the text report says too.
  public let report: NetworkReport
  /// What made the page.
  public let provenance: Provenance
  /// What ended the computation early, if anything; time slices of single parts do not count.
  public let stop: ComputationStopped?
  /// The components of all rank strata.
  let strata: ReportPart<RankStratification>
  /// What was found numerically.
  let experiments: ReportExperiments

  /// The largest number of terms of a Jacobian that the page gives in full.
  public static let maximumShownTerms = 400

  /// The network.
  public var specification: NetworkSpecification { report.specification }
  var architecture: Architecture { report.specification.architecture }

  /// Computes everything; a limit leaves parts out and is kept in `stop`.
  ///
  /// - Parameter specification: What to report on.
  /// - Parameter weights: Floating-point weights of this architecture, diagnosed in place of those of the
  ///   specification.
  /// - Parameter provenance: What makes the report again.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  public init(
    of specification: NetworkSpecification, at weights: FloatingNetwork? = nil,
    provenance: Provenance, seed: UInt64, control: ComputationControl
  ) {
    self.provenance = provenance
    report = NetworkReport(
      of: specification, at: weights, maximumShownTerms: Self.maximumShownTerms, seed: seed,
      control: control)
    strata = stratificationPart(of: specification.architecture, seed: seed, control: control)
    experiments = ReportExperiments(
      of: specification, at: weights, locus: report.locus?.locus, seed: seed, control: control)
    do throws(ComputationStopped) {
      try control.checkpoint()
      stop = report.stop
    } catch {
      stop = error
    }
  }
}
