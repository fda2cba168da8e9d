import SingularLearning
import Testing

/// A plan decides about the work and not about the basis.
@Suite struct GroebnerPlanTests {
  private static let orders: [MonomialOrder] = [
    .lexicographic, .degreeReverseLexicographic,
    .block(count: 1, first: .degreeLexicographic, then: .lexicographic),
  ]

  private func ideal<F: GroebnerField>(
    over field: F, _ generators: [String], order: MonomialOrder
  ) throws -> Ideal<F> {
    let ring = try PolynomialRing(coefficients: field, variables: ["x", "y", "z"], order: order)
    return Ideal(ring: ring, generators: try generators.map { try ring.parse($0) })
  }

  /// A curve, points, and the whole ring.
  private static let systems = [
    ["x*y - z^2", "x^2*z - y^3"],
    ["x^2 + y + z - 1", "x + y^2 + z - 1", "x + y + z^2 - 1"],
    ["x^3 - 2", "x*y - 1", "y^3 + z", "z - 5"],
  ]

  private func variants<F: GroebnerField>(of ideal: Ideal<F>) -> [GroebnerPlan] {
    let chosen = GroebnerPlan(for: ideal)
    return [
      { $0.engine = .buchberger }, { $0.workingOrder = .degreeReverseLexicographic },
      { $0.workingOrder = ideal.ring.order }, { $0.conversionLimit = 1 }, { $0.exponentBits = 32 },
      { $0.homogenisation = .always }, { $0.primeBound = 1 << 20 },
    ].map { (change: (inout GroebnerPlan) -> Void) in
      var plan = chosen
      change(&plan)
      return plan
    }
  }

  private func check<F: GroebnerField>(over field: F) throws {
    for generators in Self.systems {
      for order in Self.orders {
        let ideal = try ideal(over: field, generators, order: order)
        let expected = try ideal.groebnerBasis()
        #expect(expected.plan == GroebnerPlan(for: ideal))
        #expect(try expected.isGroebnerBasis())
        for plan in variants(of: ideal) {
          let basis = try ideal.groebnerBasis(plan: plan)
          #expect(basis == expected, "\(plan)")
          #expect(basis.evidence.isProven)
          #expect(basis.plan == plan)
        }
      }
    }
  }

  @Test func everyPlanGivesTheReducedBasisOverTheRationals() throws {
    try check(over: RationalField())
  }

  @Test func everyPlanGivesTheReducedBasisModuloAPrime() throws {
    try check(over: try PrimeField(modulus: 101))
  }

  @Test func theEvidenceFollowsThePlan() throws {
    let ideal = try ideal(
      over: RationalField(), ["x^2*y - 1", "x*y^2 - z"], order: .degreeReverseLexicographic)
    var plan = GroebnerPlan(for: ideal)
    plan.homogenisation = .always
    #expect(try ideal.groebnerBasis(plan: plan).evidence.detail.contains("homogenisation"))
    plan.engine = .buchberger
    #expect(try ideal.groebnerBasis(plan: plan).evidence.detail.contains("Buchberger"))
    plan = GroebnerPlan(for: ideal)
    plan.verification = .probabilistic
    #expect(try !ideal.groebnerBasis(plan: plan).evidence.isProven)
  }

  @Test func pointsStartInADegreeOrderAndLargePrimesByBuchberger() throws {
    let points = Self.systems[1]
    let rational = try ideal(over: RationalField(), points, order: .lexicographic)
    #expect(GroebnerPlan(for: rational).workingOrder == .degreeReverseLexicographic)
    let curve = try ideal(over: RationalField(), Self.systems[0], order: .lexicographic)
    #expect(GroebnerPlan(for: curve).workingOrder == .lexicographic)
    let large = try PrimeField(modulus: 4_294_967_311)
    let modular = try ideal(over: large, points, order: .lexicographic)
    #expect(GroebnerPlan(for: modular).engine == .buchberger)
    #expect(try modular.groebnerBasis().isGroebnerBasis())
  }

  @Test func exponentsThatDoNotFitTheFirstWidthAreFound() throws {
    // x = y^100, y = z^100: the product of the exponents does not fit into eight bits, the exponents do.
    let ideal = try ideal(
      over: try PrimeField(modulus: 101), ["x - y^100", "y - z^100"], order: .lexicographic)
    #expect(GroebnerPlan(for: ideal).exponentBits == 8)
    let basis = try ideal.groebnerBasis(
      order: .block(count: 2, first: .degreeReverseLexicographic, then: .lexicographic))
    #expect(
      basis.leadingMonomials == [[0, 1, 0], [1, 0, 0]]
        || basis.leadingMonomials == [[1, 0, 0], [0, 1, 0]])
    #expect(basis.polynomials.contains { $0.degrees?.max() == 10_000 })
  }
}
