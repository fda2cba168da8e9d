import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks

/// Where the Jacobian of a model on data drops rank.
public struct DataLocus: Sendable {
  /// The network on its data.
  public let model: DataModel<Architecture>
  /// The generic rank on the data; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The irreducible components over ℚ; `nil` if a limit came before.
  public let pieces: [RankLocus<RationalField>.Piece]?
  /// How it is known that there are no others.
  public let evidence: Evidence?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// The critical locus of a network on data, by minors of its Jacobian; a limit leaves out what comes after it and is
/// kept in `stop`.
///
/// - Parameter model: The network on its data; only very small ones are feasible.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
public func dataLocus(
  of model: DataModel<Architecture>, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> DataLocus {
  var rank: GenericRank?
  var found: (pieces: [RankLocus<RationalField>.Piece], evidence: Evidence)?
  var stop: ComputationStopped?
  do throws(ComputationStopped) {
    let generic = try genericRank(of: model, seed: seed, control: control)
    rank = generic
    if let stop = generic.stopped { throw stop }
    // Without values that depend on the weights there is no rank to drop.
    found =
      generic.dimension == 0
      ? ([], generic.evidence)
      : try rankLocus(of: model, atMost: generic.dimension - 1, seed: seed, control: control)
  } catch {
    stop = error
  }
  return DataLocus(
    model: model, genericRank: rank, pieces: found?.pieces, evidence: found?.evidence, seed: seed,
    stop: stop)
}
