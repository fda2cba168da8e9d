import Computation
import Networks
import Synchronization

/// What the search for a critical locus has found, for a rank stratification to go on from.
struct FoundSets {
  let rankBound: Int
  let options: CriticalLocusOptions
  let seed: UInt64
  /// The sets that lie in no other.
  let sets: [IrreducibleSet]
  /// The description of each set, with a label that others may share.
  let components: [CriticalComponent]
  /// The permutations of hidden neurons, or a subgroup.
  let group: [NeuronPermutation]
  /// What was left undone, and why the first of these was.
  let gaps: [String]
  let stopped: ComputationStopped?
  let ranks: GenericRankTable
}

/// The generic ranks of networks without their first layers, each computed once for all rank bounds.
final class GenericRankTable: Sendable {
  private let known = Mutex<[Architecture: GenericRank]>([:])

  /// The rank of a network, always with the same seed.
  func rank(
    of architecture: Architecture, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> GenericRank {
    if let rank = known.withLock({ $0[architecture] }) { return rank }
    let rank = try genericRank(of: architecture, seed: seed, control: control)
    known.withLock { $0[architecture] = rank }
    return rank
  }
}
