import AlgebraicStructures
import Computation
import Networks

/// The weights of a network by the rank of J: for every k < R the irreducible components of {rank J ≤ k},
/// ordered by inclusion.
public struct RankStratification: Sendable {
  /// The components with one generic rank.
  public struct Stratum: Sendable {
    /// The rank k at the generic points of the components.
    public let rank: Int
    /// The components of {rank J ≤ k} with generic rank k, one for each orbit under permutations of hidden
    /// neurons, by decreasing dimension.
    public let components: [CriticalComponent]
  }

  /// A pair of positions in `components`.
  public struct Cover: Hashable, Sendable {
    /// The position of a component that lies in some image of the other one under permutations.
    public let lower: Int
    /// The position of the other one; no component lies between them.
    public let upper: Int
  }

  /// The network.
  public let architecture: Architecture
  /// R.
  public let genericRank: GenericRank
  /// The ranks that occur, in increasing order.
  public let strata: [Stratum]
  /// The Hasse diagram of the components, numbered through all strata.
  public let covers: [Cover]
  /// How it is known that no component is missing and that all inclusions are decided.
  public let completeness: Completeness
  /// The first limit that kept a part from being finished, if any.
  public let stopped: ComputationStopped?

  /// All components in the order of the strata.
  public var components: [CriticalComponent] { strata.flatMap(\.components) }
}

/// The components of {rank J ≤ k} for all k below the generic rank R, with their inclusions.
///
/// A component of {rank J ≤ k} whose generic rank is smaller is a component for that rank, so that every
/// one is listed once. Each k is searched as by `criticalLocus(of:rankAtMost:)`.
///
/// For biases and activations that are not monomials only the generic rank is found, with `stopped` saying so.
///
/// - Parameter architecture: The network.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter locus: The critical locus k = R − 1, if it is known already: it is not searched again if it was found
///   with the same options and seed.
/// - Parameter options: Budgets of each search.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Throws: what `control` demands before the generic rank is known.
/// - Complexity: R searches, those with small k with more charts than that of the critical locus.
public func rankStratification(
  of architecture: Architecture, genericRank known: GenericRank? = nil,
  locus: CriticalLocus? = nil, options: CriticalLocusOptions = CriticalLocusOptions(),
  seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> RankStratification {
  try architecture.requireExponents()
  let generic = try architecture.genericRank(
    known: known ?? locus?.genericRank, seed: seed, control: control)
  guard architecture.isHomogeneous else {
    let what = "the rank strata of a network with biases or with activations that are no monomials"
    return RankStratification(
      architecture: architecture, genericRank: generic, strata: [], covers: [],
      completeness: .searched(detail: "nothing was searched"), stopped: .undecided(what: what))
  }
  guard architecture.layerCount > 1 else {
    return RankStratification(
      architecture: architecture, genericRank: generic, strata: [], covers: [],
      completeness: .proven(detail: "J is constant"), stopped: nil)
  }
  require(
    locus?.architecture ?? architecture == architecture,
    "the critical locus of another network for the strata of \(architecture)")
  let found = locus?.foundSets.flatMap { found in
    found.seed == seed && found.options == options ? found : nil
  }
  var collector = StratificationCollector(
    architecture: architecture, options: options, seed: seed,
    ranks: found?.ranks ?? GenericRankTable(), control: control)
  for rank in 0..<generic.dimension {
    if let found, found.rankBound == rank {
      collector.add(found)
    } else {
      collector.search(rank: rank)
    }
  }
  return collector.result(genericRank: generic)
}
