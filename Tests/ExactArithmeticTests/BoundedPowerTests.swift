import SingularLearning
import Testing

@Suite struct BoundedPowerTests {
  /// 1 and −1 have short powers of every exponent; others are refused before they are computed.
  @Test func longPowersAreRefused() throws {
    for base in [0, 1, -1] as [Rational] { try base.requireBoundedPower(10_000_000_001) }
    for base in [2, Rational(1, 2), Rational(-3, 2)] as [Rational] {
      try base.requireBoundedPower(1_000_000)
      let error = #expect(throws: ComputationStopped.self) {
        try base.requireBoundedPower(10_000_000_000)
      }
      #expect(error?.description.contains("binary digits of an exact power") == true)
    }
  }
}
