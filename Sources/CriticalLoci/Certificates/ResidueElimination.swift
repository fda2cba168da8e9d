import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Gaussian elimination on the zero set of a basis: entries are kept modulo the ideal, rows are multiplied
/// by the pivots and divided by what vanishes nowhere.
struct ResidueElimination {
  private(set) var entries: [[Polynomial<RationalField>]]
  let zeroSets: ZeroSets
  let basis: GroebnerBasis<RationalField>
  /// Rows and columns not used by pivots.
  private(set) var rows: Set<Int>
  private(set) var columns: Set<Int>
  /// The pivots that may vanish somewhere.
  private(set) var conditions: [Polynomial<RationalField>] = []
  private var divisors: [Polynomial<RationalField>]

  init(
    _ entries: [[Polynomial<RationalField>]], zeroSets: ZeroSets,
    basis: GroebnerBasis<RationalField>
  ) {
    self.entries = entries.map { $0.map { basis.normalForm(of: $0) } }
    self.zeroSets = zeroSets
    self.basis = basis
    rows = Set(entries.indices)
    columns = Set(entries.first?.indices ?? 0..<0)
    divisors = zeroSets.units
  }

  /// Eliminates with pivots in the given rows and columns.
  ///
  /// - Parameter everywhere: Whether pivots have to vanish nowhere; otherwise they are noted.
  /// - Returns: `false` if there are not enough pivots.
  mutating func eliminate(
    rows pivotRows: [Int], columns pivotColumns: [Int], everywhere: Bool
  ) throws(ComputationStopped) -> Bool {
    // The given order first, as it is that of the proof.
    var open = zip(pivotRows, pivotColumns).map { $0 }
    while let (row, column) = open.first {
      if try zeroSets.isPlainUnit(entries[row][column], on: basis) {
        open.removeFirst()
        try eliminate(row, column)
        continue
      }
      guard let (i, j) = try otherPivot(open, everywhere: everywhere) else { return false }
      let pivot = (open[i].0, open[j].1)
      // Row of pair i and column of pair j leave; the others are paired again.
      open[j].1 = open[i].1
      open.remove(at: i)
      try eliminate(pivot.0, pivot.1)
    }
    return true
  }

  /// Eliminates with pivots that are different from zero modulo the ideal, which has to be prime.
  ///
  /// - Returns: The rank over the field of fractions; `nil` if an entry would have more terms than allowed.
  mutating func rank(mostTerms: Int) throws(ComputationStopped) -> Int? {
    var rank = 0
    while true {
      var pivot: (row: Int, column: Int, terms: Int)?
      for i in rows.sorted() {
        for j in columns.sorted() where !entries[i][j].isZero {
          let terms = entries[i][j].constantValue == nil ? entries[i][j].termCount : 0
          if terms > mostTerms { return nil }
          if pivot.map({ terms < $0.terms }) ?? true { pivot = (i, j, terms) }
        }
      }
      guard let pivot else { return rank }
      try eliminate(pivot.row, pivot.column)
      rank += 1
    }
  }

  /// A pivot in the rows and columns of the pairs: one that clearly vanishes nowhere, or one for which
  /// that is found out, or a light one, which is noted.
  private mutating func otherPivot(
    _ open: [(Int, Int)], everywhere: Bool
  ) throws(ComputationStopped) -> (Int, Int)? {
    var candidates: [(row: Int, column: Int, terms: Int)] = []
    for i in open.indices {
      for j in open.indices {
        let entry = entries[open[i].0][open[j].1]
        if entry.isZero { continue }
        if try zeroSets.isPlainUnit(entry, on: basis) { return (i, j) }
        candidates.append((i, j, entry.termCount))
      }
    }
    candidates.sort { ($0.terms, $0.row, $0.column) < ($1.terms, $1.row, $1.column) }
    for (i, j, _) in candidates {
      let entry = entries[open[i].0][open[j].1]
      if !everywhere {
        conditions.append(entry)
        return (i, j)
      }
      if try zeroSets.vanishesNowhere(entry, on: basis) { return (i, j) }
    }
    return nil
  }

  private mutating func eliminate(_ row: Int, _ column: Int) throws(ComputationStopped) {
    rows.remove(row)
    columns.remove(column)
    let pivot = entries[row][column]
    if pivot.constantValue == nil { divisors.append(pivot) }
    let inverse = pivot.constantValue.map { 1 / $0 }
    for other in rows where !entries[other][column].isZero {
      try zeroSets.control.checkpoint()
      let factor = entries[other][column]
      for j in columns {
        var entry = entries[other][j]
        if let inverse {
          if entries[row][j].isZero { continue }
          entry = entry - factor.scaled(by: inverse) * entries[row][j]
        } else {
          entry = pivot * entry - factor * entries[row][j]
        }
        entries[other][j] = basis.normalForm(of: entry)
      }
      entries[other][column] = basis.ring.zero
      if inverse == nil { simplify(other) }
    }
  }

  /// Divides a row by units and pivots.
  private mutating func simplify(_ row: Int) {
    for divisor in divisors {
      while true {
        var quotients: [Int: Polynomial<RationalField>] = [:]
        for j in columns where !entries[row][j].isZero {
          guard entries[row][j].constantValue == nil,
            let quotient = entries[row][j].dividedExactly(by: divisor)
          else { break }
          quotients[j] = quotient
        }
        let count = columns.count { !entries[row][$0].isZero }
        if quotients.count < count || count == 0 { break }
        for (j, quotient) in quotients { entries[row][j] = quotient }
      }
    }
    let scalars = columns.compactMap { entries[row][$0].isZero ? nil : entries[row][$0].content }
    guard let first = scalars.first, first != 1 else { return }
    for j in columns where !entries[row][j].isZero {
      entries[row][j] = entries[row][j].scaled(by: 1 / first)
    }
  }

  /// The determinant of a submatrix in rows and columns beyond the pivots, modulo the ideal.
  func determinant(
    rows: [Int], columns: [Int]
  ) throws(ComputationStopped) -> Polynomial<RationalField> {
    // Minors of the first rows by sets of columns.
    var minors: [Set<Int>: Polynomial<RationalField>] = [[]: basis.ring.one]
    for row in rows {
      var next: [Set<Int>: Polynomial<RationalField>] = [:]
      for (used, minor) in minors {
        try zeroSets.control.checkpoint()
        for (position, column) in columns.enumerated()
        where !used.contains(column) && !entries[row][column].isZero {
          let later = columns[(position + 1)...].count { used.contains($0) }
          let product = minor * entries[row][column]
          next[used.union([column]), default: basis.ring.zero] +=
            later % 2 == 0 ? product : -product
        }
      }
      minors = next.mapValues { basis.normalForm(of: $0) }.filter { !$0.value.isZero }
    }
    return minors[Set(columns)] ?? basis.ring.zero
  }
}
