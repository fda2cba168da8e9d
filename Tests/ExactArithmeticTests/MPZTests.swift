import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct MPZTests {
  @Test func agreesWithInteger() {
    var random = RandomSource(seed: 4)
    for bits in [20, 40, 62, 63, 64, 130] {
      var sum = MPZ()
      var expected = Integer.zero
      for i in 0..<300 {
        let a = random.boundaryBiasedInteger(maximumBitCount: bits)
        let b = random.boundaryBiasedInteger(maximumBitCount: bits)
        switch i % 5 {
        case 0:
          sum.add(a)
          expected += a
        case 1, 2:
          sum.addProduct(a, b)
          expected += a * b
        case 3:
          sum.subtractProduct(a, b)
          expected -= a * b
        default:
          if i % 50 == 4 {
            sum.multiply(by: a)
            expected *= a
          }
        }
        #expect(sum.value == expected)
      }
    }
  }

  @Test func settingForgetsTheOldValue() {
    for start in boundaryIntegers {
      for n in boundaryIntegers {
        var sum = MPZ(start)
        sum.addProduct(n, n)
        #expect(sum.value == start + n * n)
        sum.set(n)
        #expect(sum.value == n)
        sum.subtractProduct(n, 1)
        #expect(sum.value.isZero)
      }
    }
  }
}
