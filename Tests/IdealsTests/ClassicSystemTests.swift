import SingularLearning
import Testing

/// Bases of classic systems equal those of an established program and pass the library's own check.
@Suite struct ClassicSystemTests {
  static let prime: UInt64 = 2_147_483_647

  @Test(arguments: ClassicReference.all)
  func modularBasis(reference: ClassicReference) throws {
    let field = try PrimeField(modulus: Self.prime)
    let basis = try reference.system.ideal(over: field).groebnerBasis()
    #expect(reference.matches(basis))
    #expect(basis.evidence.isProven)
    let leading = basis.leadingIdeal
    #expect(try leading.dimension() == reference.dimension)
    #expect(try leading.hilbertSeries().degree == Integer(reference.degree))
  }

  @Test(arguments: ClassicReference.all.filter { $0.count <= 80 })
  func modularBasisIsCertified(reference: ClassicReference) throws {
    let field = try PrimeField(modulus: Self.prime)
    let ideal = reference.system.ideal(over: field)
    let basis = try ideal.groebnerBasis()
    #expect(try basis.isGroebnerBasis())
    #expect(ideal.generators.allSatisfy { basis.normalForm(of: $0).isZero })
  }

  /// 2³¹ − 1 is lucky for all of these, so the basis over ℚ reduces to the modular one.
  @Test(arguments: ClassicReference.all.filter { $0.count <= 75 })
  func rationalBasis(reference: ClassicReference) throws {
    let basis = try reference.system.ideal(over: RationalField()).groebnerBasis()
    #expect(basis.evidence.isProven)
    let field = try PrimeField(modulus: Self.prime)
    let reduced = try #require(basis.reduced(modulo: field))
    #expect(reference.matches(reduced))
    #expect(try basis.isGroebnerBasis())
  }

  @Test func probabilisticBasisAgreesAndSaysSo() throws {
    let ideal = ClassicSystem.katsura(5).ideal(over: RationalField())
    let fast = try ideal.groebnerBasis(verification: .probabilistic)
    #expect(!fast.evidence.isProven)
    #expect(try fast == ideal.groebnerBasis())
  }
}
