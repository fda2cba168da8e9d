import Ideals
import Polynomials

/// Rows and columns of minors of one size that do not vanish at a point, light ones first.
///
/// The rows of least total degree that are independent at the point form a basis of least weight of a
/// matroid, which the greedy algorithm finds; then the columns in these rows. Other choices leave out
/// one of the rows or columns.
struct MinorChoice {
  private let values: ResidueValues
  private let size: Int
  private let rowOrder: [Int]
  private let columnOrder: [Int]

  /// For minors of a part with the given values at a point of rank at least `size`.
  init<F: GroebnerField>(_ part: BlockPart<F>, values: ResidueValues, size: Int) {
    self.values = values
    self.size = size
    rowOrder = Self.order(part.entries)
    columnOrder = Self.order(part.transposed.entries)
  }

  /// The positions by increasing degree and number of terms of the lines.
  private static func order<F: GroebnerField>(_ lines: [[Polynomial<F>]]) -> [Int] {
    let weights = lines.map { line in
      (line.compactMap(\.totalDegree).max() ?? 0, line.reduce(0) { $0 + $1.termCount })
    }
    return lines.indices.sorted {
      (weights[$0].0, weights[$0].1, $0) < (weights[$1].0, weights[$1].1, $1)
    }
  }

  /// Up to `count` different choices.
  func choices(_ count: Int) -> [(rows: [Int], columns: [Int])] {
    var result: [(rows: [Int], columns: [Int])] = []
    var seen: Set<[[Int]]> = []
    // Choices whose lines have still to be left out one by one, breadth first.
    var position = 0
    add([], [], &result, &seen)
    while position < result.count && result.count < count {
      let (rows, columns) = result[position]
      position += 1
      for row in rows.reversed() where result.count < count {
        add([row], [], &result, &seen)
      }
      for column in columns.reversed() where result.count < count {
        add([], [column], &result, &seen)
      }
      for row in rows.reversed() {
        for column in columns.reversed() where result.count < count {
          add([row], [column], &result, &seen)
        }
      }
    }
    return result
  }

  private func add(
    _ bannedRows: [Int], _ bannedColumns: [Int], _ result: inout [(rows: [Int], columns: [Int])],
    _ seen: inout Set<[[Int]]>
  ) {
    let columns = columnOrder.filter { !bannedColumns.contains($0) }
    let rows = values.independentRows(
      order: rowOrder.filter { !bannedRows.contains($0) }, columns: columns, size: size)
    guard rows.count == size else { return }
    let chosen = values.independentColumns(order: columns, rows: rows, size: size)
    guard chosen.count == size, seen.insert([rows.sorted(), chosen.sorted()]).inserted else {
      return
    }
    result.append((rows, chosen))
  }
}
