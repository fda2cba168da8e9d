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

  mutating func run(_ collector: inout MinorCollector<C>) throws(ComputationStopped) {
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
    var result: [[Int]: [Polynomial<C>]] = [:]
    for (columns, minor) in minors {
      try control.checkpoint()
      for column in 0..<matrix.columnCount where !columns.contains(column) {
        let entry = matrix[row, column]
        if entry.isZero { continue }
        let position = columns.firstIndex { $0 > column } ?? columns.count
        var larger = columns
        larger.insert(column, at: position)
        // The sign of the entry in the last row at this position.
        let product = entry * minor
        result[larger, default: []].append(
          (columns.count - position) % 2 == 0 ? product : -product)
      }
    }
    return result.compactMapValues { products in
      let sum = products.dropFirst().reduce(products[0]) { $0 + $1 }
      return sum.isZero ? nil : sum
    }
  }
}
