import Computation
import Networks

/// The maximal strata of subnetworks on which the rank of J is at most a bound.
public struct StrataSearch: Hashable, Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// k: the strata lie in {rank J ≤ k}.
  public let rankBound: Int
  /// One representative of each orbit under permutations of hidden neurons, and under reflections where an
  /// activation is even or odd about its center, by increasing codimension.
  ///
  /// None lies in an image of another. The whole space, if the generic rank is at most k.
  public let strata: [SubnetworkStratum]
  /// The rank of J at the generic point of each.
  public let ranks: [Certified<Int>]
  /// Whether every stratum in {rank J ≤ k} lies in an image of one that is listed; otherwise only those of
  /// codimension at most `searchedCodimension` do.
  public let isComplete: Bool
  /// The largest codimension up to which all strata were examined; N if the search is complete.
  public let searchedCodimension: Int
  /// The number of orbits of strata whose rank was compared with k.
  public let examinedCount: Int
  /// How it is known that the listed strata lie in {rank J ≤ k}.
  ///
  /// That no larger stratum does is always proven, by ranks modulo primes.
  public let evidence: Evidence
}

/// The maximal strata of subnetworks on which rank J ≤ k, one for each orbit under permutations of hidden
/// neurons.
///
/// For several k use one `StrataSearcher`.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter k: The bound; R − 1 for the critical locus.
/// - Parameter seed: Fixes all randomness.
/// - Parameter maximumCount: The most orbits of strata to examine; a search that meets it says so.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func maximalStrata(
  of architecture: Architecture, rankAtMost k: Int, seed: UInt64 = 1,
  maximumCount: Int = StrataSearcher.defaultMaximumCount,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> StrataSearch {
  var searcher = StrataSearcher(architecture, seed: seed, control: control)
  return try searcher.maximalStrata(rankAtMost: k, maximumCount: maximumCount)
}
