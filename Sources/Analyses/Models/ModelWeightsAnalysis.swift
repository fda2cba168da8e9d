import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// What is known about exact parameters of any polynomial model: the rank there, and how much of the kernel the known symmetries
/// explain.
public struct ModelWeightsAnalysis: PointAnalysis {
  /// The rank at the point; `nil` if a limit came before.
  public let rank: PointRank?
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
  public var kernelBasis: [[Rational]]? { includesKernel ? rank?.kernelBasis : nil }

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
) -> ModelWeightsAnalysis {
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
) -> ModelWeightsAnalysis {
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
