import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import NumberFields

/// What is known about exact parameters of any polynomial model, rational or in a number field: the rank there, and how much of the
/// kernel the known symmetries explain.
public struct ModelWeightsAnalysis<Rank: RankAtPoint>: PointAnalysis {
  /// The rank at the point; `nil` if a limit came before.
  public let rank: Rank?
  /// The rank at a general point; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The orbit of the point under the known symmetries; `nil` if a limit came before.
  public let orbit: ParameterOrbit?
  /// Whether the outputs are the targets of the data; `nil` without targets, or if a limit came before.
  public fileprivate(set) var fit: DataFit?
  /// Whether a basis of the kernel of the Jacobian was asked for.
  public let includesKernel: Bool
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public fileprivate(set) var stop: ComputationStopped?

  /// The basis of the kernel, if it was asked for and is proven.
  public var kernelBasis: [[Rank.Scalar]]? { includesKernel ? rank?.kernelBasis : nil }

  /// The dimension of the kernel beyond the directions of the orbit.
  public var unexplainedDimension: Int? {
    guard let rank, let orbit else { return nil }
    return rank.kernelDimension - orbit.dimension
  }
}

/// Analyses exact parameters of a model; a limit leaves out what comes after it and is kept in `stop`.
///
/// `model`: The model.
/// `weights`: N parameters.
/// `genericRank`: The generic rank, if it is known already.
/// `includingKernel`: Whether to find a basis of the kernel of the Jacobian.
/// `seed`: Fixes all randomness.
/// `control`: Limits and cancellation.
public func weightsAnalysis(
  of model: some PolynomialModel, at weights: [Rational], genericRank known: GenericRank? = nil,
  includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> ModelWeightsAnalysis<PointRank> {
  var (rank, generic, moved) = (PointRank?.none, known, ParameterOrbit?.none)
  var stop: ComputationStopped?
  do throws(ComputationStopped) {
    rank = try CriticalLoci.rank(
      of: model, at: weights, includingKernel: includingKernel, seed: seed, control: control)
    moved = try orbit(of: weights, under: model, seed: seed, control: control)
    if generic == nil { generic = try genericRank(of: model, seed: seed, control: control) }
    stop = generic?.stopped
  } catch {
    stop = error
  }
  return ModelWeightsAnalysis(
    rank: rank, genericRank: generic, orbit: moved, includesKernel: includingKernel, seed: seed,
    stop: stop)
}

/// Analyses exact parameters of a model on data, and compares its outputs with targets; a limit leaves out what comes after it
/// and is kept in `stop`.
///
/// `model`: The model on its data.
/// `weights`: N parameters.
/// `targets`: The outputs that are wanted at the data, if any.
/// `genericRank`: The generic rank on the data, if it is known already.
/// `includingKernel`: Whether to find a basis of the kernel of the Jacobian.
/// `seed`: Fixes all randomness.
/// `control`: Limits and cancellation.
public func weightsAnalysis<Model>(
  of model: DataModel<Model>, at weights: [Rational], targets: [[Rational]]?,
  genericRank known: GenericRank? = nil, includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> ModelWeightsAnalysis<PointRank> {
  var (fit, stop) = (DataFit?.none, ComputationStopped?.none)
  do throws(ComputationStopped) {
    fit = try targets.map { targets throws(ComputationStopped) in
      try model.fit(at: weights, targets: targets, control: control)
    }
  } catch {
    stop = error
  }
  var analysis = weightsAnalysis(
    of: model, at: weights, genericRank: known, includingKernel: includingKernel, seed: seed,
    control: control)
  (analysis.fit, analysis.stop) = (fit, stop ?? analysis.stop)
  return analysis
}

/// Analyses parameters of a model in a number field; a limit leaves out what comes after it and is kept in `stop`.
///
/// `weights`: N parameters.
/// `field`: Their field.
/// `inputs`: The model and its inputs; data that are not rational lie in the same field, else it traps.
/// `genericRank`: The generic rank on these inputs, if it is known already.
/// `includingKernel`: Whether to find a basis of the kernel of the Jacobian.
/// `seed`: Fixes all randomness.
/// `control`: Limits and cancellation.
public func weightsAnalysis<Model>(
  at weights: [NumberFieldElement], over field: NumberField, on inputs: ExactInputs<Model>,
  genericRank known: GenericRank? = nil, includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> ModelWeightsAnalysis<NumberFieldPointRank> {
  var (ranks, moved) = (NumberFieldRanks(genericRank: known), ParameterOrbit?.none)
  var stop: ComputationStopped?
  do throws(ComputationStopped) {
    moved = try orbit(
      of: weights, over: field, under: inputs.model, seed: seed, control: control)
    try ranks.complete(
      at: weights, over: field, on: inputs, includingKernel: includingKernel, seed: seed,
      control: control)
    stop = ranks.genericRank?.stopped
  } catch {
    stop = error
  }
  return ModelWeightsAnalysis(
    rank: ranks.rank, genericRank: ranks.genericRank, orbit: moved, fit: ranks.fit,
    includesKernel: includingKernel, seed: seed, stop: stop)
}
