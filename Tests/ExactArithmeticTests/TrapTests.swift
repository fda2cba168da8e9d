import SingularLearning
import Testing

/// Misuse stops the program with a message instead of a GMP abort or a wrong result.
@Suite struct TrapTests {
  @Test func divisionByZero() async {
    await #expect(processExitsWith: .failure) { _ = Integer(1) / 0 }
    await #expect(processExitsWith: .failure) { _ = Integer(3).power(99) % 0 }
    await #expect(processExitsWith: .failure) { _ = Rational(1, 0) }
    await #expect(processExitsWith: .failure) { _ = Rational(1) / 0 }
    await #expect(processExitsWith: .failure) { _ = Rational(0).power(-1) }
    await #expect(processExitsWith: .failure) { _ = Integer(5).residue(modulo: 0) }
  }

  @Test func theMessageNamesTheOperands() async throws {
    let result = try await #require(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { _ = Integer(42) / 0 }
    let message = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(message.contains("division by zero: 42 / 0"))
  }

  @Test func absurdPowers() async {
    await #expect(processExitsWith: .failure) { _ = Integer(2).power(-1) }
    await #expect(processExitsWith: .failure) { _ = Integer(2).power(.max) }
    await #expect(processExitsWith: .failure) { _ = Integer(10).power(40).power(1 << 40) }
    await #expect(processExitsWith: .failure) { _ = Integer(1).shiftedLeft(by: .max) }
    await #expect(processExitsWith: .failure) { _ = Integer(-4).squareRootFloor }
    await #expect(processExitsWith: .failure) { _ = Integer(4).exactRoot(0) }
  }

  @Test func modularMisuse() async {
    await #expect(processExitsWith: .failure) {
      _ = reconstructRational(1, modulus: 10, numeratorBound: 5, denominatorBound: 1)
    }
    await #expect(processExitsWith: .failure) {
      var random = RandomSource(seed: 1)
      _ = random.next(below: 0)
    }
    await #expect(processExitsWith: .failure) {
      let field = try PrimeField(modulus: 5)
      var crt = ChineseRemainder()
      crt.add(1, in: field)
      crt.add(1, in: field)
    }
  }
}
