import AlgebraicStructures
import Computation

/// A product under construction: one term in the open, times a polynomial if there was one.
struct ParsedProduct<C: Ring> {
  var coefficient: C.Element
  /// The variables of the term with their exponents: a term of a ring with thousands of variables has few.
  private(set) var exponents: [(variable: Int, exponent: Int)] = []
  var factor: Polynomial<C>?
  /// A bound on the number of digits of the coefficients.
  var digits = 0

  init(ring: PolynomialRing<C>) {
    coefficient = ring.coefficients.one
  }

  var termCount: Int { factor?.termCount ?? 1 }

  mutating func negate(in ring: PolynomialRing<C>) {
    coefficient = ring.coefficients.negate(coefficient)
  }

  /// Multiplies by a polynomial; `false` if an exponent would be too large.
  mutating func multiply(by f: Polynomial<C>, in ring: PolynomialRing<C>) -> Bool {
    if f.isZero { coefficient = ring.coefficients.zero }
    guard f.termCount == 1 else { return multiply(bySum: f, in: ring) }
    let term = f.term(0)
    coefficient = ring.coefficients.multiply(coefficient, term.coefficient)
    for (i, e) in term.exponents.enumerated() where e > 0 {
      if !raise(i, by: e) { return false }
    }
    return fits()
  }

  /// Multiplies by a power of a variable; `false` if its exponent would be too large.
  mutating func multiply(byVariable variable: Int, exponent: Int) -> Bool {
    raise(variable, by: exponent) && fits()
  }

  private mutating func raise(_ variable: Int, by e: Int) -> Bool {
    if e == 0 { return true }
    guard let place = exponents.firstIndex(where: { $0.variable == variable }) else {
      exponents.append((variable, e))
      return e <= ExponentLayout.largestExponent
    }
    exponents[place].exponent += e
    return exponents[place].exponent <= ExponentLayout.largestExponent
  }

  /// The exponents of all variables.
  func exponents(of ring: PolynomialRing<C>) -> [Int] {
    var all = [Int](repeating: 0, count: ring.variableCount)
    for (variable, exponent) in exponents { all[variable] = exponent }
    return all
  }

  private mutating func multiply(bySum f: Polynomial<C>, in ring: PolynomialRing<C>) -> Bool {
    guard let factor else {
      self.factor = f
      return fits()
    }
    let degrees = zip(factor.degrees ?? [], f.degrees ?? []).map(+)
    if degrees.contains(where: { $0 > ExponentLayout.largestExponent }) { return false }
    self.factor = factor * f
    return fits()
  }

  /// Whether the exponents of the term and of the polynomial together are in range.
  private func fits() -> Bool {
    guard let degrees = factor?.degrees else { return true }
    return !exponents.contains {
      $0.exponent + degrees[$0.variable] > ExponentLayout.largestExponent
    }
  }

  /// The quotient by a constant, if it exists.
  func divided(by c: C.Element, in ring: PolynomialRing<C>) -> ParsedProduct? {
    var result = self
    if let quotient = ring.coefficients.dividedExactly(coefficient, by: c) {
      result.coefficient = quotient
      return result
    }
    // Over a ring that is no field the divisor may be shared between term and polynomial.
    guard let whole = polynomial(in: ring)?.dividedExactly(byScalar: c) else { return nil }
    result = ParsedProduct(ring: ring)
    result.digits = digits
    result.factor = whole
    return result
  }

  /// The product if it has a polynomial factor; `nil` if it is the term alone.
  func polynomial(in ring: PolynomialRing<C>) -> Polynomial<C>? {
    factor.map { ring.monomial(coefficient, exponents: exponents(of: ring)) * $0 }
  }
}
