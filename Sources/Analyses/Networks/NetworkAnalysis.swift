import Computation
import CriticalLoci
import NetworkFiles
import Networks
import NumericalExperiments

/// Everything that a plan asks about a network, each part with its value or why it is left out.
///
/// Parts hand their results on: the generic rank and the critical locus are computed once.
public struct NetworkAnalysis: Sendable {
  /// What is known of given weights.
  public enum GivenWeights: Sendable {
    /// Of an exact point.
    case exact(WeightsAnalysis)
    /// Of a point over a number field.
    case numberField(NumberFieldAnalysis)
    /// Of floating-point weights.
    case floating(NumericalDiagnosis)
  }

  /// The network.
  public let specification: NetworkSpecification
  /// What was asked.
  public let plan: AnalysisPlan
  /// The rank of the Jacobian at general weights; `nil` if a limit came before the first evaluation was done.
  public let genericRank: GenericRank?
  /// The critical locus.
  public let locus: AnalysisPart<CriticalLocus>
  /// What is known of the given weights.
  public let weights: AnalysisPart<GivenWeights>
  /// The polynomial map and the Jacobian.
  public let expansion: AnalysisPart<ExpansionSummary>
  /// The components of all rank strata.
  public let strata: AnalysisPart<RankStratification>
  /// Singular values at random points and at the given weights.
  public let sample: AnalysisPart<RankSample>
  /// Runs of the gradient flow towards the network at the given weights, or without these towards a random
  /// smaller one.
  public let descent: AnalysisPart<TrainingStudy>
  /// The loss and the locus on a plane of weights.
  public let landscape: AnalysisPart<LossLandscape>
  /// What ended the analysis early, if anything; budgets of single parts do not count.
  public let stop: ComputationStopped?

  /// The architecture.
  public var architecture: Architecture { specification.architecture }

  /// The theorem by which critical points and subnetworks are the same, if one applies.
  public var equalityTheorem: EqualityTheorem? { EqualityTheorem(architecture) }
}

/// Analyses a network; a limit of `control` leaves parts out and is kept in `stop`.
///
/// - Parameter specification: The network, with a point of its parameter space or without.
/// - Parameter weights: Floating-point weights of this architecture, looked at in place of those of the
///   specification.
/// - Parameter plan: The parts and how much work each may take.
/// - Parameter control: Limits and cancellation of the whole.
/// - Complexity: the budgets of the parts together, and a generic rank.
public func networkAnalysis(
  of specification: NetworkSpecification, at weights: FloatingNetwork? = nil,
  plan: AnalysisPlan = AnalysisPlan(), control: ComputationControl = ComputationControl()
) -> NetworkAnalysis {
  NetworkAnalysisComputation(specification, weights, plan, control).run()
}
