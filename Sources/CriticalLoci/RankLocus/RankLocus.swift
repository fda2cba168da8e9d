import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The set of points of a rank problem where the rank is at most a bound: its irreducible components,
/// with a proof.
public struct RankLocus<F: GroebnerField>: Sendable {
  /// The closure of an irreducible component, over the coefficient field.
  public struct Piece: Sendable {
    /// Its prime ideal; contains no unit of the problem.
    public let prime: MinimalPrime<F>
    /// The rank at its generic point.
    public let rank: Int
    /// How prime and rank are known.
    public let evidence: Evidence
  }

  /// The components by decreasing dimension, none inside another.
  ///
  /// `[]` exactly when the rank exceeds the bound everywhere.
  public let pieces: [Piece]
  /// Why there are no other components.
  public let tree: RankLocusTree<F>
  /// How it is known that the list of pieces is complete, irredundant and right.
  public let evidence: Evidence
}

/// The irreducible components of the set of points where the rank of the blocks is at most `k`.
///
/// For every prime met, starting with those of the base, the blocks are simplified exactly (units as
/// pivots, linear dependencies, connected parts). If the rank over its function field is at most k, it
/// is a piece. Otherwise a few nonvanishing minors of total size k + 1 are chosen, and the search goes
/// on with the minimal primes where all of them vanish. Random points modulo primes only guide the
/// choice of minors: all conclusions are exact.
///
/// - Parameter problem: The blocks and the set on which their rank is looked at.
/// - Parameter k: The largest rank; there are no points for k < 0, and everything qualifies from the
///   generic rank on.
/// - Parameter seed: Fixes the random choices, which influence the proof but not the pieces.
/// - Parameter limits: Bounds for determinants and eliminations.
/// - Parameter control: Limits and cancellation.
/// - Throws: `sizeLimit` when a determinant or an elimination outgrows `limits`; what `control` and
///   `Ideal.minimalPrimes` throw.
/// - Complexity: determinants of the size of the blocks after simplification; the number of nodes of the
///   proof is unbounded in theory.
public func rankLocus<F: GroebnerField>(
  _ problem: RankLocusProblem<F>, atMost k: Int, seed: UInt64 = 1,
  limits: RankLocusLimits = RankLocusLimits(), control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> RankLocus<F> {
  var search = RankLocusSearch(
    problem: problem, rankBound: k, seed: seed, limits: limits, control: control)
  return try search.run()
}

/// `rankLocus` over ℚ, compiled for this field.
public func rankLocus(
  _ problem: RankLocusProblem<RationalField>, atMost k: Int, seed: UInt64 = 1,
  limits: RankLocusLimits = RankLocusLimits(), control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> RankLocus<RationalField> {
  var search = RankLocusSearch<RationalField>(
    problem: problem, rankBound: k, seed: seed, limits: limits, control: control)
  return try search.run()
}

/// `rankLocus` over a prime field, compiled for it; its evidence concerns this field.
public func rankLocus(
  _ problem: RankLocusProblem<PrimeField>, atMost k: Int, seed: UInt64 = 1,
  limits: RankLocusLimits = RankLocusLimits(), control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> RankLocus<PrimeField> {
  var search = RankLocusSearch<PrimeField>(
    problem: problem, rankBound: k, seed: seed, limits: limits, control: control)
  return try search.run()
}
