import SingularLearning
import Testing

/// Misuse stops the program with a message instead of a GMP abort or a wrong result.
@Suite struct TrapTests {
  private func expectMessage(
    _ result: ExitTest.Result?, _ message: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let output = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(output.contains(message), sourceLocation: sourceLocation)
  }

  @Test func divisionByZero() async {
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(42) / 0
      }, "division by zero: 42 / 0")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(2).power(64) % 0
      }, "division by zero: 18446744073709551616 / 0")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(5).residue(modulo: 0)
      }, "the modulus of 5 is 0")
  }

  @Test func fractionsWithoutValue() async {
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Rational(1, 0)
      }, "a fraction with denominator 0: 1/0")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Rational(1, 2) / 0
      }, "division by zero: 1/2 / 0")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Rational(0).power(-1)
      }, "division by zero: 0 to the power -1")
  }

  @Test func absurdPowers() async {
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(2).power(-1)
      }, "the exponent must not be negative")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(2).power(.max)
      }, "has more than 2^33 bits")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(10).power(40).power(1 << 40)
      }, "has more than 2^33 bits")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(1).shiftedLeft(by: .max)
      }, "has more than 2^33 bits")
  }

  @Test func rootsWithoutValue() async {
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(-4).squareRootFloor
      }, "-4 is negative")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Integer(4).exactRoot(0)
      }, "the degree of the root must be positive, but it is 0")
  }

  @Test func modularMisuse() async {
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = reconstructRational(1, modulus: 10, numeratorBound: 5, denominatorBound: 1)
      }, "rational reconstruction modulo 10 is not unique")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var random = RandomSource(seed: 1)
        _ = random.next(below: 0)
      }, "a random number below 0 does not exist")
    expectMessage(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let field = try PrimeField(modulus: 5)
        var crt = ChineseRemainder()
        crt.add(1, in: field)
        crt.add(1, in: field)
      }, "the prime 5 was already used")
  }
}
