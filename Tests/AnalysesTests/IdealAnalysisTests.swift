import SingularLearning
import Testing

/// Ideals are saturated, then variables eliminated, then the questions answered.
@Suite struct IdealAnalysisTests {
  private static func ideal(_ text: String) throws -> Ideal<RationalField> {
    try IdealSpecification(text: text, name: "test").ideal(over: RationalField())
  }

  @Test func questionsAreAnsweredAfterSaturationAndElimination() throws {
    let ideal = try Self.ideal("variables: x, y, z\nx^2*y - x*z, x*(y - 1)")
    let x = try ideal.ring.parse("x")
    let analysis = idealAnalysis(
      of: ideal, saturatedBy: x, eliminating: ["y"], questions: Set(IdealQuestion.allCases))
    #expect(analysis.stop == nil && analysis.given == ideal)
    let ring = try #require(analysis.ideal?.ring)
    #expect(ring.variables == ["x", "z"])
    #expect(analysis.groebnerBasis?.polynomials == [try ring.parse("x - z")])
    #expect(analysis.invariants?.dimension == 1 && analysis.invariants?.codimension == 1)
    #expect(analysis.primes?.primes.count == 1)
  }

  @Test func everyAnswerHasItsOwnEvidence() throws {
    let ideal = try Self.ideal("x*y - 1, x^2 - y")
    let analysis = idealAnalysis(of: ideal, questions: Set(IdealQuestion.allCases))
    let (basis, primes) = (try #require(analysis.groebnerBasis), try #require(analysis.primes))
    #expect(analysis.invariants?.evidence.detail.hasPrefix("Hilbert series of a ") == true)
    #expect(!basis.evidence.detail.hasPrefix("Hilbert"))
    #expect(primes.evidence.isProven && primes.evidence != basis.evidence)
    // The document of all answers has the evidence of the last one at its top.
    let alone = idealAnalysis(of: ideal, questions: [.minimalPrimes])
    #expect(alone.primes?.evidence == primes.evidence && alone.groebnerBasis == nil)
  }

  @Test func onlyWhatIsAskedIsThere() throws {
    let ideal = try Self.ideal("x*y, x*z")
    let analysis = idealAnalysis(of: ideal, questions: [.minimalPrimes])
    #expect(analysis.groebnerBasis == nil && analysis.invariants == nil)
    #expect(analysis.primes?.primes.map(\.dimension).sorted() == [1, 2])
  }

  @Test func aLimitKeepsWhatIsKnown() throws {
    let control = ComputationControl()
    control.cancel()
    let ideal = try Self.ideal("x^2*y - x, x*y^2 - 1")
    let analysis = idealAnalysis(
      of: ideal, saturatedBy: try ideal.ring.parse("x"), control: control)
    #expect(analysis.stop == .cancelled && analysis.ideal == nil)
  }
}
