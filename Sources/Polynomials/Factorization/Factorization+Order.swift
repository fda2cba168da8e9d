import AlgebraicStructures

extension Polynomial where Coefficients.Element: Comparable {
  /// A total order on the polynomials of one ring, used to list them canonically: by total degree,
  /// number of terms, then the terms from the leading one on (exponents before coefficients).
  public func precedes(_ other: Polynomial) -> Bool {
    let degrees = (totalDegree ?? -1, other.totalDegree ?? -1)
    if degrees.0 != degrees.1 { return degrees.0 < degrees.1 }
    if termCount != other.termCount { return termCount < other.termCount }
    for (a, b) in zip(terms, other.terms) where a.exponents != b.exponents {
      return b.exponents.lexicographicallyPrecedes(a.exponents)
    }
    for (a, b) in zip(coefficients, other.coefficients) where a != b { return a < b }
    return false
  }
}

extension Factorization where Coefficients.Element: Comparable {
  /// The factorisation with the given factors in canonical order.
  init(
    ring: PolynomialRing<Coefficients>, unit: Coefficients.Element, unsorted factors: [Factor]
  ) {
    self.init(
      ring: ring, unit: unit,
      factors: factors.sorted {
        $0.base == $1.base ? $0.exponent < $1.exponent : $0.base.precedes($1.base)
      })
  }
}
