import SingularLearning
import Testing

/// What the exit status of `verify` rests on.
@Suite struct EqualityVerdictTests {
  @Test("only a proof decides the status")
  func verdicts() {
    let guess = Evidence.probabilistic(detail: "random points", bound: 1e-15)
    let proof = Evidence.proven(detail: "a theorem")
    #expect(EqualityReport.Verdict(holds: false, evidence: proof) == .refuted)
    #expect(EqualityReport.Verdict(holds: true, evidence: proof) == .proven)
    #expect(EqualityReport.Verdict(holds: false, evidence: guess) == .open)
    #expect(EqualityReport.Verdict(holds: true, evidence: guess) == .open)
    #expect(EqualityReport.Verdict(holds: nil, evidence: guess) == .open)
  }
}
