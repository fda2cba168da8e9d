import AlgebraicStructures
import Computation

/// Elimination over a field on an array of rows.
struct GaussianElimination<R: Field> {
  let ring: R

  /// Brings the first `columnCount` columns to reduced echelon form; longer rows are carried along.
  ///
  /// Returns the pivot columns; the rows after that many are zero in those columns.
  func reduce(_ rows: inout [[R.Element]], columnCount: Int) -> [Int] {
    var pivots: [Int] = []
    for column in 0..<columnCount where pivots.count < rows.count {
      let top = pivots.count
      guard let found = rows.indices[top...].first(where: { !ring.isZero(rows[$0][column]) })
      else { continue }
      rows.swapAt(top, found)
      normalize(&rows[top], at: column)
      let pivotRow = rows[top]
      for i in rows.indices where i != top {
        subtract(pivotRow, times: rows[i][column], from: &rows[i])
      }
      pivots.append(column)
    }
    return pivots
  }

  /// The determinant of a square matrix by triangulation.
  func determinant(_ rows: inout [[R.Element]]) -> R.Element {
    var result = ring.one
    for column in rows.indices {
      guard let found = rows.indices[column...].first(where: { !ring.isZero(rows[$0][column]) })
      else { return ring.zero }
      if found != column {
        rows.swapAt(column, found)
        result = ring.negate(result)
      }
      result = ring.multiply(result, rows[column][column])
      normalize(&rows[column], at: column)
      let pivotRow = rows[column]
      for i in rows.indices[(column + 1)...] {
        subtract(pivotRow, times: rows[i][column], from: &rows[i])
      }
    }
    return result
  }

  /// Divides `row` by its entry at `column`, from there on.
  private func normalize(_ row: inout [R.Element], at column: Int) {
    guard let inverse = ring.inverse(row[column]) else {
      contractViolation("elimination: \(ring.describe(row[column])) has no inverse in \(ring)")
    }
    for j in column..<row.count where !ring.isZero(row[j]) {
      row[j] = ring.multiply(row[j], inverse)
    }
  }

  /// row −= factor · pivotRow.
  private func subtract(
    _ pivotRow: [R.Element], times factor: R.Element, from row: inout [R.Element]
  ) {
    if ring.isZero(factor) { return }
    var target = row.mutableSpan
    ring.addMultiple(of: pivotRow.span, by: ring.negate(factor), to: &target)
  }
}
