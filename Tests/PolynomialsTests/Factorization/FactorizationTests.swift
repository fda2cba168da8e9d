import AlgebraTestSupport
import SingularLearning
import Testing

@Suite("Factorisation over the rationals and prime fields")
struct FactorizationTests {
  static func ring<C: Ring>(_ coefficients: C, _ variables: [String] = ["x", "y", "z"]) throws
    -> PolynomialRing<C>
  {
    try PolynomialRing(coefficients: coefficients, variables: variables)
  }

  /// A polynomial with random small coefficients and exponents.
  static func random<C: Ring>(
    _ ring: PolynomialRing<C>, terms: Int, degree: UInt64, _ source: inout RandomSource
  ) -> Polynomial<C> {
    ring.polynomial(
      terms: (0..<terms).map { _ in
        (
          ring.coefficients(Int(source.next(below: 19)) - 9),
          (0..<ring.variableCount).map { _ in Int(source.next(below: degree + 1)) }
        )
      })
  }

  /// Whether the factorisation is what it claims to be, irreducibility aside.
  static func check<C: FactoringField>(_ f: Polynomial<C>, _ result: Factorization<C>) {
    #expect(result.product == f, "the product of \(result) is not \(f)")
    for (i, factor) in result.factors.enumerated() {
      #expect(factor.exponent >= 1 && factor.base.constantValue == nil)
      #expect(factor.base == factor.base.canonicalAssociate)
      if i > 0 { #expect(result.factors[i - 1].base.precedes(factor.base)) }
    }
  }

  @Test("random products over the rationals are taken apart into all their parts")
  func rationalProducts() throws {
    let ring = try Self.ring(RationalField())
    var source = RandomSource(seed: 11)
    for _ in 0..<40 {
      let parts = (0..<3).map { _ in Self.random(ring, terms: 4, degree: 2, &source) }
      let f = (parts[0] * parts[1] * parts[1] * parts[2]).scaled(by: Rational(3, 7))
      let result = try f.factorization()
      Self.check(f, result)
      for part in parts where !f.isZero && part.constantValue == nil {
        // Every part is made of the factors found.
        let own = try part.factorization().factors.map(\.base)
        #expect(own.allSatisfy { base in result.factors.contains { $0.base == base } })
      }
    }
  }

  @Test("random products modulo primes", arguments: [2, 3, 5, 32003, 2_305_843_009_213_693_951])
  func modularProducts(modulus: UInt64) throws {
    let ring = try Self.ring(try PrimeField(modulus: modulus))
    var source = RandomSource(seed: modulus)
    for _ in 0..<25 {
      let parts = (0..<3).map { _ in Self.random(ring, terms: 3, degree: 2, &source) }
      let f = parts[0] * parts[1] * parts[1] * parts[2]
      Self.check(f, try f.factorization())
      let squarefree = try f.squarefreeFactorization()
      #expect(squarefree.product == f)
    }
  }

  @Test("univariate factors over small fields have no divisor", arguments: [2, 3, 5] as [UInt64])
  func exhaustiveIrreducibility(modulus: UInt64) throws {
    let ring = try Self.ring(try PrimeField(modulus: modulus), ["x"])
    var source = RandomSource(seed: 5)
    /// All monic polynomials of a degree.
    func monic(_ degree: Int) -> [Polynomial<PrimeField>] {
      let count = (0..<degree).reduce(1) { product, _ in product * Int(modulus) }
      return (0..<count).map { index in
        var rest = index
        var terms: [(coefficient: UInt64, exponents: [Int])] = [(1, [degree])]
        for e in 0..<degree {
          terms.append((UInt64(rest % Int(modulus)), [e]))
          rest /= Int(modulus)
        }
        return ring.polynomial(terms: terms)
      }
    }
    let divisors = (1...3).flatMap(monic)
    for _ in 0..<30 {
      let f = Self.random(ring, terms: 6, degree: 7, &source)
      for factor in try f.factorization().factors {
        let degree = factor.base.totalDegree ?? 0
        for divisor in divisors where 2 * (divisor.totalDegree ?? 0) <= degree {
          #expect(factor.base.dividedExactly(by: divisor) == nil)
        }
      }
    }
  }

  @Test("polynomials irreducible over the rationals that split modulo every prime")
  func irreducibleButReducibleModuloPrimes() throws {
    let rational = try Self.ring(RationalField())
    for text in ["x^4 + 1", "x^4 - 10*x^2 + 1"] {
      #expect(try rational.parse(text).isIrreducible())
      for modulus: UInt64 in [2, 3, 5, 7, 11, 13, 17, 19, 23, 32003] {
        let modular = try Self.ring(try PrimeField(modulus: modulus))
        #expect(try !modular.parse(text).isIrreducible())
      }
    }
  }

  @Test(
    "known factorisations over the rationals",
    arguments: [
      ("x^4 + 4*y^4", "(x^2 + 2*x*y + 2*y^2)*(x^2 - 2*x*y + 2*y^2)"),
      ("x^2 - 2*y^2", "(x^2 - 2*y^2)"),
      ("-2*x^2 + 2", "-2*(x - 1)*(x + 1)"),
      ("x^2/3 + x*y", "1/3*(x)*(x + 3*y)"),
      ("(x + y + z)^3*(x*y - z)", "(x + y + z)^3*(x*y - z)"),
      ("x^6 - y^6", "(x - y)*(x + y)*(x^2 - x*y + y^2)*(x^2 + x*y + y^2)"),
      ("7", "7"), ("0", "0"),
    ])
  func knownRational(text: String, factors: String) throws {
    let ring = try Self.ring(RationalField())
    let result = try ring.parse(text).factorization()
    Self.check(try ring.parse(text), result)
    // Compared as sets of factors: the order is checked above.
    let expected = try ring.parse(factors)
    #expect(result.product == expected)
    let count = factors.filter { $0 == "(" }.count
    #expect(result.factors.count == count, "\(result)")
  }

  @Test(
    "powers and inseparable polynomials in characteristic p", arguments: [2, 3, 5, 7] as [UInt64])
  func characteristicP(modulus: UInt64) throws {
    let ring = try Self.ring(try PrimeField(modulus: modulus))
    let (x, y, p) = (ring["x"], ring["y"], Int(modulus))
    let power = try (x.power(p) - y.power(p)).factorization()
    #expect(power.factors.count == 1 && power.factors[0].exponent == p)
    #expect(power.factors.first?.base == (x - y).canonicalAssociate)
    // All elements of the field are roots of x^p - x.
    #expect(try (x.power(p) - x).factorization().factors.count == p)
    // Irreducible, although its derivative by x vanishes.
    #expect(try (x.power(p) - y).isIrreducible())
    #expect(try (x.power(p) - y * y.power(p)).isIrreducible())
    #expect(try (x.power(p) - y.power(p)).squarefreePart() == (x - y).canonicalAssociate)
  }

  @Test("a conic that is irreducible only over fields without a third root of unity")
  func splitsOverAnExtension() throws {
    for (modulus, splits): (UInt64, Bool) in [(2, false), (5, false), (7, true), (13, true)] {
      let ring = try Self.ring(try PrimeField(modulus: modulus))
      let f = try ring.parse("x^2 + x*y + y^2")
      #expect(try f.isIrreducible() == !splits)
    }
  }

  @Test("coefficients beyond a machine word")
  func largeCoefficients() throws {
    let ring = try Self.ring(RationalField())
    let large = ring.constant(Rational(Integer(10).power(60) + 7))
    let a = ring["x"] * large + ring["y"]
    let b = ring["x"] - large * ring["z"] + 1
    let result = try (a * b * b).factorization()
    Self.check(a * b * b, result)
    #expect(result.factors.count == 2)
    #expect(try (a * b).greatestCommonDivisor(with: b * b) == b)
  }

  @Test("the canonical factors do not depend on the monomial order of the ring up to sign")
  func monomialOrders() throws {
    let text = "(x - y^2 + z)*(2*y - x^3)*(z^2 + 1)"
    for order: MonomialOrder in [.lexicographic, .degreeLexicographic, .elimination(first: 1)] {
      let ring = try PolynomialRing(
        coefficients: RationalField(), variables: ["x", "y", "z"], order: order)
      let f = try ring.parse(text)
      let result = try f.factorization()
      Self.check(f, result)
      #expect(result.factors.count == 3)
    }
  }

  @Test("greatest common divisors obey their laws")
  func greatestCommonDivisors() throws {
    let ring = try Self.ring(RationalField())
    var source = RandomSource(seed: 3)
    for _ in 0..<30 {
      let common = Self.random(ring, terms: 3, degree: 2, &source)
      let f = common * Self.random(ring, terms: 3, degree: 2, &source)
      let g = common * Self.random(ring, terms: 3, degree: 2, &source)
      let divisor = try f.greatestCommonDivisor(with: g)
      if divisor.isZero {
        #expect(f.isZero && g.isZero)
        continue
      }
      #expect(f.dividedExactly(by: divisor) != nil && g.dividedExactly(by: divisor) != nil)
      #expect(divisor.dividedExactly(by: common.isZero ? ring.one : common) != nil)
      let multiple = try f.leastCommonMultiple(with: g)
      #expect((multiple * divisor).canonicalAssociate == (f * g).canonicalAssociate)
    }
    #expect(try ring.zero.greatestCommonDivisor(with: ring.zero).isZero)
  }

  @Test("inputs beyond the limits are refused before any work")
  func limits() throws {
    let ring = try Self.ring(RationalField())
    let steep = ring["x"].power(1_000_000) - 1
    #expect(throws: ComputationStopped.self) { try steep.factorization() }
    let small = FactorizationLimits(termCount: 3)
    #expect(throws: ComputationStopped.self) {
      try (ring["x"] + ring["y"] + ring["z"] + 1).factorization(limits: small)
    }
    let bits = FactorizationLimits(coefficientBits: 100)
    #expect(throws: ComputationStopped.self) {
      try (ring["x"] + ring.constant(Rational(Integer(2).power(200)))).factorization(limits: bits)
    }
  }
}
