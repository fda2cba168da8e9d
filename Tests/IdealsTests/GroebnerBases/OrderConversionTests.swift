import SingularLearning
import Testing

/// Bases converted from one order to another equal those computed in it.
@Suite struct OrderConversionTests {
  static let systems: [ClassicSystem] = [
    .katsura(2), .katsura(3), .katsura(4), .cyclic(3), .cyclic(4), .cyclic(5), .eco(4), .eco(5),
    .eco(6), .noon(3), .reimer(2), .reimer(3),
  ]

  @Test(arguments: systems)
  func modular(system: ClassicSystem) throws {
    let ideal = system.ideal(over: try PrimeField(modulus: 2_147_483_647))
    try check(ideal, [.lexicographic, .degreeLexicographic, .elimination(first: 1)])
  }

  @Test(arguments: systems)
  func rational(system: ClassicSystem) throws {
    try check(system.ideal(over: RationalField()), [.lexicographic])
  }

  private func check(_ ideal: Ideal<PrimeField>, _ orders: [MonomialOrder]) throws {
    let basis = try ideal.groebnerBasis()
    for order in orders {
      let converted = try basis.converted(to: order)
      #expect(try converted.isGroebnerBasis())
      #expect(basis.contains(converted.ideal) && converted.contains(basis.ideal))
      #expect(try converted.converted(to: .degreeReverseLexicographic) == basis)
    }
  }

  private func check(_ ideal: Ideal<RationalField>, _ orders: [MonomialOrder]) throws {
    let basis = try ideal.groebnerBasis()
    for order in orders {
      let converted = try basis.converted(to: order)
      #expect(converted.evidence.isProven)
      #expect(try converted.converted(to: .degreeReverseLexicographic) == basis)
    }
  }

  @Test func trivialIdeals() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    for generators in [[], [ring.one], [ring["x"]], [ring["x"], ring["y"]]] {
      let basis = try Ideal(ring: ring, generators: generators).groebnerBasis()
      let converted = try basis.converted(to: .lexicographic)
      #expect(converted.leadingMonomials == basis.leadingMonomials)
    }
  }
}
