import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Simplifies one part over a local domain by steps that keep its rank at every point, up to the unit
/// pivots taken out.
package struct PartSimplification<F: GroebnerField> {
  package private(set) var part: BlockPart<F>
  /// The rows and columns of the unit pivots, in the order of elimination.
  package private(set) var pivots: (rows: [Int], columns: [Int]) = ([], [])
  private let domain: LocalDomain<F>
  private let limits: RankLocusLimits
  private let control: ComputationControl

  package init(
    part: BlockPart<F>, domain: LocalDomain<F>, limits: RankLocusLimits,
    control: ComputationControl
  ) {
    self.part = part
    self.domain = domain
    self.limits = limits
    self.control = control
  }

  package mutating func run(_ random: inout RandomSource) throws(ComputationStopped) {
    for i in part.entries.indices {
      try control.checkpoint()
      for j in part.entries[i].indices {
        part.entries[i][j] = try domain.reduced(part.entries[i][j])
      }
    }
    repeat {
      part.dropZeros()
      try dropDependentLines(&random)
    } while try eliminateUnits()
    part.dropZeros()
  }

  /// Removes rows, then columns, that others determine at every point.
  private mutating func dropDependentLines(
    _ random: inout RandomSource
  ) throws(ComputationStopped) {
    for _ in 0..<2 {
      try normalizeRows()
      let lines = DependentLines(lines: part.entries, domain: domain, control: control)
      part.keep(rows: try lines.withoutMultiples(&random))
      let rest = DependentLines(lines: part.entries, domain: domain, control: control)
      part.keep(rows: try rest.linearBasis())
      part = part.transposed
    }
  }

  /// Divides every row by its unit factors and makes its coefficients coprime integers (over ℚ).
  private mutating func normalizeRows() throws(ComputationStopped) {
    for i in part.entries.indices {
      for unit in domain.units { try divide(i, by: unit) }
      part.entries[i] = domain.ring.coefficients.simplerMultiples(of: part.entries[i])
    }
  }

  private mutating func divide(
    _ row: Int, by unit: Polynomial<F>
  ) throws(ComputationStopped) {
    while true {
      var quotients: [Polynomial<F>] = []
      var isNonzero = false
      for entry in part.entries[row] {
        if entry.isZero {
          quotients.append(entry)
          continue
        }
        isNonzero = true
        guard entry.constantValue == nil,
          let quotient = try entry.dividedExactly(by: unit, control: control)
        else { return }
        quotients.append(quotient)
      }
      if !isNonzero { return }
      part.entries[row] = quotients
    }
  }

  /// Eliminates with unit entries as pivots as long as there are any.
  ///
  /// - Returns: whether there was one.
  private mutating func eliminateUnits() throws(ComputationStopped) -> Bool {
    var found = false
    while let (i, j) = try cheapestUnit() {
      found = true
      try eliminate(i, j)
    }
    return found
  }

  /// The unit entry whose elimination promises the least work: products of terms off the pivot.
  private func cheapestUnit() throws(ComputationStopped) -> (row: Int, column: Int)? {
    let counts = part.entries.map { $0.map(\.termCount) }
    let rowTerms = counts.map { $0.reduce(0, +) }
    let columnTerms = part.columns.indices.map { j in counts.reduce(0) { $0 + $1[j] } }
    var best: (row: Int, column: Int)?
    var bestCost = Int.max
    for i in part.rows.indices {
      try control.checkpoint()
      for j in part.columns.indices where counts[i][j] > 0 {
        let terms = counts[i][j]
        // A pivot that is no constant multiplies all other rows.
        let entry = part.entries[i][j]
        let isConstant = entry.constantValue != nil
        let cost =
          (rowTerms[i] - terms) * (columnTerms[j] - terms)
          + (isConstant ? 0 : terms * columnTerms.reduce(0, +))
        if cost >= bestCost { continue }
        if isConstant { (best, bestCost) = ((i, j), cost) }
        if !isConstant, try domain.isUnit(entry) { (best, bestCost) = ((i, j), cost) }
      }
    }
    return best
  }

  /// Takes out row i and column j, whose entry is a unit.
  private mutating func eliminate(_ i: Int, _ j: Int) throws(ComputationStopped) {
    pivots.rows.append(part.rows[i])
    pivots.columns.append(part.columns[j])
    let pivotRow = part.entries[i]
    let pivot = pivotRow[j]
    let inverse = pivot.constantValue.flatMap { pivot.ring.coefficients.inverse($0) }
    for other in part.rows.indices where other != i && !part.entries[other][j].isZero {
      try control.checkpoint()
      let factor = inverse.map { part.entries[other][j].scaled(by: $0) } ?? part.entries[other][j]
      for column in part.columns.indices where column != j {
        var entry = part.entries[other][column]
        if inverse == nil { entry = entry * pivot }
        if !pivotRow[column].isZero { entry = entry - factor * pivotRow[column] }
        entry = try domain.normalForm(entry)
        try limits.check(entry)
        part.entries[other][column] = entry
      }
      for unit in domain.units where inverse == nil { try divide(other, by: unit) }
      part.entries[other][j] = pivot.ring.zero
      part.entries[other] = domain.ring.coefficients.simplerMultiples(of: part.entries[other])
    }
    part.keep(rows: part.rows.indices.filter { $0 != i })
    part.keep(columns: part.columns.indices.filter { $0 != j })
  }
}

extension RankLocusLimits {
  /// Throws if a polynomial has too many terms.
  func check<C: Ring>(_ f: Polynomial<C>) throws(ComputationStopped) {
    if f.termCount > termCount {
      throw .sizeLimit(
        what: "the number of terms of a minor", needed: "\(f.termCount)", limit: termCount)
    }
  }
}
