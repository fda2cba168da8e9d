import Computation

/// The matrix of one step: multiples of basis elements, one column per monomial.
///
/// Columns that lead an upper row come first, then the others; both in decreasing monomial order.
final class MacaulayMatrix {
  /// The buffers of the columns; a trace keeps them.
  let arena = WordArena()
  /// Rows with distinct leading columns, in any order.
  var upper: [MatrixRow] = []
  /// Rows to be reduced by the upper ones and by each other.
  var lower: [MatrixRow] = []
  private(set) var columnCount = 0
  private(set) var pivotCount = 0
  /// The monomial of each column, in the symbolic table.
  private(set) var columnMonomials: [UInt32] = []

  /// Sorts the columns and turns the monomials of the rows into columns.
  func assignColumns(symbolic: MonomialTable, keys: MonomialKeys) {
    let count = symbolic.count
    var ids = [UInt32](repeating: 0, count: count)
    for id in 0..<count { ids[id] = UInt32(id) }
    let order = keys.decreasing(symbolic, ids)
    pivotCount = upper.count
    columnCount = count
    columnMonomials = [UInt32](repeating: 0, count: count)
    var column = [UInt32](repeating: 0, count: count)
    var nextPivot = 0
    var nextPlain = pivotCount
    for id in order {
      if symbolic.kinds[id] == MonomialTable.Kind.pivot {
        column[id] = UInt32(nextPivot)
        columnMonomials[nextPivot] = UInt32(id)
        nextPivot += 1
      } else {
        column[id] = UInt32(nextPlain)
        columnMonomials[nextPlain] = UInt32(id)
        nextPlain += 1
      }
    }
    column.withUnsafeBufferPointer { column in
      for row in upper { replace(row, column) }
      for row in lower { replace(row, column) }
    }
  }

  private func replace(_ row: MatrixRow, _ column: UnsafeBufferPointer<UInt32>) {
    for k in 0..<row.length { row.columns[k] = column[Int(row.columns[k])] }
  }
}
