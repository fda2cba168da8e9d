import AlgebraicStructures
import ExactArithmetic
import Ideals
import Polynomials

/// Elimination of a matrix of polynomials modulo a prime ideal P: the exact generic rank on the zero set
/// of P, and polynomials that can only vanish where the rank is less.
///
/// Rows and columns are divided by the greatest common divisors of their entries, so that the entries of
/// structured matrices stay small.
struct PrimeElimination {
  /// What an elimination finds.
  struct Result {
    /// min(rank over the field of fractions of the quotient by P, `limit`).
    let rank: Int
    /// Irreducible polynomials outside P: at zeros of P where none of them vanishes, the rank of the
    /// matrix is at least `rank`.
    let factors: [Polynomial<RationalField>]
  }

  let basis: GroebnerBasis<RationalField>
  let control: ComputationControl
  private var rows: [[Polynomial<RationalField>]]
  private var rowContents: [[Polynomial<RationalField>]]
  private var columnContents: [[Polynomial<RationalField>]]
  private var columns: [Int]

  /// More terms than this in one entry stop the elimination.
  private static let maximumTerms = 100_000

  init(
    _ matrix: [[Polynomial<RationalField>]], modulo basis: GroebnerBasis<RationalField>,
    control: ComputationControl
  ) throws(ComputationStopped) {
    self.basis = basis
    self.control = control
    rows = []
    for row in matrix {
      var reduced: [Polynomial<RationalField>] = []
      for entry in row {
        try control.checkpoint()
        reduced.append(basis.isZero ? entry : basis.normalForm(of: entry))
      }
      if reduced.contains(where: { !$0.isZero }) { rows.append(reduced) }
    }
    rowContents = rows.map { _ in [] }
    let count = matrix.first?.count ?? 0
    columns = Array(0..<count)
    columnContents = Array(repeating: [], count: count)
  }

  /// Eliminates until `limit` pivots are found or nothing is left.
  ///
  /// - Parameter columnOrder: A preference among columns; `nil` for the cheapest pivots of all.
  mutating func run(limit: Int, columnOrder: [Int]?) throws(ComputationStopped) -> Result {
    var rank = 0
    var factors: [Polynomial<RationalField>] = []
    while rank < limit {
      try removeContents()
      guard let pivot = choosePivot(columnOrder) else { break }
      factors += rowContents[pivot.row] + columnContents[pivot.column]
      factors.append(rows[pivot.row][pivot.column])
      rank += 1
      if rank < limit { try eliminate(pivot.row, pivot.column) }
    }
    var irreducible: [Polynomial<RationalField>] = []
    for factor in Set(factors) where factor.constantValue == nil {
      irreducible += try factor.factorization().factors.map(\.base)
    }
    let distinct = Set(irreducible).sorted {
      ($0.totalDegree ?? 0, $0.termCount, $0.description)
        < ($1.totalDegree ?? 0, $1.termCount, $1.description)
    }
    return Result(rank: rank, factors: distinct)
  }

  private func choosePivot(_ columnOrder: [Int]?) -> (row: Int, column: Int)? {
    var best: (row: Int, column: Int)?
    var bestCost = (Int.max, Int.max)
    for column in columnOrder?.filter({ columns.contains($0) }) ?? columns {
      for row in rows.indices where !rows[row][column].isZero {
        let entry = rows[row][column]
        let cost = (entry.termCount, entry.totalDegree ?? 0)
        if cost < bestCost { (best, bestCost) = ((row, column), cost) }
      }
      if columnOrder != nil && best != nil { return best }
    }
    return best
  }

  private mutating func eliminate(_ pivotRow: Int, _ column: Int) throws(ComputationStopped) {
    let source = rows[pivotRow]
    let pivot = source[column]
    columns.removeAll { $0 == column }
    var next: [[Polynomial<RationalField>]] = []
    var contents: [[Polynomial<RationalField>]] = []
    for (i, row) in rows.enumerated() where i != pivotRow {
      var target = row
      if !row[column].isZero {
        let common = try pivot.greatestCommonDivisor(with: row[column])
        guard let left = pivot.dividedExactly(by: common),
          let right = row[column].dividedExactly(by: common)
        else { contractViolation("a greatest common divisor does not divide") }
        for j in columns {
          try control.checkpoint()
          let value = left * row[j] - right * source[j]
          target[j] = basis.isZero ? value : basis.normalForm(of: value)
          if target[j].termCount > Self.maximumTerms {
            throw .sizeLimit(
              what: "the number of terms in an elimination", needed: "\(target[j].termCount)",
              limit: Self.maximumTerms)
          }
        }
      }
      if columns.contains(where: { !target[$0].isZero }) {
        next.append(target)
        contents.append(rowContents[i])
      }
    }
    rows = next
    rowContents = contents
  }

  private mutating func removeContents() throws(ComputationStopped) {
    for i in rows.indices {
      guard let content = try content(of: columns.map { rows[i][$0] }) else { continue }
      for j in columns { rows[i][j] = try divided(rows[i][j], by: content) }
      if content.constantValue == nil { rowContents[i].append(content) }
    }
    for j in columns {
      guard let content = try content(of: rows.map { $0[j] }), content.constantValue == nil else {
        continue
      }
      for i in rows.indices { rows[i][j] = try divided(rows[i][j], by: content) }
      columnContents[j].append(content)
    }
  }

  /// The greatest common divisor, unless it is 1 or 0.
  private func content(
    of entries: [Polynomial<RationalField>]
  ) throws(ComputationStopped) -> Polynomial<RationalField>? {
    var result: Polynomial<RationalField>?
    for entry in entries.filter({ !$0.isZero }).sorted(by: { $0.termCount < $1.termCount }) {
      try control.checkpoint()
      guard let previous = result else {
        result = entry.primitivePart
        continue
      }
      if previous.constantValue != nil { break }
      result = try previous.greatestCommonDivisor(with: entry)
    }
    guard let result else { return nil }
    if result.constantValue == nil { return result }
    // Numbers alone: keep the entries primitive.
    let scale = entries.filter { !$0.isZero }.map(\.content)
    guard let first = scale.first, scale.allSatisfy({ $0 == first }), first != 1 else { return nil }
    return result.ring.constant(first)
  }

  private func divided(
    _ entry: Polynomial<RationalField>, by content: Polynomial<RationalField>
  ) throws(ComputationStopped) -> Polynomial<RationalField> {
    guard let quotient = entry.dividedExactly(by: content) else {
      contractViolation("a content does not divide")
    }
    // The quotient of a reduced polynomial need not be reduced.
    return basis.isZero ? quotient : basis.normalForm(of: quotient)
  }
}
