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
  /// The network on the inputs at which the ranks are taken; `nil` for all inputs.
  public let model: DataModel<Architecture>?
  /// The inputs in the field at which the ranks are taken; `nil` for rational ones, and for all inputs.
  public let data: NumberFieldData?
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
/// - Parameter model: The network on the inputs at which the ranks are taken, where not all inputs count.
/// - Parameter data: The same with inputs or targets that are not all rational, in place of both.
/// - Parameter targets: The outputs that are wanted at these inputs.
/// - Parameter known: The generic rank, on the data if there are any, if it is known already.
/// - Parameter includingKernel: Whether to find a basis of the kernel of the Jacobian.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
public func numberFieldAnalysis(
  of network: NumberFieldNetwork, on model: DataModel<Architecture>? = nil,
  data: NumberFieldData? = nil, targets: [[Rational]]? = nil, genericRank known: GenericRank? = nil,
  includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> NumberFieldAnalysis {
  var (diagnosis, rank, generic) = (
    NumberFieldDiagnosis?.none, NumberFieldPointRank?.none, known
  )
  var (fit, coefficient): (DataFit?, LearningCoefficientResult?) = (nil, nil)
  var stop: ComputationStopped?
  let isReal = network.field.isReal
  do throws(ComputationStopped) {
    if isReal { diagnosis = try diagnose(network, seed: seed, control: control) }
    let (field, weights, architecture) = (network.field, network.weights, network.architecture)
    fit = try model.flatMap { model throws(ComputationStopped) in
      try targets.map { targets throws(ComputationStopped) in
        try model.fit(at: weights, over: field, targets: targets, control: control)
      }
    }
    if let data { fit = try data.fit(of: architecture, at: weights, control: control) }
    let point = try pointRank(
      of: network, on: model, data, includingKernel: includingKernel, seed: seed,
      control: control)
    rank = point
    let general: GenericRank
    if let known {
      general = known
    } else if let data {
      general = try genericRank(
        of: architecture, on: data, bound: dimensionBound(of: architecture), seed: seed,
        control: control)
    } else if let model {
      general = try genericRank(of: model, seed: seed, control: control)
    } else {
      general = try genericRank(of: architecture, seed: seed, control: control)
    }
    (generic, stop) = (general, general.stopped)
    if isReal {
      coefficient = learningCoefficient(
        of: architecture, at: weights, over: field, rank: point, genericRank: general)
    }
  } catch {
    stop = error
  }
  return NumberFieldAnalysis(
    network: network, diagnosis: diagnosis, rank: rank, genericRank: generic, model: model,
    data: data, fit: fit, learningCoefficient: coefficient, seed: seed, stop: stop)
}

private func pointRank(
  of network: NumberFieldNetwork, on model: DataModel<Architecture>?, _ data: NumberFieldData?,
  includingKernel: Bool, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> NumberFieldPointRank {
  if let data {
    return try rank(
      of: network.architecture, on: data, at: network.weights,
      bound: dimensionBound(of: network.architecture), includingKernel: includingKernel,
      seed: seed, control: control)
  }
  guard let model else {
    return try rank(at: network, includingKernel: includingKernel, seed: seed, control: control)
  }
  return try rank(
    of: model, at: network.weights, over: network.field, includingKernel: includingKernel,
    seed: seed, control: control)
}
