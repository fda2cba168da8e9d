import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import Networks
import NumberFields

/// What is known about one point of the parameter space with weights in a number field.
public struct NumberFieldAnalysis: PointAnalysis {
  /// The point.
  public let network: NumberFieldNetwork
  /// The diagnosis of the neurons with the reduction; `nil` for a field without a real place, or if a limit came
  /// before.
  public let diagnosis: NumberFieldDiagnosis?
  /// The rank at the point; `nil` if a limit came before.
  public let rank: NumberFieldPointRank?
  /// The rank at a general point; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The network with the inputs at which the ranks are taken.
  public let inputs: ExactInputs<Architecture>
  /// Whether the network has the targets of the data as outputs; `nil` without targets, or if a limit came before.
  public let fit: DataFit?
  /// What the rank says of the learning coefficient; `nil` for a field without a real place, or if a limit came
  /// before.
  public let learningCoefficient: LearningCoefficientResult?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// The basis of the kernel of the Jacobian, if it was asked for.
  public var kernelBasis: [[NumberFieldElement]]? { rank?.kernelBasis }
}

/// Analyses a point with weights in a number field; a limit leaves out what comes after it and is kept in `stop`.
///
/// - Parameter network: The point.
/// - Parameter inputs: The network with the inputs at which the ranks are taken; `nil` for all inputs. Of another network they
///   trap, and so do data in another field.
/// - Parameter known: The generic rank on these inputs, if it is known already.
/// - Parameter includingKernel: Whether to find a basis of the kernel of the Jacobian.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
public func numberFieldAnalysis(
  of network: NumberFieldNetwork, on inputs: ExactInputs<Architecture>? = nil,
  genericRank known: GenericRank? = nil, includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> NumberFieldAnalysis {
  let (field, weights, architecture) = (network.field, network.weights, network.architecture)
  let inputs = inputs ?? .all(architecture)
  require(
    inputs.model == architecture, "inputs of \(inputs.model) for a network of \(architecture)")
  var (diagnosis, ranks) = (NumberFieldDiagnosis?.none, NumberFieldRanks(genericRank: known))
  var (coefficient, stop): (LearningCoefficientResult?, ComputationStopped?) = (nil, nil)
  do throws(ComputationStopped) {
    if field.isReal { diagnosis = try diagnose(network, seed: seed, control: control) }
    try ranks.complete(
      at: weights, over: field, on: inputs, includingKernel: includingKernel, seed: seed,
      control: control)
    stop = ranks.genericRank?.stopped
    if field.isReal, let rank = ranks.rank {
      coefficient = learningCoefficient(
        of: architecture, at: weights, over: field, rank: rank, genericRank: ranks.genericRank)
    }
  } catch {
    stop = error
  }
  return NumberFieldAnalysis(
    network: network, diagnosis: diagnosis, rank: ranks.rank, genericRank: ranks.genericRank,
    inputs: inputs, fit: ranks.fit, learningCoefficient: coefficient, seed: seed, stop: stop)
}
