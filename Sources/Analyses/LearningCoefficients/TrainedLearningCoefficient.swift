import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import Networks
import NumericalExperiments

/// The learning coefficient of trained weights: what floating point shows of them, and what is exact at the nearest
/// subnetwork.
public struct TrainedLearningCoefficient: Sendable {
  /// At the weights themselves, as numbers with errors: a numerical lower bound.
  public let atWeights: LearningCoefficientResult
  /// The relative distance up to which neurons count as inactive or redundant, with its origin.
  public let tolerance: ToleranceChoice
  /// The weights with the neurons that are near to inactive or redundant exactly so; equal to the weights as fractions
  /// when nothing is near.
  public let nearest: Network
  /// At the nearest subnetwork; `nil` if a limit came before.
  public let atNearest: LearningCoefficientResult?
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// The learning coefficient of trained weights and of the subnetwork nearest to them.
///
/// - Parameter network: The weights; numbers with errors, which are never taken for exact.
/// - Parameter plan: How much work the resolution at the nearest subnetwork may be.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` before anything is known.
public func trainedLearningCoefficient(
  at network: FloatingNetwork,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(germs: 100, steps: 100_000),
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> TrainedLearningCoefficient {
  try trainedLearningCoefficient(
    at: network, atWeights: numericalLearningCoefficient(at: network, seed: seed, control: control),
    genericRank: nil, plan: plan, seed: seed, control: control)
}

/// The same where the value at the weights themselves is known.
///
/// - Throws: `ComputationStopped` before anything is known.
func trainedLearningCoefficient(
  at network: FloatingNetwork, atWeights: LearningCoefficientResult, genericRank: GenericRank?,
  plan: LearningCoefficientPlan, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> TrainedLearningCoefficient {
  let tolerance = ToleranceChoice(
    nil, distances: ParameterDistances(of: network), type: network.type)
  let nearest = nearestSubnetwork(of: network, tolerance: tolerance.value)
  var (exact, stop): (LearningCoefficientResult?, ComputationStopped?) = (nil, nil)
  do throws(ComputationStopped) {
    exact = try learningCoefficient(
      at: nearest, genericRank: genericRank, plan: plan, seed: seed, control: control)
  } catch {
    stop = error
  }
  return TrainedLearningCoefficient(
    atWeights: atWeights, tolerance: tolerance, nearest: nearest, atNearest: exact,
    stop: stop ?? exact?.stop)
}
