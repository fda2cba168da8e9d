import AlgebraicStructures
import LinearAlgebra
import Polynomials

/// Minors by expansion along rows, depth first over the choices of rows.
///
/// For the rows chosen so far all minors of that many columns are kept; one more row makes the next
/// larger minors from them. Choices of rows with a common beginning share its minors.
struct LaplaceExpansion<C: Ring> {
  let matrix: Matrix<PolynomialRing<C>>
  let size: Int
  let control: ComputationControl

  func run(_ collector: inout MinorCollector<C>) throws(ComputationStopped) {
    try extend([[]: matrix.ring.one], rows: 0, from: 0, &collector)
  }

  /// Adds every possible next row to the `rows` rows whose minors are given by sorted columns.
  private func extend(
    _ minors: [[Int]: Polynomial<C>], rows: Int, from start: Int,
    _ collector: inout MinorCollector<C>
  ) throws(ComputationStopped) {
    if rows == size {
      for columns in combinations(matrix.columnCount, size) {
        if let minor = minors[columns] { try collector.add(minor) }
      }
      return
    }
    for row in start...(matrix.rowCount - size + rows) {
      let larger = try expand(minors, by: row)
      // Without nonzero minors every larger one vanishes too.
      if !larger.isEmpty { try extend(larger, rows: rows + 1, from: row + 1, &collector) }
    }
  }

  /// The nonzero minors with one more row below the others.
  private func expand(
    _ minors: [[Int]: Polynomial<C>], by row: Int
  ) throws(ComputationStopped) -> [[Int]: Polynomial<C>] {
    let entries = (0..<matrix.columnCount).map { matrix[row, $0] }
    let negatives = entries.map { -$0 }
    // For every choice of columns the entries of the row and their cofactors.
    var sums: [[Int]: (entries: [Polynomial<C>], cofactors: [Polynomial<C>])] = [:]
    for (columns, minor) in minors {
      for (column, entry) in entries.enumerated() where !entry.isZero {
        if columns.contains(column) { continue }
        let position = columns.firstIndex { $0 > column } ?? columns.count
        var larger = columns
        larger.insert(column, at: position)
        // The sign of the entry in the last row at this position.
        let isPositive = (columns.count - position) % 2 == 0
        sums[larger, default: ([], [])].entries.append(isPositive ? entry : negatives[column])
        sums[larger, default: ([], [])].cofactors.append(minor)
      }
    }
    var result: [[Int]: Polynomial<C>] = [:]
    for (columns, sum) in sums {
      try control.checkpoint()
      let minor =
        sum.entries.count == 1
        ? sum.entries[0] * sum.cofactors[0]
        : matrix.ring.dotProduct(sum.entries.span, sum.cofactors.span)
      if !minor.isZero { result[columns] = minor }
    }
    return result
  }
}
