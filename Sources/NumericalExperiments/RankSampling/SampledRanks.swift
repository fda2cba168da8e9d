import Computation
import CriticalLoci

/// Numerical ranks at random points next to the exact generic rank.
public protocol SampledRanks: Sendable {
  /// What was found at each point, in order; `nil` where the Jacobian overflowed.
  var points: [NumericalRank?] { get }
  /// The rank at the point that was given, if there was one.
  var givenPoint: NumericalRank? { get }
  /// The exact generic rank.
  var genericRank: GenericRank { get }
  /// How the weights were drawn, in a word.
  var distribution: String { get }
  /// Whether singular values are those of an exact expectation over inputs.
  var isExactExpectation: Bool { get }
  /// The seed of all randomness.
  var seed: UInt64 { get }
  /// What ended the sampling early, if anything.
  var stopped: ComputationStopped? { get }
}

extension SampledRanks {
  /// How the numerical rank is known.
  public var evidence: Evidence {
    let cut = points.compactMap { $0?.rule.cut }.max() ?? 1e-12
    return .numerical(
      detail:
        "singular values at \(points.count) random points (\(distribution) weights), those above "
        + "\(cut) of the largest",
      tolerance: cut)
  }

  /// How many points have each rank, by decreasing rank; undecided points are left out.
  public var histogram: [(rank: Int, count: Int)] {
    Dictionary(grouping: points.compactMap { $0?.rank }) { $0 }
      .map { ($0.key, $0.value.count) }.sorted { $0.0 > $1.0 }
  }

  /// The number of points at which double precision cannot tell the rank.
  public var undecidedCount: Int { points.count { $0?.rank == nil } }

  /// The numerical generic rank: the largest rank at any point, if at least two points have it (one, if
  /// there is only one point); else `nil`: double precision cannot tell.
  public var numericalRank: Int? {
    guard let first = histogram.first, first.count >= min(2, points.count) else { return nil }
    return first.rank
  }

  /// Whether the numerical and the exact generic rank agree; `nil` where it cannot tell.
  public var agrees: Bool? { numericalRank.map { $0 == genericRank.dimension } }

  /// The smallest gap among decided points.
  public var smallestGap: Double? {
    points.compactMap { $0?.rank == nil ? nil : $0?.gap }.min()
  }

  /// The smallest σ_R/σ₁ among the points of largest rank: the relative distance of a sampled Jacobian
  /// to the matrices of smaller rank (Eckart and Young).
  public var smallestRelativeDistance: Double? {
    guard let rank = numericalRank else { return nil }
    return points.compactMap { $0?.rank == rank ? $0?.relativeDistance : nil }.min()
  }
}
