import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct IntegerFunctionTests {
  @Test func extendedGreatestCommonDivisor() {
    for a in boundaryIntegers {
      for b in boundaryIntegers {
        let (g, s, t) = Integer.extendedGreatestCommonDivisor(a, b)
        #expect(g == s * a + t * b)
        #expect(g == Integer.greatestCommonDivisor(a, b))
        let multiple = Integer.leastCommonMultiple(a, b)
        #expect(multiple * g == (a * b).magnitude)
      }
    }
  }

  @Test func modularInverses() {
    let m = Integer(2).power(89) - 1
    for a in boundaryIntegers {
      guard let inverse = a.inverse(modulo: m) else {
        #expect(!Integer.greatestCommonDivisor(a, m).isOne)
        continue
      }
      #expect((a * inverse - 1).dividedExactly(by: m) != nil)
      #expect(!inverse.isNegative && inverse < m)
    }
    #expect(Integer(5).inverse(modulo: 1) == 0)
    #expect(Integer(4).inverse(modulo: 6) == nil)
  }

  @Test func powersAndRoots() {
    for a in boundaryIntegers {
      #expect(a.power(0) == 1)
      for n in 1...7 {
        let power = a.power(n)
        #expect(power == a * a.power(n - 1))
        #expect(power.exactRoot(n) == (n % 2 == 0 ? a.magnitude : a))
        if a.magnitude > 1 && n > 1 {
          #expect((power + 1).exactRoot(n) == nil)
        }
      }
      let root = (a * a + a.magnitude).squareRootFloor
      #expect(root == a.magnitude)
    }
    #expect(Integer(-1).power(.max) == -1)
    #expect(Integer(-4).exactRoot(2) == nil)
  }

  @Test func shiftsArePowersOfTwo() {
    for a in boundaryIntegers {
      for n in [0, 1, 62, 63, 64, 65, 200] {
        let scale = Integer(2).power(n)
        #expect(a.shiftedLeft(by: n) == a * scale)
        #expect(a.shiftedRight(by: n) == a.flooredQuotientAndRemainder(dividingBy: scale).quotient)
      }
    }
  }

  @Test func wordsAndBitCounts() {
    for a in boundaryIntegers {
      #expect(Integer(magnitudeWords: a.magnitudeWords, isNegative: a.isNegative) == a)
      #expect(a.magnitudeWords.last != 0)
      let size = a.magnitude
      #expect(size < Integer(2).power(a.bitCount))
      #expect(a.isZero || size >= Integer(2).power(a.bitCount - 1))
      #expect(a.isOdd == ((a % 2).magnitude == 1))
      if !a.isZero {
        let odd = a.dividedExactly(by: Integer(2).power(a.trailingZeroBitCount))
        #expect(odd?.isOdd == true)
      }
    }
    #expect(Integer(0).bitCount == 0 && Integer(0).magnitudeWords.isEmpty)
    #expect(Integer(magnitudeWords: [7, 0, 0], isNegative: true) == -7)
  }

  @Test func exactQuotients() {
    for a in boundaryIntegers {
      #expect(a.dividedExactly(by: 0) == nil)
      for b in boundaryIntegers where !b.isZero {
        #expect((a * b).dividedExactly(by: b) == a)
        if b.magnitude > 1 { #expect((a * b + 1).dividedExactly(by: b) == nil) }
      }
    }
  }
}
