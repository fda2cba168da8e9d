import SingularLearning
import Testing

@Suite("Minimal primes under side conditions")
struct SideConditionTests {
  private func random<F: GroebnerField>(
    _ ring: PolynomialRing<F>, _ random: inout RandomSource
  ) -> Polynomial<F> {
    (0..<3).reduce(ring.zero) { sum, _ in
      let exponents = ring.variables.map { _ in random.integer(in: 0...1) }
      return sum
        + ring.monomial(ring.coefficients(random.integer(in: -2...2)), exponents: exponents)
    }
  }

  private func compare<F: GroebnerField>(over field: F, seeds: ClosedRange<UInt64>) throws {
    let ring = try PolynomialRing(coefficients: field, variables: ["x", "y", "z"])
    var count = 0
    for seed in seeds {
      var source = RandomSource(seed: seed)
      let ideal = Ideal(ring: ring, generators: [random(ring, &source) * random(ring, &source)])
      let clauses = (0..<source.integer(in: 0...2)).map { _ in
        (0..<source.integer(in: 1...3)).map { _ in random(ring, &source) }
      }
      let units = (0..<source.integer(in: 0...2)).map { _ in random(ring, &source) }
      let products = clauses.map { $0.reduce(ring.one) { $0 * $1 } }
      var expected = Ideal(ring: ring, generators: ideal.generators + products)
      for unit in units { expected = try expected.saturated(by: unit) }
      let primes = try ideal.minimalPrimes(clauses: clauses, avoiding: units)
      #expect(try Array(primes) == Array(expected.minimalPrimes()), "seed \(seed)")
      count += primes.count
    }
    #expect(count > 10)
  }

  @Test("they are those of the saturated sum with the products")
  func saturation() throws {
    try compare(over: RationalField(), seeds: 1...60)
    try compare(over: PrimeField(modulus: 5), seeds: 1...40)
  }

  @Test("an empty clause and the unit 0 leave nothing; a constant unit changes nothing")
  func degenerate() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let ideal = Ideal(try ring.parse("x*y"))
    #expect(try ideal.minimalPrimes(clauses: [[]], avoiding: []).isEmpty)
    #expect(try ideal.minimalPrimes(clauses: [], avoiding: [ring.zero]).isEmpty)
    #expect(try ideal.minimalPrimes(clauses: [[ring.zero]], avoiding: [ring.one]).count == 2)
  }
}
