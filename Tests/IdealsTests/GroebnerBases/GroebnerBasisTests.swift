import AlgebraTestSupport
import SingularLearning
import Testing

/// Laws of Groebner bases on random ideals, degenerate ideals and unlucky primes.
@Suite struct GroebnerBasisTests {
  static let orders: [MonomialOrder] = [
    .degreeReverseLexicographic, .lexicographic, .degreeLexicographic, .elimination(first: 1),
    .weighted([3, 1, 2], then: .lexicographic),
    .block(count: 2, first: .lexicographic, then: .degreeReverseLexicographic),
  ]

  static func randomIdeal<F: Field>(
    _ field: F, order: MonomialOrder, seed: UInt64, generators: Int = 3, degree: Int = 3,
    coefficientBound: Int = 9
  ) throws -> Ideal<F> {
    let ring = try PolynomialRing(
      coefficients: field, variables: ["x", "y", "z"], order: order)
    var random = RandomSource(seed: seed)
    let polynomials = (0..<generators).map { _ in
      ring.polynomial(
        terms: (0..<random.integer(in: 1...5)).map { _ in
          let c = random.integer(in: -coefficientBound...coefficientBound)
          return (field(c), (0..<3).map { _ in random.integer(in: 0...degree) / 2 })
        })
    }
    return Ideal(ring: ring, generators: polynomials)
  }

  /// The laws of a reduced Groebner basis of an ideal.
  static func check<F: GroebnerField>(_ ideal: Ideal<F>) throws {
    let basis = try ideal.groebnerBasis()
    #expect(try basis.isGroebnerBasis(), "\(ideal)")
    #expect(ideal.generators.allSatisfy { basis.normalForm(of: $0).isZero }, "\(ideal)")
    #expect(basis.polynomials == referenceGroebnerBasis(of: ideal), "\(ideal)")
    // The basis of the basis, and of shuffled multiples, is the same: the ideal did not grow.
    let again = try Ideal(
      ring: ideal.ring, generators: basis.polynomials.reversed() + ideal.generators
    ).groebnerBasis()
    #expect(again == basis, "\(ideal)")
  }

  @Test(arguments: orders)
  func lawsModuloPrimes(order: MonomialOrder) throws {
    for modulus in [2, 3, 101, 2_147_483_647] as [UInt64] {
      for seed in 0..<12 as Range<UInt64> {
        try Self.check(
          Self.randomIdeal(PrimeField(modulus: modulus), order: order, seed: seed))
      }
    }
  }

  @Test(arguments: orders)
  func lawsOverTheRationals(order: MonomialOrder) throws {
    for seed in 0..<12 as Range<UInt64> {
      try Self.check(Self.randomIdeal(RationalField(), order: order, seed: seed))
    }
  }

  /// Two implementations that share no code but the polynomials agree; the ideals are given by the
  /// same integers, so a prime above 2³¹ and one below it see the same problem.
  @Test(arguments: orders)
  func leadingMonomialsAgreeAcrossAlgorithms(order: MonomialOrder) throws {
    for seed in 0..<10 as Range<UInt64> {
      let small = try Self.randomIdeal(
        PrimeField(modulus: 2_147_483_647), order: order, seed: seed)
      let large = try Self.randomIdeal(
        PrimeField(modulus: 9_223_372_036_854_775_783), order: order, seed: seed)
      let basis = try large.groebnerBasis()
      #expect(try basis.isGroebnerBasis())
      #expect(try basis.leadingMonomials == small.groebnerBasis().leadingMonomials)
    }
  }

  @Test func membershipIsProvenBothWays() throws {
    // Every element of the basis is a combination of the generators: compare with the sum of ideals.
    let ideal = try Self.randomIdeal(
      PrimeField(modulus: 101), order: .degreeReverseLexicographic, seed: 5)
    let basis = try ideal.groebnerBasis()
    let large = try Ideal(
      ring: ideal.ring, generators: ideal.generators + basis.polynomials
    ).groebnerBasis()
    #expect(large == basis)
  }

  @Test func degenerateIdeals() throws {
    for modulus in [2, 2_147_483_647, 9_223_372_036_854_775_783] as [UInt64] {
      try Self.checkDegenerate(PrimeField(modulus: modulus))
    }
    try Self.checkDegenerate(RationalField())
  }

