import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// What is known about one exact point of the parameter space: the rank of the Jacobian there, and the
/// neurons that explain why it is small.
public struct WeightsAnalysis: PointAnalysis {
  /// The point.
  public let network: Network
  /// The diagnosis of the neurons with the reduction; `nil` if a limit came before.
  public let diagnosis: Diagnosis?
  /// The dependent sets among the neurons that the reduction keeps, on the data if there are any; `nil` if a limit came
  /// before.
  public let dependentSets: [DependentSet]?
  /// The rank at the point; `nil` if a limit came before.
  public let rank: PointRank?
  /// The rank at a general point; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The orbit of the point under the known symmetries; `nil` for large networks, or if a limit came before.
  public let orbit: ParameterOrbit?
  /// The network on the inputs at which the ranks are taken; `nil` for all inputs.
  public let model: DataModel<Architecture>?
  /// Whether the network has the targets of the data as outputs; `nil` without targets, or if a limit came before.
  public let fit: DataFit?
  /// Whether a basis of the kernel of the Jacobian was asked for.
  public let includesKernel: Bool
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// The basis of the kernel, if it was asked for and is proven.
  public var kernelBasis: [[Rational]]? { includesKernel ? rank?.kernelBasis : nil }
}

/// Analyses an exact point of the parameter space; a limit leaves out what comes after it and is kept in `stop`.
///
/// `network`: The point.
/// `model`: The network on the inputs at which the ranks are taken, where not all inputs count.
/// `targets`: The outputs that are wanted at these inputs.
/// `genericRank`: The generic rank, on the data if there are any, if it is known already.
/// `includingKernel`: Whether to find a basis of the kernel of the Jacobian.
/// `seed`: Fixes all randomness.
/// `control`: Limits and cancellation.
public func weightsAnalysis(
  of network: Network, on model: DataModel<Architecture>? = nil, targets: [[Rational]]? = nil,
  genericRank known: GenericRank? = nil, includingKernel: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> WeightsAnalysis {
  var (diagnosis, fit, rank, generic) = (Diagnosis?.none, DataFit?.none, PointRank?.none, known)
  var (dependentSets, stop): ([DependentSet]?, ComputationStopped?) = (nil, nil)
  var moved: ParameterOrbit?
  do throws(ComputationStopped) {
    let found = try diagnose(network, seed: seed, control: control)
    diagnosis = found
    if let model {
      fit = try targets.map { targets throws(ComputationStopped) in
        try model.fit(at: network.weights, targets: targets, control: control)
      }
      rank = try CriticalLoci.rank(
        of: model, at: network.weights, includingKernel: includingKernel, seed: seed,
        control: control)
      if generic == nil { generic = try genericRank(of: model, seed: seed, control: control) }
    } else {
      rank = try CriticalLoci.rank(
        at: network, includingKernel: includingKernel, seed: seed, control: control)
      if generic == nil {
        generic = try genericRank(of: network.architecture, seed: seed, control: control)
      }
    }
    moved = try orbit(of: network, seed: seed, control: control)
    dependentSets = try Networks.dependentSets(
      in: found, on: model, seed: seed, control: control)
    stop = generic?.stopped
  } catch {
    stop = error
  }
  return WeightsAnalysis(
    network: network, diagnosis: diagnosis, dependentSets: dependentSets, rank: rank,
    genericRank: generic, orbit: moved, model: model, fit: fit, includesKernel: includingKernel,
    seed: seed,
    stop: stop)
}
