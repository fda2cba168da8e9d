import AlgebraicStructures
import CKernels
import Computation

/// Gauss–Jordan elimination on words, one row operation per entry to clear.
///
/// Without blocking, so meant for matrices of some hundred rows.
enum GaussJordan {
  /// Brings the first `pivotColumns` columns of the row-major matrix to reduced echelon form and
  /// returns the columns of the leading ones; the other columns are carried along.
  static func reduce(
    _ elements: inout [UInt32], rowCount: Int, columnCount: Int, pivotColumns limit: Int,
    modulus: UInt32
  ) -> [Int] {
    let isa = InstructionSet.available.rawValue
    var pivots: [Int] = []
    elements.withUnsafeMutableBufferPointer { words in
      guard let base = words.baseAddress else { return }
      for column in 0..<limit where pivots.count < rowCount {
        let top = pivots.count
        let candidates = top..<rowCount
        guard let found = candidates.first(where: { base[$0 * columnCount + column] != 0 })
        else { continue }
        let pivotRow = base + top * columnCount
        if found != top {
          for j in column..<columnCount {
            words.swapAt(top * columnCount + j, found * columnCount + j)
          }
        }
        let inverse = slt_inverse(pivotRow[column], modulus)
        require(inverse != 0, "elimination: the modulus \(modulus) is not prime")
        slt_scale(isa, pivotRow + column, columnCount - column, inverse, modulus)
        for i in 0..<rowCount where i != top {
          let row = base + i * columnCount
          if row[column] == 0 { continue }
          slt_add_multiple(
            isa, row + column, pivotRow + column, columnCount - column, modulus - row[column],
            modulus)
        }
        pivots.append(column)
      }
    }
    return pivots
  }
}
