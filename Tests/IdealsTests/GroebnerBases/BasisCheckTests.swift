import AlgebraTestSupport
import SingularLearning
import Testing

/// The check of Groebner bases accepts right ones and rejects damaged ones.
@Suite struct BasisCheckTests {
  @Test func rejectsWhatIsNoReducedBasis() throws {
    let ring = try PolynomialRing(
      coefficients: PrimeField(modulus: 101), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    func isBasis(_ f: Polynomial<PrimeField>...) throws -> Bool {
      try Self.isBasis(f, in: ring)
    }
    #expect(try isBasis(x * y - ring.one, x * x - y) == false)
    #expect(try isBasis(x, y) == false)
    #expect(try isBasis(y, x) == true)
    #expect(try isBasis(y, x + y) == false)
    #expect(try isBasis(ring.constant(2) * y) == false)
    #expect(try isBasis(ring.zero) == false)
    #expect(try isBasis() == true)
    #expect(try isBasis(ring.one) == true)
    #expect(try isBasis(ring.one, x) == false)
  }

  /// Without one of its elements a basis passes exactly if it is that of the smaller ideal.
  @Test func rejectsMissingElements() throws {
    for system in [ClassicSystem.katsura(4), .cyclic(5), .eco(6), .noon(3)] {
      try Self.checkMissing(system.ideal(over: PrimeField(modulus: 2_147_483_647)))
    }
    for system in [ClassicSystem.katsura(3), .cyclic(4), .eco(4), .reimer(3)] {
      try Self.checkMissing(system.ideal(over: RationalField()))
      try Self.checkMissing(
        system.ideal(over: PrimeField(modulus: 9_223_372_036_854_775_783)))
    }
  }

  @Test func rejectsChangedElements() throws {
    for system in [ClassicSystem.katsura(5), .cyclic(5), .eco(6), .noon(4), .reimer(4)] {
      try Self.checkChanges(system.ideal(over: PrimeField(modulus: 2_147_483_647)))
    }
    for system in [ClassicSystem.katsura(4), .cyclic(4), .eco(4), .reimer(3)] {
      try Self.checkChanges(system.ideal(over: RationalField()))
      try Self.checkChanges(
        system.ideal(over: PrimeField(modulus: 9_223_372_036_854_775_783)))
    }
  }

  /// On random ideals, in all orders: a random change passes exactly if the result is the reduced basis
  /// that a plain implementation of Buchberger's algorithm finds for the ideal it generates.
  @Test(arguments: GroebnerBasisTests.orders)
  func agreesWithBuchbergersAlgorithm(order: MonomialOrder) throws {
    var random = RandomSource(seed: 9)
    for seed in 0..<10 as Range<UInt64> {
      let ideal = try GroebnerBasisTests.randomIdeal(
        PrimeField(modulus: 101), order: order, seed: seed, generators: 2)
      var elements = try ideal.groebnerBasis().polynomials
      guard !elements.isEmpty else { continue }
      let i = random.integer(in: 0...elements.count - 1)
      switch random.integer(in: 0...2) {
      case 0: elements.remove(at: i)
      case 1: elements[i] = elements[i] + ideal.ring.one
      default: elements[i] = elements[i] + elements[0]
      }
      let damaged = Ideal(ring: ideal.ring, generators: elements)
      let isRight =
        damaged.generators == elements && referenceGroebnerBasis(of: damaged) == elements
      #expect(try Self.isBasis(elements, in: ideal.ring) == isRight, "\(damaged)")
    }
  }

  private static func isBasis<F: GroebnerField>(
    _ elements: [Polynomial<F>], in ring: PolynomialRing<F>
  ) throws -> Bool {
    try GroebnerBasis(ring: ring, reduced: elements, evidence: .proven(detail: "claimed"))
      .isGroebnerBasis()
  }

  private static func checkMissing<F: GroebnerField>(_ ideal: Ideal<F>) throws {
    let basis = try ideal.groebnerBasis()
    var rejected = 0
    for i in basis.polynomials.indices {
      var rest = basis.polynomials
      rest.remove(at: i)
      let smaller = try Ideal(ring: ideal.ring, generators: rest).groebnerBasis().polynomials
      let isRight = smaller == rest
      #expect(try isBasis(rest, in: ideal.ring) == isRight, "\(ideal) without element \(i)")
      if !isRight { rejected += 1 }
    }
    #expect(rejected > 0)
  }

  /// A changed coefficient, a further term, a multiple of another element, a factor: what generates
  /// the same leading ideal but another ideal is no basis, nor is what is not reduced.
  private static func checkChanges<F: GroebnerField>(_ ideal: Ideal<F>) throws {
    let ring = ideal.ring
    let basis = try ideal.groebnerBasis()
    #expect(try basis.isGroebnerBasis())
    var random = RandomSource(seed: 3)
    for _ in 0..<8 {
      // The first elements lead few pairs: the last ones matter in many.
      let i = random.integer(in: basis.polynomials.count / 2...basis.polynomials.count - 1)
      let f = basis.polynomials[i]
      func accepts(_ changed: Polynomial<F>) throws -> Bool {
        var elements = basis.polynomials
        elements[i] = changed
        return try isBasis(elements, in: ring)
      }
      #expect(try accepts(f))
      let terms = Array(f.terms)
      let k = random.integer(in: 1...terms.count - 1)
      let term = ring.monomial(ring.coefficients.one, exponents: terms[k].exponents)
      #expect(try !accepts(f + term), "coefficient \(k) of element \(i) of \(ideal)")
      #expect(try !accepts(f + ring.one), "constant of element \(i) of \(ideal)")
      #expect(try !accepts(f + basis.polynomials[0]))
      #expect(try !accepts(ring.constant(ring.coefficients(2)) * f))
      #expect(try !accepts(ring.variable(0) * f))
    }
  }
}
