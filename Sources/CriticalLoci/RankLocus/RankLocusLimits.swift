/// Sizes that stop a search for rank loci, and how hard it tries before it descends.
public struct RankLocusLimits: Hashable, Sendable {
  /// The largest number of terms of a polynomial in a determinant or an elimination.
  public var termCount: Int
  /// The largest number of primes treated.
  public var nodeCount: Int
  /// The most minors that cut out the next primes together.
  public var minorCount: Int
  /// No further minors are computed when those known have this many terms.
  public var minorTerms: Int

  /// Limits for matrices of up to about six variables.
  public init(
    termCount: Int = 500_000, nodeCount: Int = 100_000, minorCount: Int = 12,
    minorTerms: Int = 2_000
  ) {
    self.termCount = termCount
    self.nodeCount = nodeCount
    self.minorCount = minorCount
    self.minorTerms = minorTerms
  }
}
