import SingularLearning
import Testing

/// What fields offer to the algorithms on ideals.
@Suite struct GroebnerFieldTests {
  @Test func simplerMultiples() throws {
    let rational = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let f = try ["1/2*x + 2/3*y", "5/6*x*y - 1"].map { try rational.parse($0) }
    let simpler = RationalField().simplerMultiples(of: f)
    #expect(simpler == (try ["3*x + 4*y", "5*x*y - 6"].map { try rational.parse($0) }))
    #expect(RationalField().simplerMultiples(of: [rational.zero]) == [rational.zero])
    let field = try PrimeField(modulus: 7)
    let modular = try PolynomialRing(coefficients: field, variables: ["x", "y"])
    #expect(field.simplerMultiples(of: [2 * modular["x"]]) == [2 * modular["x"]])
  }

  @Test func checksOfBases() throws {
    func check<F: GroebnerField>(_ field: F) throws {
      let basis = try ClassicSystem.katsura(3).ideal(over: field).groebnerBasis()
      #expect(try field.isReducedGroebnerBasis(basis, control: ComputationControl()))
      let part = GroebnerBasis(
        ring: basis.ring, reduced: Array(basis.polynomials.prefix(3)), evidence: basis.evidence)
      #expect(try !field.isReducedGroebnerBasis(part, control: ComputationControl()))
    }
    try check(RationalField())
    try check(PrimeField(modulus: 2_147_483_647))
    try check(PrimeField(modulus: 4_294_967_311))
  }
}
