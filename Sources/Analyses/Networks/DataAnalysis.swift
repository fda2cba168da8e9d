import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import NetworkFiles
import Networks

/// Everything about a network on exact data: ranks, and at exact weights the diagnosis, the fit, and the learning
/// coefficient with the outputs at these weights as the truth.
public struct DataAnalysis: Sendable {
  /// The network with its data.
  public let specification: NetworkSpecification
  /// The network with its inputs.
  public let inputs: ExactInputs<Architecture>
  /// The generic rank on the data; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// What is known of the given weights, if there are any.
  public let weights: WeightsAnalysis?
  /// What is known of given weights over a number field, if there are any.
  public let numberFieldWeights: NumberFieldAnalysis?
  /// The learning coefficient there; `nil` without weights, or if a limit came before.
  public let learningCoefficient: LearningCoefficientResult?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the analysis early, if anything.
  public let stop: ComputationStopped?
}

/// Analyses a network on its data; a limit leaves out what comes after it and is kept in `stop`.
///
/// - Parameter specification: A network with exact data, else traps.
/// - Parameter plan: How much work the resolution may be.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
public func dataAnalysis(
  of specification: NetworkSpecification,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> DataAnalysis {
  guard let inputs = specification.exactInputs, inputs.data != nil else {
    contractViolation("an analysis on data without exact data")
  }
  var (rank, weights): (GenericRank?, WeightsAnalysis?) = (nil, nil)
  var (coefficient, stop): (LearningCoefficientResult?, ComputationStopped?) = (nil, nil)
  var numberFieldWeights: NumberFieldAnalysis?
  do throws(ComputationStopped) {
    let generic = try inputs.genericRank(seed: seed, control: control)
    rank = generic
    stop = generic.stopped
    if let network = specification.numberFieldNetwork {
      let analysis = numberFieldAnalysis(
        of: network, on: inputs, genericRank: generic, seed: seed, control: control)
      (numberFieldWeights, coefficient) = (analysis, analysis.learningCoefficient)
      stop = stop ?? analysis.stop
    }
    if let network = specification.network, let model = inputs.dataModel {
      let analysis = weightsAnalysis(
        of: network, on: model, targets: specification.data?.targets?.exactRows,
        genericRank: generic, seed: seed, control: control)
      weights = analysis
      if let stop = analysis.stop { throw stop }
      let result = try learningCoefficient(
        of: model, at: network.weights, genericRank: generic, rank: analysis.rank, plan: plan,
        seed: seed, control: control)
      coefficient = result
      stop = stop ?? result.stop
    }
  } catch {
    stop = error
  }
  return DataAnalysis(
    specification: specification, inputs: inputs, genericRank: rank, weights: weights,
    numberFieldWeights: numberFieldWeights, learningCoefficient: coefficient, seed: seed, stop: stop
  )
}
