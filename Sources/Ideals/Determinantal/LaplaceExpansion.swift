import AlgebraicStructures
import Computation
import LinearAlgebra
import Polynomials

/// Minors by expansion along rows, depth first over the choices of rows.
///
/// For the rows chosen so far all minors of that many columns are kept; one more row makes the next
/// larger minors from them. Choices of rows with a common beginning share its minors.
struct LaplaceExpansion<C: Ring> {
  /// Minors of the same rows, by their columns, without zeros.
  private typealias Minors = [(columns: ColumnSet, value: Polynomial<C>)]

  private let ring: PolynomialRing<C>
  private let rowCount: Int
  private let size: Int
  private let control: ComputationControl
  /// The entries that are not zero, by rows, and their negatives.
  private let entries: [[(column: Int, value: Polynomial<C>, negative: Polynomial<C>)]]
  /// The places of the choices of columns among all of them.
  private let places: [ColumnSet: Int]

  init(matrix: Matrix<PolynomialRing<C>>, size: Int, control: ComputationControl) {
    ring = matrix.ring
    rowCount = matrix.rowCount
    self.size = size
    self.control = control
    entries = (0..<matrix.rowCount).map { row in
      (0..<matrix.columnCount).compactMap { column in
        let entry = matrix[row, column]
        return entry.isZero ? nil : (column, entry, -entry)
      }
    }
    var places: [ColumnSet: Int] = [:]
    for (place, columns) in combinations(matrix.columnCount, size).enumerated() {
      places[ColumnSet(columns)] = place
    }
    self.places = places
  }

  func run(_ collector: inout MinorCollector<C>) throws(ComputationStopped) {
    try extend([(ColumnSet(), ring.one)], rows: 0, from: 0, &collector)
  }

  /// Adds every possible next row to the `rows` rows with the given minors.
  private func extend(
    _ minors: Minors, rows: Int, from start: Int, _ collector: inout MinorCollector<C>
  ) throws(ComputationStopped) {
    if rows == size {
      let sorted = minors.sorted { places[$0.columns, default: 0] < places[$1.columns, default: 0] }
      for minor in sorted { try collector.add(minor.value) }
      return
    }
    for row in start...(rowCount - size + rows) {
      let larger = try expand(minors, by: row)
      // Without nonzero minors every larger one vanishes too.
      if !larger.isEmpty { try extend(larger, rows: rows + 1, from: row + 1, &collector) }
    }
  }

  /// The minors with one more row below the others.
  private func expand(_ minors: Minors, by row: Int) throws(ComputationStopped) -> Minors {
    // For every choice of columns the entries of the new row with their cofactors, by position.
    var positions: [ColumnSet: Int] = [:]
    var sums: [(columns: ColumnSet, products: [(entry: Int, cofactor: Int)])] = []
    for (cofactor, minor) in minors.enumerated() {
      for (entry, term) in entries[row].enumerated() where !minor.columns.contains(term.column) {
        var columns = minor.columns
        columns.insert(term.column)
        if let position = positions[columns] {
          sums[position].products.append((entry, cofactor))
        } else {
          positions[columns] = sums.count
          sums.append((columns, [(entry, cofactor)]))
        }
      }
    }
    var result: Minors = []
    result.reserveCapacity(sums.count)
    for (columns, products) in sums {
      let termProducts = products.reduce(0) {
        $0 + entries[row][$1.entry].value.termCount * minors[$1.cofactor].value.termCount
      }
      try control.checkpoint(operations: 8 * termProducts)
      let factors = products.map { product in
        let entry = entries[row][product.entry]
        // The sign of an entry of the last row.
        return columns.count(after: entry.column) % 2 == 0 ? entry.value : entry.negative
      }
      let value: Polynomial<C>
      if products.count == 1 {
        value = factors[0] * minors[products[0].cofactor].value
      } else {
        let cofactors = products.map { minors[$0.cofactor].value }
        value = ring.dotProduct(factors.span, cofactors.span)
      }
      if !value.isZero { result.append((columns, value)) }
    }
    return result
  }
}
