import SingularLearning
import Testing

/// What is left of a stopped Groebner basis lies in the ideal and says how it is known.
@Suite struct PartialBasisTests {
  @Test func moduloPrimes() throws {
    let whole = try check(
      ClassicSystem.katsura(7).ideal(over: PrimeField(modulus: 2_147_483_647)),
      limits: [0, 0.002, 0.005])
    #expect(whole.count == 74)
    try check(
      ClassicSystem.katsura(4).ideal(over: PrimeField(modulus: 9_223_372_036_854_775_783)),
      limits: [0, 0.01, 0.05])
  }

  @Test func overTheRationals() throws {
    try check(ClassicSystem.katsura(6).ideal(over: RationalField()), limits: [0, 0.01, 0.03])
    // Several orders of magnitude, so that some limit ends the lifting.
    try check(
      ClassicSystem.katsura(7).ideal(over: RationalField()), limits: [0.01, 0.03, 0.08, 0.2, 0.4])
  }

  @Test func inOrdersThatNeedAConversion() throws {
    try check(
      ClassicSystem.katsura(5).ideal(
        over: PrimeField(modulus: 2_147_483_647), order: .lexicographic),
      limits: [0, 0.001, 0.003])
    try check(
      ClassicSystem.katsura(4).ideal(over: RationalField(), order: .lexicographic),
      limits: [0, 0.01, 0.05])
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

  @discardableResult
  private func check<F: GroebnerField>(
    _ ideal: Ideal<F>, limits: [Double]
  ) throws -> [Polynomial<F>] {
    let whole = try ideal.groebnerBasis()
    let complete = ideal.partialGroebnerBasis(control: ComputationControl())
    #expect(complete.stopped == nil && complete.evidence.isProven)
    #expect(complete.polynomials == whole.polynomials)
    for seconds in limits {
      let control = ComputationControl(timeLimitSeconds: seconds)
      let partial = ideal.partialGroebnerBasis(control: control)
      #expect(partial.polynomials.allSatisfy { whole.contains($0) })
      #expect(!partial.polynomials.isEmpty)
      if partial.stopped == nil {
        #expect(partial.polynomials == whole.polynomials)
      } else {
        #expect(partial.stopped == .timeLimit(seconds: seconds))
      }
      let leads = partial.polynomials.compactMap(\.multidegree)
      #expect(
        MonomialIdeal(variableCount: leads[0].count, generators: leads).generators.count
          == leads.count)
    }
    return whole.polynomials
  }
}
