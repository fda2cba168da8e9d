import AlgebraicStructures
import Computation
import ExactArithmetic

/// The kernel of an integer matrix over ℚ from its pivots modulo a prime.
struct KernelLifting {
  let rows: PrimitiveRows
  let profile: RankProfile
  let prime: UInt32

  /// The canonical kernel basis, every vector checked against every row, or `nil` if the pivots
  /// modulo the prime are not those over ℚ.
  func kernel(control: ComputationControl) throws(ComputationStopped) -> [[Rational]]? {
    let pivotSet = Set(profile.pivotColumns)
    let freeColumns = (0..<rows.columnCount).filter { !pivotSet.contains($0) }
    if freeColumns.isEmpty { return [] }
    var found: [Int: [Rational]] = [:]
    var open = freeColumns
    let pivotRows = profile.pivotRows.map { rows.rows[$0] }
    try control.checkpoint(operations: profile.rank * profile.rank * profile.rank / 2)
    guard
      var solver = PadicSolver(
        left: pivotRows.flatMap { row in profile.pivotColumns.map { row[$0] } },
        right: pivotRows.flatMap { row in open.map { row[$0] } },
        size: profile.rank, columns: open.count, prime: prime)
    else { contractViolation("the pivot submatrix is singular modulo \(prime)") }
    // With this many digits the reconstruction is exact (Cramer, Hadamard); often far fewer do.
    let largest = (2 * rows.minorBitBound(rows: profile.pivotRows) + Self.margin) / 29 + 2
    var next = 2
    while !open.isEmpty {
      while solver.history.count < min(next, largest) {
        try control.checkpoint(operations: solver.operationsPerStep)
        solver.step()
      }
      let modulus = Integer(Int(prime)).power(solver.history.count)
      var rest: [Int] = []
      for (index, free) in open.enumerated() {
        let digits = solver.history.count
        try control.checkpoint(
          operations: digits
            * (profile.rank * (16 + digits / 4) + rows.rows.count * profile.rank / 2))
        if let vector = vector(free, from: solver, column: index, modulus: modulus) {
          found[free] = vector
        } else {
          rest.append(index)
        }
      }
      if !rest.isEmpty, solver.history.count >= largest { return nil }
      if rest.count < open.count { solver.keepColumns(rest) }
      open = rest.map { open[$0] }
      next += max(next / 2, 1)
    }
    // A pivot column that over ℚ depends on columns before it would show here: then the basis is
    // not the canonical one, and the prime is bad though the rank is right.
    let isCanonical = freeColumns.allSatisfy { free in
      (found[free] ?? []).dropFirst(free + 1).allSatisfy(\.isZero)
    }
    return isCanonical ? freeColumns.compactMap { found[$0] } : nil
  }

  /// Bits beyond what a common denominator needs, so that a chance agreement is unlikely.
  private static let margin = 32

  /// The kernel vector of a free column, if the digits so far determine one that the rows confirm.
  private func vector(
    _ free: Int, from solver: PadicSolver, column: Int, modulus: Integer
  ) -> [Rational]? {
    var denominator = Integer.one
    var numerators: [Integer] = []
    for row in 0..<profile.rank {
      let residue = symmetric(denominator * solver.value(row: row, column: column), modulus)
      if residue.bitCount + denominator.bitCount + Self.margin < modulus.bitCount {
        numerators.append(residue)
        continue
      }
      guard let quotient = reconstructRational(residue, modulus: modulus) else { return nil }
      if !quotient.isInteger {
        denominator = denominator * quotient.denominator
        numerators = numerators.map { $0 * quotient.denominator }
      }
      numerators.append(quotient.numerator)
    }
    // S x = b for the free column's b, so (x, −1) is the candidate; scaled by the denominator.
    guard rows.annihilate(numerators + [-denominator], at: profile.pivotColumns + [free]) else {
      return nil
    }
    var vector = [Rational](repeating: .zero, count: rows.columnCount)
    vector[free] = .one
    for (j, numerator) in zip(profile.pivotColumns, numerators) {
      vector[j] = Rational(-numerator, denominator)
    }
    return vector
  }

  private func symmetric(_ n: Integer, _ modulus: Integer) -> Integer {
    let residue = n.flooredQuotientAndRemainder(dividingBy: modulus).remainder
    return residue + residue > modulus ? residue - modulus : residue
  }
}
