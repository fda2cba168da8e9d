import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct RingDefaultsTests {
  /// ℤ/12: not a domain, with only the required operations.
  struct Clock: Ring {
    var zero: Int { 0 }
    var one: Int { 1 }
    var characteristic: UInt64 { 12 }
    func add(_ a: Int, _ b: Int) -> Int { (a + b) % 12 }
    func negate(_ a: Int) -> Int { (12 - a) % 12 }
    func multiply(_ a: Int, _ b: Int) -> Int { a * b % 12 }
    func callAsFunction(_ n: Int) -> Int { (n % 12 + 12) % 12 }
    func inverse(_ a: Int) -> Int? { (0..<12).first { a * $0 % 12 == 1 } }
    func dividedExactly(_ a: Int, by b: Int) -> Int? {
      let quotients = (0..<12).filter { $0 * b % 12 == a }
      return quotients.count == 1 ? quotients[0] : nil
    }
  }

  @Test func defaultsSufficeForARing() { checkRingLaws(Clock(), samples: Array(0..<12)) }

  @Test func powersBySquaring() {
    let ring = Clock()
    for a in 0..<12 {
      var expected = 1
      for n in 0..<20 {
        #expect(ring.power(a, n) == expected)
        expected = expected * a % 12
      }
    }
  }

  @Test func largeIntegersByHorner() {
    // 2⁶⁴ = 4 and 2¹²⁸ = 4 modulo 12.
    #expect(Clock().image(magnitude: [0, 1], isNegative: false) == 4)
    #expect(Clock().image(magnitude: [5, 0, 1], isNegative: true) == 3)
  }

  @Test func spansOfUnequalLengthTrap() async {
    await #expect(processExitsWith: .failure) {
      let (a, b) = ([1, 2], [1])
      _ = Clock().dotProduct(a.span, b.span)
    }
    await #expect(processExitsWith: .failure) { _ = Clock().power(2, -1) }
  }

  @Test func homomorphisms() {
    let reduction = RingHomomorphism(from: IntegerRing(), to: Clock()) { Clock().image(of: $0) }
    checkHomomorphismLaws(reduction, samples: boundaryIntegers)
    checkHomomorphismLaws(.identity(of: Clock()), samples: Array(0..<12))
  }
}