  static func checkDegenerate<F: GroebnerField>(_ field: F) throws {
    let ring = try PolynomialRing(coefficients: field, variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let one = ring.one
    func basis(_ f: Polynomial<F>...) throws -> [Polynomial<F>] {
      try Ideal(ring: ring, generators: f).groebnerBasis().polynomials
    }
    #expect(try basis() == [])
    #expect(try basis(ring.zero) == [])
    #expect(try basis(one) == [one])
    #expect(try basis(x, x + one) == [one])
    #expect(try basis(x * y - one, x) == [one])
    #expect(try basis(x, x, x) == [x])
    #expect(try basis(x * x, x * y, x) == [x])
    #expect(try basis(x, y) == [y, x])
    #expect(try basis(x - y, x + y - y - y) == [x - y])

    let line = try PolynomialRing(coefficients: field, variables: ["t"])
    let t = line["t"]
    let (f, g) = ((t - line.one) * t.power(3), (t - line.one) * (t + line.one + t * t))
    #expect(
      try Ideal(ring: line, generators: [f, g]).groebnerBasis().polynomials == [t - line.one])

    let point = try PolynomialRing(coefficients: field, variables: [])
    #expect(try Ideal(ring: point, generators: []).groebnerBasis().polynomials == [])
    #expect(
      try Ideal(ring: point, generators: [point.one]).groebnerBasis().polynomials == [point.one])
  }

  /// Exponents beyond 8, 16 and 32 bits: the lanes widen, or the limit is reported.
  @Test func largeExponents() throws {
    for exponent in [100, 30_000, 1_000_000] {
      let ring = try PolynomialRing(
        coefficients: PrimeField(modulus: 101), variables: ["x", "y"], order: .lexicographic)
      let (x, y) = (ring["x"], ring["y"])
      let ideal = Ideal(ring: ring, generators: [x - y.power(exponent), x * x - y])
      let basis = try ideal.groebnerBasis()
      #expect(basis.leadingMonomials == [[0, 2 * exponent], [1, 0]])
      let rational = try PolynomialRing(
        coefficients: RationalField(), variables: ["x", "y"], order: .lexicographic)
      let (a, b) = (rational["x"], rational["y"])
      let lifted = try Ideal(a - b.power(exponent), a * a - b).groebnerBasis()
      #expect(lifted.leadingMonomials == [[0, 2 * exponent], [1, 0]])
    }
    let ring = try PolynomialRing(
      coefficients: PrimeField(modulus: 101), variables: ["x", "y"], order: .lexicographic)
    let huge = ring["y"].power(2_000_000_000)
    #expect(throws: ComputationStopped.self) {
      try Ideal(ring["x"] - huge, ring["x"] * ring["x"] - ring["y"]).groebnerBasis()
    }
  }

  /// Masks of monomials tell exponents apart up to some bound only.
  @Test(arguments: 1...12) func exponentsBeyondTheMasksOfDivisors(seed: UInt64) throws {
    let ring = try PolynomialRing(
      coefficients: PrimeField(modulus: 32_003), variables: ["x", "y"])
    var random = RandomSource(seed: seed)
    let generators = (0..<4).map { _ -> Polynomial<PrimeField> in
      func monomial() -> Polynomial<PrimeField> {
        ring["x"].power(random.integer(in: 30...70)) * ring["y"].power(random.integer(in: 30...70))
      }
      return monomial() - monomial()
    }
    let ideal = Ideal(ring: ring, generators: generators)
    var plan = GroebnerPlan(for: ideal)
    let basis = try ideal.groebnerBasis(plan: plan)
    plan.engine = .buchberger
    #expect(try ideal.groebnerBasis(plan: plan).polynomials == basis.polynomials)
  }

  @Test func unluckyPrimes() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let p = ring.constant(Rational(2_147_483_647))
    let q = ring.constant(Rational(1, 2_147_483_647))
    // Inconsistent modulo p, a single point over ℚ.
    let point = try Ideal(x + y - 1, x + (p + 1) * y - 2).groebnerBasis()
    #expect(point.polynomials == [y - q, x - 1 + q])
    // Modulo p the second line coincides with the first.
    let origin = try Ideal(x + y, x + (p + 1) * y).groebnerBasis()
    #expect(origin.polynomials == [y, x])
    // A zero at infinity modulo p: x(px − 1).
    let parabola = try Ideal((p * x - 1) * x, y).groebnerBasis()
    #expect(parabola.polynomials == [y, x * x - q * x])
    // The same hidden behind coefficients that do not vanish modulo p.
    let hidden = try Ideal(x * x + y, (p + 1) * x * x - x + y).groebnerBasis()
    #expect(hidden.contains(p * x * x - x))
    #expect(!hidden.contains(x))
  }

  @Test func largeRationalCoefficients() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let big = ring.constant(Rational(Integer(3).power(400), Integer(7).power(300)))
    let basis = try Ideal(x + big * y - 1, x - y).groebnerBasis()
    let value = Rational(
      Integer(7).power(300), Integer(3).power(400) + Integer(7).power(300))
    #expect(basis.polynomials == [y - ring.constant(value), x - ring.constant(value)])
  }

  @Test func limitsStopTheComputation() throws {
    let field = try PrimeField(modulus: 2_147_483_647)
    let ideal = ClassicSystem.katsura(11).ideal(over: field)
    #expect(throws: ComputationStopped.workLimit(steps: 20_000)) {
      try ideal.groebnerBasis(control: ComputationControl(stepLimit: 20_000))
    }
    let cancelled = ComputationControl()
    cancelled.cancel()
    #expect(throws: ComputationStopped.cancelled) {
      try ideal.groebnerBasis(control: cancelled)
    }
    #expect(throws: ComputationStopped.cancelled) {
      try ClassicSystem.katsura(4).ideal(over: RationalField()).groebnerBasis(control: cancelled)
    }
  }
}
