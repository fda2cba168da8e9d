import Computation
import CriticalLoci

/// What every analysis of one point of the parameter space knows: the rank there, and at a general point.
public protocol PointAnalysis: Sendable {
  /// The rank of a Jacobian over the field of the point.
  associatedtype Rank: RankAtPoint

  /// The rank at the point; `nil` if a limit came before.
  var rank: Rank? { get }
  /// The rank at a general point; `nil` if a limit came before.
  var genericRank: GenericRank? { get }
  /// The seed of all randomness.
  var seed: UInt64 { get }
  /// What ended the computation early, if anything.
  var stop: ComputationStopped? { get }
}

extension PointAnalysis {
  /// Whether the rank is smaller than the generic rank.
  public var isCritical: Bool? {
    guard let rank, let genericRank else { return nil }
    return rank.rank < genericRank.dimension
  }

  /// How the rank and `isCritical` are known.
  ///
  /// The generic rank found is a proven lower bound, so that a smaller rank needs no more than its own
  /// evidence; that a point is not critical needs the evidence of both.
  public var evidence: Evidence? {
    guard let rank, let genericRank else { return rank?.evidence }
    return rank.evidence.isProven && isCritical == false && !genericRank.evidence.isProven
      ? genericRank.evidence : rank.evidence
  }
}
