import SingularLearning
import Testing

/// Bases of classic systems and of determinantal ideals equal those of an established program, modulo
/// a prime and over ℚ itself, and pass the library's own check.
@Suite struct ReferenceBasisTests {
  @Test func thereAreEnoughReferences() {
    #expect(BasisCase.all(characteristic: 2_147_483_647).count >= 36)
    #expect(BasisCase.all(characteristic: 0).count >= 30)
    #expect(GroebnerReference.all.count { $0.matrix != nil } >= 10)
  }

  /// The library defines the systems as the reference does.
  @Test func classicSystemsAreTheSame() throws {
    let classic = GroebnerReference.all.filter { $0.classicSystem != nil }
    #expect(classic.count >= 24)
    for reference in classic {
      let system = try #require(reference.classicSystem)
      #expect(try system.ideal(over: RationalField()) == reference.ideal(over: RationalField()))
    }
  }

  @Test(arguments: BasisCase.all(characteristic: 2_147_483_647))
  func modularBasis(entry: BasisCase) throws {
    let ideal = try entry.reference.ideal(
      over: try PrimeField(modulus: entry.basis.characteristic))
    let basis = try ideal.groebnerBasis()
    #expect(Fingerprint.of(basis) == entry.basis.fingerprint)
    #expect(basis.polynomials.count == entry.basis.count)
    #expect(basis.evidence.isProven)
    #expect(try basis.dimension() == entry.basis.dimension)
    #expect(try basis.degree() == Integer(entry.basis.degree))
    #expect(try basis.isGroebnerBasis())
  }

  @Test(arguments: BasisCase.all(characteristic: 0))
  func rationalBasis(entry: BasisCase) throws {
    let basis = try entry.reference.ideal(over: RationalField()).groebnerBasis()
    #expect(Fingerprint.of(basis) == entry.basis.fingerprint)
    #expect(basis.evidence.isProven)
    #expect(try basis.dimension() == entry.basis.dimension)
    #expect(try basis.degree() == Integer(entry.basis.degree))
    #expect(try basis.isGroebnerBasis())
  }

  @Test func probabilisticBasisAgreesAndSaysSo() throws {
    let ideal = ClassicSystem.katsura(5).ideal(over: RationalField())
    var plan = GroebnerPlan(for: ideal)
    plan.verification = .probabilistic
    let fast = try ideal.groebnerBasis(plan: plan)
    #expect(!fast.evidence.isProven)
    #expect(try fast == ideal.groebnerBasis())
  }
}
