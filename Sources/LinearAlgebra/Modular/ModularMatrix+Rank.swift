import Computation

/// Rows and columns of a matrix that carry its rank: their submatrix is invertible.
public struct RankProfile: Hashable, Sendable {
  /// Row indices, in the order of the columns; which rows are chosen is not specified.
  public let pivotRows: [Int]
  /// Column indices, increasing: the columns that are no combination of the columns before them
  /// (with `stopAt`, the first that many of those).
  public let pivotColumns: [Int]
  /// The number of pivots.
  public var rank: Int { pivotRows.count }
}

extension ModularMatrix {
  /// The rank, or min(rank, `stopAt`) found sooner.
  ///
  /// Elimination overwrites the matrix: a matrix that is not used afterwards is not copied.
  /// - Parameter stopAt: An upper bound of the rank known to the caller, or a rank that suffices.
  /// - Parameter strategy: How to eliminate; `nil` for the tuned choice. No influence on the result.
  /// - Complexity: O(rows · columns · rank), mostly in BLAS; memory for one panel beyond the matrix.
  public consuming func rank(
    stopAt: Int? = nil, strategy: EliminationStrategy? = nil
  ) -> Int {
    rankProfile(stopAt: stopAt, strategy: strategy).rank
  }

  /// `rank(stopAt:strategy:)` under the limits of `control`.
  public consuming func rank(
    stopAt: Int? = nil, strategy: EliminationStrategy? = nil, control: ComputationControl
  ) throws(ComputationStopped) -> Int {
    try rankProfile(stopAt: stopAt, strategy: strategy, control: control).rank
  }

  /// Rows and columns that carry the rank (or `stopAt` of them).
  public consuming func rankProfile(
    stopAt: Int? = nil, strategy: EliminationStrategy? = nil
  ) -> RankProfile {
    do {
      return try eliminate(stopAt: stopAt, strategy: strategy, control: nil)
    } catch {
      contractViolation("elimination stopped without a control: \(error)")
    }
  }

  /// `rankProfile(stopAt:strategy:)` under the limits of `control`.
  public consuming func rankProfile(
    stopAt: Int? = nil, strategy: EliminationStrategy? = nil, control: ComputationControl
  ) throws(ComputationStopped) -> RankProfile {
    try eliminate(stopAt: stopAt, strategy: strategy, control: control)
  }

  private consuming func eliminate(
    stopAt: Int?, strategy: EliminationStrategy?, control: ComputationControl?
  ) throws(ComputationStopped) -> RankProfile {
    let target = min(rowCount, columnCount, max(stopAt ?? .max, 0))
    if target == 0 { return RankProfile(pivotRows: [], pivotColumns: []) }
    _ = FloatingProduct.singleThreaded
    let strategy =
      strategy ?? EliminationStrategy.tuned(rowCount: rowCount, columnCount: columnCount)
    let pivots = try BlockedElimination.pivots(
      overwriting: &elements, rowCount: rowCount, columnCount: columnCount, modulus: modulus,
      target: target, strategy: strategy, control: control)
    return RankProfile(pivotRows: pivots.rows, pivotColumns: pivots.columns)
  }
}
