import AlgebraicStructures
import Computation
import Ideals
import Polynomials

/// Rows and columns of a block after simplifications that keep the rank, up to pivots taken out.
package struct BlockPart<F: GroebnerField> {
  /// The index of the block in the problem.
  let block: Int
  /// The block's row of each row.
  package private(set) var rows: [Int]
  /// The block's column of each column.
  private(set) var columns: [Int]
  /// The entries, row by row.
  package var entries: [[Polynomial<F>]]

  package init(block: Int, rows: [Int], columns: [Int], entries: [[Polynomial<F>]]) {
    self.block = block
    self.rows = rows
    self.columns = columns
    self.entries = entries
  }

  /// The largest possible rank.
  var smallerSide: Int { min(rows.count, columns.count) }

  var termCount: Int {
    entries.reduce(0) { $1.reduce($0) { $0 + $1.termCount } }
  }

  /// Keeps the rows at the given positions.
  mutating func keep(rows kept: [Int]) {
    if kept.count == rows.count { return }
    rows = kept.map { rows[$0] }
    entries = kept.map { entries[$0] }
  }

  /// Keeps the columns at the given positions.
  mutating func keep(columns kept: [Int]) {
    if kept.count == columns.count { return }
    columns = kept.map { columns[$0] }
    entries = entries.map { row in kept.map { row[$0] } }
  }

  /// The same with rows and columns exchanged.
  var transposed: BlockPart {
    BlockPart(
      block: block, rows: columns, columns: rows,
      entries: columns.indices.map { j in entries.map { $0[j] } })
  }

  /// Removes zero rows and columns.
  mutating func dropZeros() {
    keep(rows: rows.indices.filter { i in entries[i].contains { !$0.isZero } })
    keep(columns: columns.indices.filter { j in entries.contains { !$0[j].isZero } })
  }

  /// The diagonal blocks: connected components of the graph of rows, columns and nonzero entries.
  ///
  /// There are no zero rows or columns.
  var connectedParts: [BlockPart] {
    var component = [Int?](repeating: nil, count: rows.count)
    var parts: [BlockPart] = []
    for start in rows.indices where component[start] == nil {
      var members: [Int] = []
      var reached = Set<Int>()
      var open = [start]
      component[start] = parts.count
      while let i = open.popLast() {
        members.append(i)
        for j in columns.indices where !entries[i][j].isZero && reached.insert(j).inserted {
          for other in rows.indices where component[other] == nil && !entries[other][j].isZero {
            component[other] = parts.count
            open.append(other)
          }
        }
      }
      var part = self
      part.keep(rows: members.sorted())
      part.keep(columns: reached.sorted())
      parts.append(part)
    }
    return parts
  }
}
