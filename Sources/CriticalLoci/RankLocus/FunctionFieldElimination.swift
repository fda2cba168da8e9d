import AlgebraicStructures
import Computation
import Ideals
import Polynomials

/// The exact rank of a part over the field of fractions of a local domain.
///
/// Elimination by cross multiplication with the cheapest nonzero entries as pivots; common factors of
/// the entries of a row are divided out, which is allowed as they are not zero in the domain.
struct FunctionFieldElimination<F: GroebnerField> {
  let domain: LocalDomain<F>
  let limits: RankLocusLimits
  let control: ComputationControl

  /// The rows and columns, by position, of a nonvanishing minor whose size is the rank; if the rank is
  /// larger than `bound`, of one of size `bound` + 1.
  func pivots(
    of part: BlockPart<F>, stopAbove bound: Int
  ) throws(ComputationStopped) -> (rows: [Int], columns: [Int]) {
    var entries = part.entries
    var (openRows, openColumns) = (Array(part.rows.indices), Array(part.columns.indices))
    var pivots: (rows: [Int], columns: [Int]) = ([], [])
    while pivots.rows.count <= bound {
      guard let (i, j) = cheapest(entries, openRows, openColumns) else { break }
      pivots.rows.append(i)
      pivots.columns.append(j)
      openRows.removeAll { $0 == i }
      openColumns.removeAll { $0 == j }
      for other in openRows where !entries[other][j].isZero {
        try eliminate(&entries[other], by: entries[i], at: j, openColumns)
      }
    }
    return pivots
  }

  private func cheapest(
    _ entries: [[Polynomial<F>]], _ rows: [Int], _ columns: [Int]
  ) -> (Int, Int)? {
    var best: (Int, Int)?
    var bestCost = Int.max
    let columnTerms = entries.first.map { row in
      row.indices.map { j in rows.reduce(0) { $0 + entries[$1][j].termCount } }
    }
    for i in rows {
      let rowTerms = columns.reduce(0) { $0 + entries[i][$1].termCount }
      for j in columns where !entries[i][j].isZero {
        let terms = entries[i][j].termCount
        let cost = (rowTerms - terms) * ((columnTerms?[j] ?? 0) - terms) + terms * terms
        if cost < bestCost { (best, bestCost) = ((i, j), cost) }
      }
    }
    return best
  }

  /// row ← (pivot · row − entry · pivotRow) / content, without common factors of pivot and entry.
  private func eliminate(
    _ row: inout [Polynomial<F>], by pivotRow: [Polynomial<F>], at column: Int, _ columns: [Int]
  ) throws(ComputationStopped) {
    var pivot = pivotRow[column]
    var factor = row[column]
    let common = try pivot.greatestCommonDivisor(with: factor, control: control)
    if common.constantValue == nil {
      pivot = try pivot.dividedExactly(by: common, control: control) ?? pivot
      factor = try factor.dividedExactly(by: common, control: control) ?? factor
    }
    var content = domain.ring.zero
    for j in columns {
      try control.checkpoint()
      row[j] = try domain.normalForm(pivot * row[j] - factor * pivotRow[j])
      try limits.check(row[j])
      if content.constantValue == nil || content.isZero {
        content = try content.greatestCommonDivisor(with: row[j], control: control)
      }
    }
    if content.constantValue == nil {
      for j in columns {
        row[j] = try row[j].dividedExactly(by: content, control: control) ?? row[j]
      }
    }
    row = domain.ring.coefficients.simplerMultiples(of: row)
  }
}
