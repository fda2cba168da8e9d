import AlgebraicStructures
import Computation

/// A matrix in reduced row echelon form, without its zero rows.
///
/// The first nonzero entry of each row is 1, alone in its column, and moves right from row to row.
/// It is determined by the row space.
public struct ReducedEchelonForm<R: Field>: Hashable, Sendable {
  /// rank × n; the nonzero rows.
  public let matrix: Matrix<R>
  /// The column of the leading 1 of each row, increasing.
  public let pivotColumns: [Int]
  /// The number of rows.
  public var rank: Int { pivotColumns.count }

  /// The columns without a leading 1, increasing.
  public var freeColumns: [Int] {
    var isFree = Array(repeating: true, count: matrix.columnCount)
    for j in pivotColumns { isFree[j] = false }
    return isFree.indices.filter { isFree[$0] }
  }

  /// The canonical basis of the kernel: one vector for each free column, with 1 there and 0 in the
  /// other free columns.
  ///
  /// Empty for full column rank.
  public var kernelBasis: [[R.Element]] {
    let ring = matrix.ring
    return freeColumns.map { free in
      var vector = Array(repeating: ring.zero, count: matrix.columnCount)
      vector[free] = ring.one
      for (i, j) in pivotColumns.enumerated() { vector[j] = ring.negate(matrix[i, free]) }
      return vector
    }
  }
}
