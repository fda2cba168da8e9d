import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct RationalTests {
  @Test func field() { checkFieldLaws(RationalField(), samples: boundaryRationals) }

  @Test func hashing() {
    checkHashingLaws(
      boundaryRationals.map { q in
        [q, Rational(-6 * q.numerator, -6 * q.denominator), q + Rational(1, 7) - Rational(1, 7)]
      })
  }

  @Test func canonicalForm() {
    var random = RandomSource(seed: 3)
    for _ in 0..<1_000 {
      let a = random.boundaryBiasedInteger(maximumBitCount: 140)
      let b = random.boundaryBiasedInteger(maximumBitCount: 140)
      let c = random.boundaryBiasedInteger(maximumBitCount: 70)
      let d = random.boundaryBiasedInteger(maximumBitCount: 70)
      if b.isZero || d.isZero { continue }
      let x = Rational(a, b)
      let y = Rational(c, d)
      for q in [x, y, x + y, x - y, x * y, -x, x + x, x * x] {
        #expect(q.denominator.signum > 0)
        #expect(Integer.greatestCommonDivisor(q.numerator, q.denominator).isOne)
      }
      #expect(x + y == Rational(a * d + c * b, b * d))
      #expect(x - y == Rational(a * d - c * b, b * d))
      #expect(x * y == Rational(a * c, b * d))
      #expect((x < y) == (x - y).isNegative)
      if !c.isZero { #expect(x / y == Rational(a * d, b * c)) }
    }
  }

  @Test func fieldOfFractionsContainsTheIntegers() {
    checkHomomorphismLaws(
      RingHomomorphism(from: IntegerRing(), to: RationalField()) { Rational($0) },
      samples: boundaryIntegers)
  }

  @Test func powersAndReciprocals() {
    #expect(Rational(-2, 3).power(-3) == Rational(-27, 8))
    #expect(Rational(0).power(0) == 1)
    #expect(Rational(0).reciprocal == nil)
    #expect(Rational(-2, 3).reciprocal == Rational(-3, 2))
    #expect(Rational(Integer(Int.min)).reciprocal == Rational(-1, Integer(2).power(63)))
    #expect(Rational(-2, 3).magnitude == Rational(2, 3))
  }

  @Test func exactRoots() {
    for q in boundaryRationals {
      for n in 1...4 {
        #expect(q.power(n).exactRoot(n) == (n % 2 == 0 ? q.magnitude : q))
      }
    }
    #expect(Rational(-4, 9).exactRoot(2) == nil)
    #expect(Rational(-8, 27).exactRoot(3) == Rational(-2, 3))
    #expect(Rational(1, 2).exactRoot(2) == nil)
  }

  @Test func imagesInRings() throws {
    #expect(IntegerRing().image(of: Rational(3, 2)) == nil)
    #expect(IntegerRing().image(of: Rational(-3)) == -3)
    let field = try PrimeField(modulus: 7)
    #expect(field.image(of: Rational(3, 2)) == 5)
    #expect(field.image(of: Rational(3, 14)) == nil)
    #expect(field.image(of: -Integer(7).power(50) + 1) == 1)
  }
}
