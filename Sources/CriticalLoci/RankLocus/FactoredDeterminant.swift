import AlgebraicStructures
import Computation
import Ideals
import Polynomials

/// The zero set of a determinant over a local domain, as a list of irreducible factors.
///
/// Lines with one entry and common factors of lines are split off first.
struct FactoredDeterminant<F: GroebnerField> {
  let domain: LocalDomain<F>
  let limits: RankLocusLimits
  let control: ComputationControl
  /// Factors split off, not factored.
  private var pieces: [Polynomial<F>] = []

  init(domain: LocalDomain<F>, limits: RankLocusLimits, control: ComputationControl) {
    self.domain = domain
    self.limits = limits
    self.control = control
  }

  /// The distinct irreducible factors of the determinant that are no units, in canonical order, or
  /// `nil` if it vanishes on the whole domain.
  mutating func factors(
    of entries: [[Polynomial<F>]]
  ) throws(ComputationStopped) -> [Polynomial<F>]? {
    guard let representatives = try representatives(of: entries) else { return nil }
    var factors: Set<Polynomial<F>> = []
    for f in representatives { factors.formUnion(try domain.factors(of: f)) }
    return factors.sorted { $0.precedes($1) }
  }

  /// Polynomials whose product is the determinant up to sign, reduced, or `nil` if it is 0 in the
  /// domain.
  mutating func representatives(
    of entries: [[Polynomial<F>]]
  ) throws(ComputationStopped) -> [Polynomial<F>]? {
    pieces = []
    let determinant = UnsignedDeterminant(domain: domain, limits: limits, control: control)
    var rest = entries
    while try splitLine(&rest) { try control.checkpoint() }
    try splitContents(&rest)
    if !rest.isEmpty { pieces.append(try determinant.value(of: rest)) }
    for index in pieces.indices { pieces[index] = try domain.normalForm(pieces[index]) }
    return pieces.contains(where: \.isZero) ? nil : pieces
  }

  /// Expands along a row or column with at most one nonzero entry.
  private mutating func splitLine(_ rest: inout [[Polynomial<F>]]) throws(ComputationStopped)
    -> Bool
  {
    for _ in 0..<2 {
      for (i, row) in rest.enumerated() {
        let nonzero = row.indices.filter { !row[$0].isZero }
        if nonzero.count > 1 { continue }
        guard let j = nonzero.first else {
          pieces.append(domain.ring.zero)
          rest = []
          return false
        }
        pieces.append(row[j])
        rest.remove(at: i)
        for other in rest.indices { rest[other].remove(at: j) }
        return true
      }
      rest = Self.transposed(rest)
    }
    return false
  }

  /// Divides rows and columns by the greatest common divisors of their entries.
  private mutating func splitContents(
    _ rest: inout [[Polynomial<F>]]
  ) throws(ComputationStopped) {
    for _ in 0..<2 {
      for i in rest.indices {
        try control.checkpoint()
        var content = domain.ring.zero
        for entry in rest[i].sorted(by: { $0.termCount < $1.termCount }) where !entry.isZero {
          content = try content.greatestCommonDivisor(with: entry, control: control)
          if content.constantValue != nil { break }
        }
        if content.constantValue != nil { continue }
        pieces.append(content)
        for j in rest[i].indices {
          guard let quotient = try rest[i][j].dividedExactly(by: content, control: control) else {
            contractViolation("\(content) does not divide \(rest[i][j])")
          }
          rest[i][j] = quotient
        }
      }
      rest = Self.transposed(rest)
    }
  }

  private static func transposed(_ rows: [[Polynomial<F>]]) -> [[Polynomial<F>]] {
    guard let first = rows.first else { return [] }
    return first.indices.map { j in rows.map { $0[j] } }
  }
}
