import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Determinants up to sign and nonzero constant factors over a local domain.
///
/// Expansion along rows keeps all minors of the rows done, modulo the relations of the domain: products
/// have a short factor, and no division is needed. Where there would be too many minors, fraction-free
/// elimination takes over.
struct UnsignedDeterminant<F: GroebnerField> {
  let domain: LocalDomain<F>
  let limits: RankLocusLimits
  let control: ComputationControl

  /// The most minors of as many rows for which a determinant is expanded: all those of 12 rows.
  private static var mostMinors: Int { 924 }

  /// A representative of the determinant of a nonempty square matrix.
  func value(of entries: [[Polynomial<F>]]) throws(ComputationStopped) -> Polynomial<F> {
    // Rows with few entries first, so that few minors are not zero.
    let rows = entries.map { domain.ring.coefficients.simplerMultiples(of: $0) }.sorted {
      $0.count { !$0.isZero } < $1.count { !$0.isZero }
    }
    return try isExpandable(rows) ? expanded(rows) : eliminated(rows)
  }

  /// Whether few minors of the first rows can differ from 0.
  private func isExpandable(_ rows: [[Polynomial<F>]]) -> Bool {
    if rows.count > UInt64.bitWidth { return false }
    var sets: Set<UInt64> = [0]
    for row in rows {
      let nonzero = row.indices.filter { !row[$0].isZero }
      var larger: Set<UInt64> = []
      for columns in sets {
        for j in nonzero where columns & (1 << j) == 0 { larger.insert(columns | (1 << j)) }
        if larger.count > Self.mostMinors { return false }
      }
      sets = larger
    }
    return true
  }

  private func expanded(_ rows: [[Polynomial<F>]]) throws(ComputationStopped) -> Polynomial<F> {
    var minors: [UInt64: Polynomial<F>] = [0: domain.ring.one]
    for row in rows {
      var products: [UInt64: (entries: [Polynomial<F>], minors: [Polynomial<F>])] = [:]
      for (columns, minor) in minors {
        for (j, entry) in row.enumerated() where columns & (1 << j) == 0 && !entry.isZero {
          let isOdd = ((columns >> j) >> 1).nonzeroBitCount % 2 == 1
          products[columns | (1 << j), default: ([], [])].entries.append(isOdd ? -entry : entry)
          products[columns | (1 << j), default: ([], [])].minors.append(minor)
        }
      }
      minors = [:]
      for (columns, sum) in products {
        try control.checkpoint()
        let minor = try domain.normalForm(
          domain.ring.dotProduct(sum.entries.span, sum.minors.span))
        try limits.check(minor)
        if !minor.isZero { minors[columns] = minor }
      }
    }
    return minors.values.first ?? domain.ring.zero
  }

  /// Bareiss's elimination over the polynomial ring with the shortest entries as pivots.
  private func eliminated(_ rows: [[Polynomial<F>]]) throws(ComputationStopped) -> Polynomial<F> {
    var rows = rows
    var previous = domain.ring.one
    while rows.count > 1 {
      var best: (row: Int, column: Int)?
      var bestCount = Int.max
      for (i, row) in rows.enumerated() {
        for (j, entry) in row.enumerated() where !entry.isZero && entry.termCount < bestCount {
          (best, bestCount) = ((i, j), entry.termCount)
        }
      }
      guard let (i, j) = best else { return domain.ring.zero }
      let pivotRow = rows.remove(at: i)
      for other in rows.indices {
        let factor = rows[other].remove(at: j)
        for (column, entry) in rows[other].enumerated() {
          try control.checkpoint()
          let across = pivotRow[column < j ? column : column + 1]
          let numerator = pivotRow[j] * entry - factor * across
          guard let quotient = try numerator.dividedExactly(by: previous, control: control) else {
            contractViolation("\(previous) does not divide a multiple of a minor")
          }
          try limits.check(quotient)
          rows[other][column] = quotient
        }
      }
      previous = pivotRow[j]
    }
    return try domain.normalForm(rows[0][0])
  }
}
