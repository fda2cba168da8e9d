import AlgebraicStructures
import Computation
import Networks

/// The sets that all searches find for a rank stratification.
struct StratificationCollector {
  let architecture: Architecture
  let options: CriticalLocusOptions
  let seed: UInt64
  let control: ComputationControl
  private let ranks: GenericRankTable
  /// The sets of each rank, with their descriptions where these are known.
  private var found: [(rank: Int, sets: [IrreducibleSet], components: [CriticalComponent]?)] = []
  private var group: [NeuronPermutation] = []
  private var gaps: [String] = []
  private var stopped: ComputationStopped?

  init(
    architecture: Architecture, options: CriticalLocusOptions, seed: UInt64,
    ranks: GenericRankTable, control: ComputationControl
  ) {
    self.ranks = ranks
    self.architecture = architecture
    self.options = options
    self.seed = seed
    self.control = control
  }

  /// Finds the components of {rank J ≤ rank} that have this generic rank.
  mutating func search(rank: Int) {
    var search = CriticalLocusSearch(
      architecture, rankBound: rank, options: options, seed: seed, ranks: ranks, control: control)
    search.run()
    let exact = search.maximalSets().filter { $0.rank == rank }
    if !exact.isEmpty { found.append((rank, exact, nil)) }
    note(rank: rank, gaps: search.gaps, stopped: search.stopped)
    group = search.group
  }

  /// Adds those components of a critical locus that have the rank of its bound.
  ///
  /// They are described as among themselves: on the others J has smaller rank than at any witness.
  mutating func add(_ locus: FoundSets) {
    let exact = zip(locus.sets, locus.components).filter { $0.0.rank == locus.rankBound }
    if !exact.isEmpty { found.append((locus.rankBound, exact.map(\.0), exact.map(\.1))) }
    note(rank: locus.rankBound, gaps: locus.gaps, stopped: locus.stopped)
    group = locus.group
  }

  private mutating func note(rank: Int, gaps: [String], stopped: ComputationStopped?) {
    self.gaps += gaps.map { "rank \(rank), \($0)" }
    if self.stopped == nil { self.stopped = stopped }
  }

  /// The stratification from what was found.
  func result(genericRank: GenericRank) -> RankStratification {
    var finishing = FinishingControl(control)
    var strata: [RankStratification.Stratum] = []
    for (rank, sets, known) in found {
      let components =
        known
        ?? described(
          sets, group: group, steps: options.stepsPerDescription, seed: seed, control: &finishing)
      strata.append(.init(rank: rank, components: components))
    }
    // Labels are distinct through all strata.
    var labelled = withDistinctLabels(strata.flatMap(\.components))[...]
    strata = strata.map { stratum in
      defer { labelled = labelled.dropFirst(stratum.components.count) }
      return .init(
        rank: stratum.rank, components: Array(labelled.prefix(stratum.components.count)))
    }
    var gaps = gaps
    let covers = coverings(&gaps)
    return RankStratification(
      architecture: architecture, genericRank: genericRank, strata: strata, covers: covers,
      completeness: gaps.isEmpty
        ? .proven(detail: "the components for every rank below \(genericRank.dimension) by charts")
        : .searched(detail: "not decided: " + gaps.joined(separator: "; ")),
      stopped: stopped ?? finishing.stopped)
  }

  /// The covering pairs of the inclusions; those that are not decided are noted as gaps.
  private func coverings(_ gaps: inout [String]) -> [RankStratification.Cover] {
    let all = found.flatMap(\.sets)
    var below = all.map { _ in Set<Int>() }
    for upper in all.indices {
      for lower in all.indices
      where all[lower].dimension < all[upper].dimension && all[lower].rank < all[upper].rank {
        do throws(ComputationStopped) {
          if try all[lower].isContained(
            in: all[upper], group: group, control: control.limited(toSteps: options.stepsPerIdeal))
          {
            below[upper].insert(lower)
          }
        } catch {
          gaps.append("whether set \(lower) lies in set \(upper)")
        }
      }
    }
    return all.indices.flatMap { upper in
      below[upper].filter { lower in !below[upper].contains { below[$0].contains(lower) } }.sorted()
        .map { RankStratification.Cover(lower: $0, upper: upper) }
    }
  }
}
