import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct IntegerLawTests {
  @Test func euclideanDomain() {
    checkEuclideanDomainLaws(IntegerRing(), samples: boundaryIntegers) {
      $0.magnitude < $1.magnitude
    }
  }

  @Test func hashing() {
    // Each value made directly, by crossing the boundary and coming back, and from text.
    let large = Integer(10).power(30)
    checkHashingLaws(
      boundaryIntegers.map { [$0, $0 + large - large, Integer($0.description) ?? 0] })
  }

  @Test func comparisonIsTheOrderOfTheDifference() {
    for a in boundaryIntegers {
      for b in boundaryIntegers {
        #expect((a < b) == (a - b).isNegative)
        #expect((a == b) == (a - b).isZero)
      }
    }
  }

  @Test func literalsOfAnySize() {
    let n: Integer = 170_141_183_460_469_231_731_687_303_715_884_105_727
    #expect(n == Integer(2).power(127) - 1)
    #expect(-170_141_183_460_469_231_731_687_303_715_884_105_728 == -Integer(2).power(127))
    #expect((-9_223_372_036_854_775_808 as Integer).asInt == .min)
    #expect((9_223_372_036_854_775_808 as Integer).asInt == nil)
    #expect((-18_446_744_073_709_551_616 as Integer) == -Integer(2).power(64))
  }

  @Test func initializersFromOtherIntegerTypes() {
    #expect(Integer(UInt64.max) == Integer(2).power(64) - 1)
    #expect(Integer(Int128.min) == -Integer(2).power(127))
    #expect(Integer(UInt128.max) == Integer(2).power(128) - 1)
    #expect(Integer(UInt8.max).asInt == 255)
    #expect(Integer(exactly: Int8(-7)) == -7)
  }
}
