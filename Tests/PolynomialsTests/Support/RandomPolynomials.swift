import SingularLearning

/// A random polynomial with at most `termCount` terms, exponents up to `degree` and coefficients
/// drawn from `coefficients`.
func randomPolynomial<C: Ring>(
  _ ring: PolynomialRing<C>, termCount: Int, degree: Int, coefficients: [C.Element],
  using random: inout RandomSource
) -> Polynomial<C> {
  ring.polynomial(
    terms: (0..<termCount).map { _ in
      let exponents = (0..<ring.variableCount).map { _ in random.integer(in: 0...degree) }
      return (coefficients[random.integer(in: 0...coefficients.count - 1)], exponents)
    })
}

/// The product by a dictionary of exponent vectors.
func naiveProduct<C: Ring>(_ f: Polynomial<C>, _ g: Polynomial<C>) -> Polynomial<C> {
  var sums: [[Int]: C.Element] = [:]
  let c = f.ring.coefficients
  for a in f.terms {
    for b in g.terms {
      let exponents = zip(a.exponents, b.exponents).map(+)
      let product = c.multiply(a.coefficient, b.coefficient)
      sums[exponents] = c.add(sums[exponents] ?? c.zero, product)
    }
  }
  return f.ring.polynomial(terms: sums.map { ($0.value, $0.key) })
}

/// A ring in variables x1, …, xn.
func numberedRing<C: Ring>(
  _ coefficients: C, _ count: Int, _ order: MonomialOrder = .degreeReverseLexicographic
) throws -> PolynomialRing<C> {
  try PolynomialRing(
    coefficients: coefficients, variables: (0..<count).map { "x\($0 + 1)" }, order: order)
}

/// One order of every kind for `count` variables.
func allOrders(_ count: Int) -> [MonomialOrder] {
  let weights = (0..<count).map { ($0 * 7 + 3) % 5 }
  return [
    .lexicographic, .degreeLexicographic, .degreeReverseLexicographic,
    .elimination(first: count / 2),
    .block(count: count - count / 3, first: .degreeLexicographic, then: .lexicographic),
    .weighted(weights, then: .degreeReverseLexicographic),
    .weighted(weights, then: .block(count: 1, first: .lexicographic, then: .degreeLexicographic)),
    .block(
      count: count / 2, first: .degreeReverseLexicographic,
      then: .weighted(Array(weights[(count / 2)...]), then: .degreeReverseLexicographic)),
  ]
}

/// The terms are in strictly decreasing order by the definition, and none is zero.
func isNormalized<C: Ring>(_ f: Polynomial<C>) -> Bool {
  let terms = Array(f.terms)
  return zip(terms, terms.dropFirst()).allSatisfy {
    f.ring.order.compare($0.exponents, $1.exponents) > 0
  } && !terms.contains { f.ring.coefficients.isZero($0.coefficient) }
}
