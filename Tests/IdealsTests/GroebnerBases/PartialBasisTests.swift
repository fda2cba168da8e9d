import AlgebraTestSupport
import SingularLearning
import Testing

/// What is left of a stopped Groebner basis lies in the ideal and says how it is known.
@Suite struct PartialBasisTests {
  @Test func moduloPrimes() throws {
    try check(ClassicSystem.katsura(6).ideal(over: PrimeField(modulus: 2_147_483_647)))
    try check(ClassicSystem.katsura(4).ideal(over: PrimeField(modulus: 9_223_372_036_854_775_783)))
  }

  /// Some stop ends the lifting, and leaves elements that are not proven.
  @Test func overTheRationals() throws {
    let ideal = ClassicSystem.katsura(5).ideal(over: RationalField())
    #expect(try check(ideal).contains { !$0.isProven })
  }

  @Test func inOrdersThatNeedAConversion() throws {
    try check(
      ClassicSystem.katsura(4).ideal(
        over: PrimeField(modulus: 2_147_483_647), order: .lexicographic))
    try check(ClassicSystem.katsura(3).ideal(over: RationalField(), order: .lexicographic))
  }

  /// Without time for anything the generators with minimal leading monomials remain.
  @Test func generatorsAreTheLeast() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y"], order: .lexicographic)
    let (x, y) = (ring["x"], ring["y"])
    let control = ComputationControl()
    control.cancel()
    let partial = Ideal(2 * x * y - 1, x * x * y + y, 3 * y * y).partialGroebnerBasis(
      control: control)
    #expect(partial.stopped == .cancelled && partial.evidence.isProven)
    #expect(partial.polynomials == [y * y, x * y - ring.constant(Rational(1, 2))])
  }

  /// - Returns: The evidence of what is left after each stop.
  @discardableResult
  private func check<F: GroebnerField>(_ ideal: Ideal<F>) throws -> [Evidence] {
    let whole = try ideal.groebnerBasis()
    var evidence: [Evidence] = []
    let complete = try checkPartialStops(12, stopped: { $0.stopped }) {
      ideal.partialGroebnerBasis(control: $0)
    } check: { partial in
      evidence.append(partial.evidence)
      #expect(partial.omittedCount == 0 && !partial.polynomials.isEmpty)
      #expect(partial.polynomials.allSatisfy { whole.contains($0) })
      let leads = partial.polynomials.compactMap(\.multidegree)
      #expect(
        MonomialIdeal(variableCount: leads[0].count, generators: leads).generators.count
          == leads.count)
    }
    #expect(complete.evidence.isProven && complete.polynomials == whole.polynomials)
    return evidence
  }
}
