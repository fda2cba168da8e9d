/// The terms of a polynomial as flat buffers, in any order: what crosses the border to FLINT.
struct TermTable<Coefficient: Sendable>: Sendable {
  let variableCount: Int
  /// The coefficients; none is zero.
  var coefficients: [Coefficient] = []
  /// The exponents, `variableCount` for each term.
  var exponents: [UInt] = []

  init(variableCount: Int) { self.variableCount = variableCount }

  mutating func append(_ coefficient: Coefficient, _ monomial: some Collection<UInt>) {
    coefficients.append(coefficient)
    exponents.append(contentsOf: monomial)
  }

  var termCount: Int { coefficients.count }

  func monomial(_ term: Int) -> ArraySlice<UInt> {
    exponents[term * variableCount..<(term + 1) * variableCount]
  }
}

/// A constant times a product of powers, as FLINT returns it.
struct FactorTable<Coefficient: Sendable>: Sendable {
  var constant: Coefficient
  var factors: [(base: TermTable<Coefficient>, exponent: Int)] = []
}
