import AlgebraTestSupport
import SingularLearning
import Testing

@Suite("Properties of minimal primes")
struct DecompositionPropertyTests {
  /// Checks that the primes cut out the zero set of the ideal, exactly and without redundancy.
  static func check<C: GroebnerField>(_ ideal: Ideal<C>, _ result: MinimalPrimes<C>) throws {
    guard !result.isEmpty else {
      #expect(try ideal.groebnerBasis().isUnit)
      return
    }
    for (i, prime) in result.enumerated() {
      // I ⊆ P for every prime, and no prime in another.
      #expect(prime.basis.contains(ideal))
      for (j, other) in result.enumerated() where i != j {
        #expect(!prime.basis.contains(other.ideal))
      }
      #expect(try prime.ideal.dimension() == prime.dimension)
      #expect(try prime.ideal.degree() == prime.degree)
    }
    // The intersection of the primes lies in the radical.
    let meet = try Ideal<C>.intersection(of: result.map(\.ideal))
    for generator in meet.generators { #expect(try ideal.radicalContains(generator)) }
    #expect(try ideal.dimension() == result.map(\.dimension).max())
    // The radical itself is decomposed alike.
    #expect(try meet.minimalPrimes().primes == result.primes)
  }

  static func random<C: Ring>(
    _ ring: PolynomialRing<C>, terms: Int, _ source: inout RandomSource
  ) -> Polynomial<C> {
    ring.polynomial(
      terms: (0..<terms).map { _ in
        (
          ring.coefficients(Int(source.next(below: 5)) - 2),
          (0..<ring.variableCount).map { _ in Int(source.next(below: 2)) }
        )
      })
  }

  @Test("random ideals over the rationals", arguments: 0..<8)
  func rational(seed: Int) throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
    var source = RandomSource(seed: UInt64(seed) + 100)
    let generators = (0..<2).map { _ in
      Self.random(ring, terms: 3, &source) * Self.random(ring, terms: 2, &source)
    }
    let ideal = Ideal(ring: ring, generators: generators)
    try Self.check(ideal, try ideal.minimalPrimes())
  }

  @Test("random ideals modulo primes, the smallest included", arguments: [2, 3, 5, 7, 101, 32003])
  func modular(modulus: Int) throws {
    let field = try PrimeField(modulus: UInt64(modulus))
    let ring = try PolynomialRing(coefficients: field, variables: ["x", "y", "z"])
    var source = RandomSource(seed: UInt64(modulus))
    for _ in 0..<5 {
      let generators = (0..<2).map { _ in
        Self.random(ring, terms: 3, &source) * Self.random(ring, terms: 3, &source)
      }
      let ideal = Ideal(ring: ring, generators: generators)
      try Self.check(ideal, try ideal.minimalPrimes())
    }
  }

  @Test("points over a small field: every point is found")
  func rationalPoints() throws {
    // All points of the plane over the field with three elements.
    let ring = try PolynomialRing(
      coefficients: try PrimeField(modulus: 3), variables: ["x", "y"])
    let ideal = Ideal(
      ring: ring,
      generators: try ["x^3 - x", "y^3 - y"].map { try ring.parse($0) })
    let result = try ideal.minimalPrimes()
    #expect(result.count == 9 && result.allSatisfy { $0.dimension == 0 && $0.degree == 1 })
    // Points over the extension of degree two: conjugate pairs are one prime of degree two.
    let more = Ideal(
      ring: ring, generators: try ["x^9 - x", "y - x^3"].map { try ring.parse($0) })
    let pairs = try more.minimalPrimes()
    #expect(pairs.count { $0.degree == 1 } == 3 && pairs.count { $0.degree == 2 } == 3)
  }

  @Test("inseparable extensions are primes, or are refused, but never split")
  func inseparable() throws {
    for modulus: UInt64 in [2, 3, 5] {
      let field = try PrimeField(modulus: modulus)
      let ring = try PolynomialRing(coefficients: field, variables: ["u", "v", "x", "y"])
      let p = Int(modulus)
      // Isomorphic to a plane with coordinates x and y.
      let plane = Ideal(
        ring.generators[2].power(p) - ring["u"], ring.generators[3].power(p) - ring["v"])
      let result = try plane.minimalPrimes()
      #expect(result.count == 1 && result[0].dimension == 2)
      try Self.check(plane, result)
      // Over k(u, v) this needs two p-th roots and no single element generates it.
      let roots = Ideal(
        ring["x"].power(p) - ring["u"] * ring["v"].power(p) - ring["u"],
        ring["y"].power(p) - ring["u"].power(2) * ring["v"] - ring["v"])
      do {
        try Self.check(roots, try roots.minimalPrimes())
      } catch ComputationStopped.undecided {
        // An honest refusal.
      }
    }
  }

  @Test("zero ideal, unit ideal and a polynomial ring without variables")
  func degenerate() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let zero = try Ideal(ring: ring, generators: []).minimalPrimes()
    #expect(zero.count == 1 && zero[0].ideal.isZero && zero[0].dimension == 2)
    #expect(try Ideal(ring.one).minimalPrimes().isEmpty)
    let point = try PolynomialRing(coefficients: RationalField(), variables: [])
    #expect(try Ideal(ring: point, generators: []).minimalPrimes().count == 1)
    #expect(try Ideal(point.one).minimalPrimes().isEmpty)
  }

  @Test("the result does not depend on the order of generators or on the monomial order")
  func invariance() throws {
    let names = ["x", "y", "z"]
    let texts = ["x*y*(z - 1)", "(x - y)*(x^2 + y^2 - z)", "z*(x + y)*x"]
    let ring = try PolynomialRing(coefficients: RationalField(), variables: names)
    let expected = try Ideal(
      ring: ring, generators: try texts.map { try ring.parse($0) }
    ).minimalPrimes()
    let reversed = try Ideal(
      ring: ring, generators: try texts.reversed().map { try ring.parse($0) }
    ).minimalPrimes()
    #expect(reversed.primes == expected.primes)
    let lexicographic = ring.changing(order: .lexicographic)
    let other = try Ideal(
      ring: lexicographic, generators: try texts.map { try lexicographic.parse($0) }
    ).minimalPrimes()
    #expect(
      Set(try other.map { try $0.ideal.changing(order: ring.order).groebnerBasis() })
        == Set(expected.map(\.basis)))
  }
}
