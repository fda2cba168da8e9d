import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Polynomials

/// The blocks of a problem, simplified exactly over a local domain: unit pivots, and parts.
///
/// The rank at a point is the number of pivots plus the ranks of the parts.
struct ReducedBlocks<F: GroebnerField> {
  /// Rows and columns of unit pivots by block, in the order of elimination.
  private(set) var pivots: [Int: (rows: [Int], columns: [Int])] = [:]
  /// Diagonal blocks of the Schur complements, without zero rows and columns.
  private(set) var parts: [BlockPart<F>]

  /// The blocks as they are.
  init(_ problem: RankLocusProblem<F>) {
    parts = problem.blocks.enumerated().map { index, matrix in
      BlockPart(
        block: index, rows: Array(0..<matrix.rowCount), columns: Array(0..<matrix.columnCount),
        entries: matrix.rows)
    }
  }

  /// The number of unit pivots.
  var pivotCount: Int { pivots.values.reduce(0) { $0 + $1.rows.count } }

  /// The minors of the pivots, by block, extended by minors in other rows and columns.
  func minors(with others: [BlockMinor] = []) -> [BlockMinor] {
    var result = pivots
    for minor in others {
      result[minor.block, default: ([], [])].rows += minor.rows
      result[minor.block, default: ([], [])].columns += minor.columns
    }
    return result.keys.sorted().compactMap { block in
      result[block].map { BlockMinor(block: block, rows: $0.rows, columns: $0.columns) }
    }
  }

  /// Moves to a domain of the same or a smaller set and simplifies there.
  mutating func simplify(
    over domain: LocalDomain<F>, limits: RankLocusLimits, random: inout RandomSource,
    control: ComputationControl
  ) throws(ComputationStopped) {
    var finished: [BlockPart<F>] = []
    for part in parts {
      var simplification = PartSimplification(
        part: part, domain: domain, limits: limits, control: control)
      try simplification.run(&random)
      if !simplification.pivots.rows.isEmpty {
        pivots[part.block, default: ([], [])].rows += simplification.pivots.rows
        pivots[part.block, default: ([], [])].columns += simplification.pivots.columns
      }
      finished += simplification.part.connectedParts
    }
    parts = finished
  }
}
