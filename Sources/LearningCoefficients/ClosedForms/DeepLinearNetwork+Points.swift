import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

extension DeepLinearNetwork {
  /// The pair at given weights W_1, …, W_L: `value(ranks:control:)` for their ranks.
  ///
  /// - Precondition: W_l has shape d_l × d_(l−1); traps otherwise.
  /// - Throws: `ComputationStopped` at a limit.
  public func value(
    at weights: [Matrix<RationalField>], control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> LearningCoefficient {
    require(
      weights.count + 1 == widths.count
        && zip(weights, widths).allSatisfy { $0.columnCount == $1 }
        && zip(weights, widths.dropFirst()).allSatisfy { $0.rowCount == $1 },
      "weights of other shapes than those of widths \(widths)")
    var ranks: [[Int]] = []
    for i in widths.indices {
      var products = [Matrix.identity(ring: RationalField(), size: widths[i])]
      for matrix in weights[i...] {
        try control.checkpoint(operations: matrix.elements.count * widths[i])
        products.append(matrix * products.last!)
      }
      ranks.append(products.map(\.rank))
    }
    return try value(ranks: ranks, control: control)
  }

  /// The pair at weights with given ranks of all products of successive matrices, on which alone it depends, as they
  /// determine the weights up to base changes of all the spaces: λ is half the codimension of the fiber there.
  ///
  /// Let r be the rank of the whole product, e_i = d_i − r, and k_ij = d_i − rank(W_j ⋯ W_(i+1)). Then λ is half of
  /// r(d_0 + d_L) − r² plus the least Σ_l (e_l − n_l)(n_(l−1) − n_l) over all e_0 = n_0 ≥ n_1 ≥ … ≥ n_L = 0
  /// with n_i − n_j ≤ k_ij for i < j. And m is the length of the longest chain n ≤ n′ ≤ n″ ≤ … of different
  /// minimizers such that for all i < j and i ≤ a ≤ b ≤ … ≤ j, with the members of the chain in descending order,
  /// … + (n″_i − n″_a) + (n′_a − n′_b) + (n_b − n_j) ≤ k_ij.
  ///
  /// - **Reduction.** As at the standard point, r(d_0 + d_L) − r² entries of the product are coordinates, and the blocks
  ///   R_l that are left have widths e_i and product 0.
  /// - **Singular values.** Let n_l(τ) be the number of singular values of the product of the first l blocks that exceed
  ///   e^(−τ). The law of a random block does not change under rotations, so that these products are a Markov chain: the
  ///   volume of the blocks with given n(τ) is, up to constant factors, e to the minus ∫ Σ_l (e_l − n_l)(n_(l−1) − n_l) dτ,
  ///   as at each level the first n_(l−1) columns have to have rank n_l. The product is smaller than e^(−t) if
  ///   n_L(τ) = 0 for τ < t. Near the point, and so at all points of which it is a degeneration, the product from i to j
  ///   keeps its rank, whence n_i(τ) − n_j(τ) ≤ k_ij for all τ: the volume is at most that of minimizers
  ///   at all levels, e^(−2λt) times a power of t that is the number of jumps.
  /// - **Attained.** n is the sequence of the ranks from the inputs on for a set of weights of the codimension that is
  ///   minimized; the ranks of its general element are min (e_a − n_a + n_j) over i ≤ a ≤ j. So it has the point in
  ///   its closure if n is as said, because for products of successive matrices ranks decide (Abeasis–Del Fra).
  ///   With jumps, the general limit loses the sums in the condition on chains.
  ///
  /// This is a derivation, not a published theorem, and no answer that is called proven rests on it: its volumes hold up to
  /// constant factors, which are compared with other routes and not bounded. For one hidden layer it is `ReducedRankRegression.value(rankOfA:rankOfB:rankOfProduct:)`; at zero it is the theorem of
  /// Aoyagi that `minimum(rank:)` uses.
  ///
  /// - Parameter ranks: For each space i, from the inputs to the outputs, the ranks of the products that start there:
  ///   d_i, rank W_(i+1), rank W_(i+2) W_(i+1), …; traps if no weights have these ranks.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped` at a limit.
  /// - Complexity: Up to the product of the hidden widths.
  public func value(
    ranks: [[Int]], control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> LearningCoefficient {
    require(admits(ranks: ranks), "no weights of widths \(widths) have products of ranks \(ranks)")
    let last = widths.count - 1
    let r = ranks[0][last]
    let search = RankSequences(
      widths: widths.map { $0 - r },
      kernels: ranks.indices.map { i in ranks[i].map { widths[i] - $0 } })
    let (codimension, minimizers) = try search.minimizers(control: control)
    return LearningCoefficient(
      Rational(Integer(codimension), 2),
      multiplicity: try search.longestChain(minimizers, control: control)
    ).withRegularCoordinates(r * (widths[0] + widths[last] - r))
  }

  /// Whether there are weights with products of these ranks: a sum of intervals of spaces, none of them a negative number
  /// of times.
  private func admits(ranks: [[Int]]) -> Bool {
    guard ranks.count == widths.count,
      ranks.indices.allSatisfy({
        ranks[$0].count == widths.count - $0 && ranks[$0][0] == widths[$0]
      })
    else { return false }
    func rank(_ i: Int, _ j: Int) -> Int { i < 0 || j >= widths.count ? 0 : ranks[i][j - i] }
    return widths.indices.allSatisfy { i in
      (i..<widths.count).allSatisfy { j in
        rank(i, j) - rank(i - 1, j) - rank(i, j + 1) + rank(i - 1, j + 1) >= 0
      }
    }
  }
}

/// Sequences of ranks e_0 = n_0 ≥ n_1 ≥ … ≥ n_L = 0 with n_i − n_j at most the dimension of a kernel.
private struct RankSequences {
  /// e_0, …, e_L.
  let widths: [Int]
  /// k_ij at [i][j − i].
  let kernels: [[Int]]

  /// The least codimension Σ_l (e_l − n_l)(n_(l−1) − n_l), and the sequences that attain it.
  func minimizers(
    control: ComputationControl
  ) throws(ComputationStopped) -> (codimension: Int, sequences: [[Int]]) {
    var least = Int.max
    var attaining: [[Int]] = []
    func extend(_ n: [Int], _ codimension: Int) throws(ComputationStopped) {
      if codimension > least { return }
      let l = n.count
      guard l < widths.count else {
        if codimension < least { (least, attaining) = (codimension, []) }
        attaining.append(n)
        return
      }
      try control.checkpoint(operations: 20 * l)
      let smallest = n.indices.map { n[$0] - kernels[$0][l - $0] }.max()!
      let largest = l == widths.count - 1 ? 0 : min(n[l - 1], widths[l])
      guard max(smallest, 0) <= largest else { return }
      for next in max(smallest, 0)...largest {
        try extend(n + [next], codimension + (widths[l] - next) * (n[l - 1] - next))
      }
    }
    try extend([widths[0]], 0)
    return (least, attaining)
  }

  /// The length of the longest chain of the sequences that a point near the given one can have at successive levels.
  func longestChain(
    _ sequences: [[Int]], control: ComputationControl
  ) throws(ComputationStopped) -> Int {
    let sequences = sequences.sorted { $0.reduce(0, +) < $1.reduce(0, +) }
    let above = sequences.map { n in
      sequences.indices.filter { i in n != sequences[i] && zip(n, sequences[i]).allSatisfy(<=) }
    }
    // The length of the longest chain that begins with a sequence, if all chains are possible.
    var length = sequences.map { _ in 1 }
    for i in sequences.indices.reversed() {
      length[i] = 1 + (above[i].map { length[$0] }.max() ?? 0)
    }
    var longest = 0
    /// Extends a chain with the largest sums of the condition, of n from i to j at [i][j − i], by one of the candidates.
    func extend(
      _ count: Int, _ lost: [[Int]]?, by candidates: [Int]
    ) throws(ComputationStopped) {
      longest = max(longest, count)
      for i in candidates.sorted(by: { length[$0] > length[$1] }) {
        if count + length[i] <= longest { return }
        try control.checkpoint(operations: 20 * widths.count * widths.count * widths.count)
        let next = self.lost(sequences[i], after: lost)
        let isPossible = zip(next, kernels).allSatisfy { zip($0, $1).allSatisfy(<=) }
        if isPossible { try extend(count + 1, next, by: above[i]) }
      }
    }
    try extend(0, nil, by: Array(sequences.indices))
    return longest
  }

  /// The largest n_i − n_a plus the sum for the former members of a chain from a to j, over i ≤ a ≤ j.
  private func lost(_ n: [Int], after former: [[Int]]?) -> [[Int]] {
    n.indices.map { i in
      (i..<n.count).map { j in
        guard let former else { return n[i] - n[j] }
        return (i...j).map { n[i] - n[$0] + former[$0][j - $0] }.max()!
      }
    }
  }
}
