import SingularLearning
import Testing

@Suite struct BoundedPowerTests {
  @Test func agreesWithThePower() throws {
    for base in [0, 1, -1, 2, Rational(-3, 7), Rational(1, 10)] as [Rational] {
      for n in [0, 1, 2, 5, 64] { #expect(try base.boundedPower(n) == base.power(n)) }
    }
  }

  /// 1 and −1 have short powers of every exponent; others are refused before they are computed.
  @Test func longPowersAreRefused() throws {
    #expect(try Rational(-1).boundedPower(10_000_000_001) == -1)
    #expect(try Rational.zero.boundedPower(10_000_000_000) == 0)
    for base in [2, Rational(1, 2), Rational(-3, 2)] as [Rational] {
      let error = #expect(throws: ComputationStopped.self) { try base.boundedPower(10_000_000_000) }
      #expect(error?.description.contains("binary digits of an exact power") == true)
    }
  }
}
