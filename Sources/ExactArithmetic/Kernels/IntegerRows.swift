import CGMP

/// Rows of integers of any lengths, one after the other in one buffer.
package final class IntegerRows {
  /// The lengths of the rows.
  package let lengths: [Int]
  private let starts: [Int]
  /// All entries.
  package let values: IntegerBuffer

  /// Rows of zeros.
  package init(lengths: [Int]) {
    self.lengths = lengths
    var starts: [Int] = []
    var total = 0
    for length in lengths {
      starts.append(total)
      total += length
    }
    self.starts = starts
    values = IntegerBuffer(count: total)
  }

  /// The given rows.
  package convenience init(_ rows: [[Integer]]) {
    self.init(lengths: rows.map(\.count))
    for (i, value) in rows.joined().enumerated() { values.set(i, to: value) }
  }

  /// The given rows one after the other; their entries move over, so they must not be used any more.
  package convenience init(joining parts: [IntegerRows]) {
    self.init(lengths: parts.flatMap(\.lengths))
    var position = 0
    for part in parts {
      for i in 0..<part.values.count { __gmpz_swap(values[position + i], part.values[i]) }
      position += part.values.count
    }
  }

  /// Copies of the given rows.
  package func selecting(_ rows: [Int]) -> IntegerRows {
    let result = IntegerRows(lengths: rows.map { lengths[$0] })
    for (i, row) in rows.enumerated() {
      for k in 0..<lengths[row] {
        __gmpz_set(result.values[result.start(i) + k], values[start(row) + k])
      }
    }
    return result
  }

  /// The position of the first entry of a row in `values`.
  package func start(_ row: Int) -> Int { starts[row] }

  /// Whether the rows, divided by their first entries, have the given residues modulo p; `false` if p
  /// divides a first entry.
  package func agree(modulo p: UInt32, with residue: (_ row: Int, _ term: Int) -> UInt32) -> Bool {
    for row in lengths.indices {
      let first = __gmpz_fdiv_ui(values[starts[row]], UInt(p))
      if first == 0 { return false }
      for k in 1..<max(1, lengths[row]) {
        let value = __gmpz_fdiv_ui(values[starts[row] + k], UInt(p))
        if value != first * UInt(residue(row, k)) % UInt(p) { return false }
      }
    }
    return true
  }

  /// The entries of a row divided by the first one.
  package func monicCoefficients(_ row: Int) -> [Rational] {
    let first = values.value(starts[row])
    return (0..<lengths[row]).map { k in
      k == 0 ? .one : Rational(values.value(starts[row] + k), first)
    }
  }
}
