/// The proof that certain charts cover all weights with given ranks of the first and the last matrix.
public struct ChartCover: Hashable, Sendable {
  /// s = rank W₁; the first s rows of W₁ are independent.
  public let inputRank: Int
  /// The neurons of layer L − 1, from 1, whose columns of W_L are a basis of its column space.
  public let pivots: [Int]
  /// The decisions; charts are numbered as in the list of charts, from 0.
  public let decision: ChartDecision
}

/// The proof that the charts of one shape cover all normal forms outside known sets.
public indirect enum ChartDecision: Hashable, Sendable {
  /// All points here lie in the known set of this name, up to permutation.
  case covered(by: String)
  /// The chart with this number.
  case chart(Int)
  /// The points where an entry of the normal form does not vanish, and those where it vanishes together
  /// with all entries to which permutations that preserve the decisions so far can move it.
  case split(entry: String, nonzero: ChartDecision, vanishing: [String], zero: ChartDecision)

  /// The same with other numbers for the charts.
  func renumbered(_ number: (Int) -> Int) -> ChartDecision {
    switch self {
    case .covered: self
    case .chart(let index): .chart(number(index))
    case .split(let entry, let nonzero, let vanishing, let zero):
      .split(
        entry: entry, nonzero: nonzero.renumbered(number), vanishing: vanishing,
        zero: zero.renumbered(number))
    }
  }
}
