import SingularLearning
import Testing

@Suite struct EvidenceTests {
  @Test func kindsAndDetails() {
    let proven = Evidence.proven(detail: "rank over ℚ")
    let probable = Evidence.probabilistic(detail: "random point", bound: 1e-9)
    let numerical = Evidence.numerical(detail: "singular values", tolerance: 1e-12)
    #expect([proven, probable, numerical].map(\.kind) == ["proven", "probabilistic", "numerical"])
    #expect([proven, probable, numerical].map(\.isProven) == [true, false, false])
    #expect(probable.detail == "random point")
    #expect(Certified(3, proven) == Certified(3, .proven(detail: "rank over ℚ")))
    #expect(Certified(3, proven) != Certified(3, numerical))
    #expect(Certified(3, proven) != Certified(4, proven))
  }
}
