import AlgebraicStructures
import Computation
import Networks

/// Searches for maximal strata of one architecture, for any number of rank bounds; every rank is computed
/// once.
public struct StrataSearcher: Sendable {
  /// The architecture.
  public let architecture: Architecture
  private let seed: UInt64
  private let control: ComputationControl
  /// Ranks by canonical representative.
  private var known: [SubnetworkStratum: KnownRank] = [:]

  private struct KnownRank {
    let rank: Certified<Int>
    let upperBound: Int
  }

  /// The default of the most orbits examined in one search.
  public static let defaultMaximumCount = 20_000

  /// A searcher that knows nothing yet.
  public init(
    _ architecture: Architecture, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) {
    self.architecture = architecture
    self.seed = seed
    self.control = control
  }

  /// The rank at the generic point of a stratum, from memory if some image of it was asked for before.
  public mutating func genericRank(
    of stratum: SubnetworkStratum
  ) throws(ComputationStopped) -> Certified<Int> {
    try knownRank(of: stratum.canonical()).rank
  }

  private mutating func knownRank(
    of stratum: SubnetworkStratum
  ) throws(ComputationStopped) -> KnownRank {
    if let found = known[stratum] { return found }
    try control.checkpoint()
    let rank = try stratum.genericRank(seed: seed, control: control)
    let result = KnownRank(
      rank: rank,
      upperBound: rank.evidence.isProven ? rank.value : StratumRankBound(stratum).value)
    known[stratum] = result
    return result
  }

  /// The maximal strata on which rank J ≤ k, one for each orbit.
  ///
  /// Strata are examined by increasing codimension, beginning with the whole space. Inside of a stratum of
  /// rank at most k nothing more is searched; one of larger rank is replaced by its specialisations. A
  /// stratum in {rank J ≤ k} that lies in no other one is reached, because all strata around it have
  /// larger rank.
  public mutating func maximalStrata(
    rankAtMost k: Int, maximumCount: Int = StrataSearcher.defaultMaximumCount
  ) throws(ComputationStopped) -> StrataSearch {
    let all = SubnetworkStratum(architecture, operations: [])
    // The strata still to be examined, by codimension.
    var waiting: [[SubnetworkStratum]] = Array(
      repeating: [], count: architecture.parameterCount + 1)
    waiting[0] = [all]
    var seen: Set<SubnetworkStratum> = [all]
    var found: [(stratum: SubnetworkStratum, rank: KnownRank)] = []
    var examined = 0
    var codimension = 0
    search: while codimension < waiting.count {
      var next = 0
      while next < waiting[codimension].count {
        let stratum = waiting[codimension][next]
        next += 1
        if found.contains(where: { stratum.isContained(inOrbitOf: $0.stratum) }) { continue }
        if examined == maximumCount { break search }
        examined += 1
        let rank = try knownRank(of: stratum)
        if rank.rank.value <= k {
          found.append((stratum, rank))
          continue
        }
        for special in stratum.specializations() {
          let representative = special.canonical()
          if seen.insert(representative).inserted {
            waiting[representative.codimension].append(representative)
          }
        }
      }
      codimension += 1
    }
    return StrataSearch(
      architecture: architecture, rankBound: k, strata: found.map(\.stratum),
      ranks: found.map(\.rank.rank), isComplete: codimension == waiting.count,
      searchedCodimension: codimension - 1, examinedCount: examined,
      evidence: evidence(found.map(\.rank), k))
  }

  private func evidence(_ ranks: [KnownRank], _ k: Int) -> Evidence {
    let unproven = ranks.filter { $0.upperBound > k }
    if unproven.isEmpty {
      return .proven(detail: "upper bounds of the ranks on all \(ranks.count) maximal strata")
    }
    let bound = unproven.reduce(0.0) { sum, rank in
      if case .probabilistic(_, let bound) = rank.rank.evidence { sum + bound } else { sum }
    }
    return .probabilistic(
      detail: "\(unproven.count) of \(ranks.count) maximal strata have no proven bound of the rank",
      bound: min(1, bound))
  }
}
