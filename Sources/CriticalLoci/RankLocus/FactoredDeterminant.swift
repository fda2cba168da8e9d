import AlgebraicStructures
import Ideals
import Polynomials

/// The zero set of a determinant over a local domain, as a list of irreducible factors.
///
/// Lines with one entry and common factors of lines are split off first; the rest is expanded along
/// rows with all minors of the rows done kept, modulo the relations of the domain. For the up to a
/// dozen rows that occur this beats fraction-free elimination, whose intermediate minors are multiplied
/// with each other, and needs no division.
struct FactoredDeterminant<F: GroebnerField> {
  let domain: LocalDomain<F>
  let limits: RankLocusLimits
  let control: ComputationControl
  /// Up to this size minors are expanded where there is a choice.
  static var largestExpansion: Int { 10 }
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
    var rest = entries
    while try splitLine(&rest) { try control.checkpoint() }
    try splitContents(&rest)
    if !rest.isEmpty { pieces.append(try expanded(rest)) }
    let representatives = pieces.map(domain.normalForm)
    return representatives.contains(where: \.isZero) ? nil : representatives
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
          content = try content.greatestCommonDivisor(with: entry)
          if content.constantValue != nil { break }
        }
        if content.constantValue != nil { continue }
        pieces.append(content)
        for j in rest[i].indices {
          guard let quotient = rest[i][j].dividedExactly(by: content) else {
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

  /// The determinant, up to sign, of a nonempty matrix by the minors of its first rows.
  private func expanded(_ entries: [[Polynomial<F>]]) throws(ComputationStopped) -> Polynomial<F> {
    require(entries.count < 64, "a determinant of \(entries.count) rows is too large to expand")
    // Rows with few entries first, so that few minors are not zero.
    let rows = entries.map { $0.withCoprimeCoefficients() }.sorted {
      $0.count { !$0.isZero } < $1.count { !$0.isZero }
    }
    var minors: [UInt64: Polynomial<F>] = [0: domain.ring.one]
    for row in rows {
      var products: [UInt64: [(entry: Polynomial<F>, minor: Polynomial<F>)]] = [:]
      for (columns, minor) in minors {
        for (j, entry) in row.enumerated() where columns & (1 << j) == 0 && !entry.isZero {
          let isOdd = (columns >> (j + 1)).nonzeroBitCount % 2 == 1
          products[columns | (1 << j), default: []].append((isOdd ? -entry : entry, minor))
        }
      }
      minors = [:]
      for (columns, sum) in products {
        try control.checkpoint()
        let (left, right) = (sum.map(\.entry), sum.map(\.minor))
        let minor = domain.normalForm(domain.ring.dotProduct(left.span, right.span))
        try limits.check(minor)
        if !minor.isZero { minors[columns] = minor }
      }
    }
    return minors.values.first ?? domain.ring.zero
  }
}
