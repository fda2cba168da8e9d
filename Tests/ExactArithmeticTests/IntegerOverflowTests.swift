import AlgebraTestSupport
import SingularLearning
import Testing

/// The inline path against GMP and against 128-bit arithmetic where `Int` begins to overflow.
@Suite struct IntegerOverflowTests {
  /// A value far beyond `Int`, so that adding it forces the GMP path.
  let far = Integer(2).power(300)

  @Test func sumsAndProducts() {
    for a in boundaryInts {
      for b in boundaryInts {
        let (x, y) = (Integer(a), Integer(b))
        #expect(x + y == Integer(Int128(a) + Int128(b)))
        #expect(x - y == Integer(Int128(a) - Int128(b)))
        #expect(x * y == Integer(Int128(a) * Int128(b)))
        #expect(x + y == (x + far) + y - far)
        #expect(x - y == (x + far) - y - far)
        #expect(x * y == (x + far) * y - far * y)
        #expect((x + y).asInt == a.addingOverflowFree(b))
      }
    }
  }

  @Test func inPlaceForms() {
    for a in boundaryInts {
      for b in boundaryInts {
        let (x, y) = (Integer(a), Integer(b))
        for start in [Integer(a), Integer(b) - 1, far, -far, far + 1] {
          var sum = start
          sum += y
          #expect(sum == start + y)
          var difference = start
          difference -= y
          #expect(difference == start - y)
          var product = start
          product *= y
          #expect(product == start * y)
          var total = start
          total.addProduct(x, y)
          #expect(total == start + x * y)
          total.subtractProduct(x, y)
          #expect(total == start)
        }
      }
    }
  }

  @Test func divisionAgreesWithInt128() {
    for a in boundaryInts {
      for b in boundaryInts where b != 0 {
        let (x, y) = (Integer(a), Integer(b))
        #expect(x / y == Integer(Int128(a) / Int128(b)))
        #expect(x % y == Integer(Int128(a) % Int128(b)))
        let (q, r) = x.flooredQuotientAndRemainder(dividingBy: y)
        #expect(q * y + r == x && (r.isZero || r.signum == y.signum) && r.magnitude < y.magnitude)
        #expect((x * y).dividedExactly(by: y) == x)
        #expect(
          Integer.greatestCommonDivisor(x, y)
            == Integer.greatestCommonDivisor(x * far, y * far).dividedExactly(by: far))
      }
    }
  }

  @Test func randomQuotients() {
    var random = RandomSource(seed: 11)
    for _ in 0..<2_000 {
      let a = random.boundaryBiasedInteger(maximumBitCount: 400)
      let b = random.boundaryBiasedInteger(maximumBitCount: 200)
      if b.isZero { continue }
      let (q, r) = a.quotientAndRemainder(dividingBy: b)
      #expect(q * b + r == a && r.magnitude < b.magnitude && r.signum * a.signum >= 0)
      let m = random.next()
      #expect(
        Integer(a.residue(modulo: m))
          == a.flooredQuotientAndRemainder(dividingBy: Integer(m)).remainder)
    }
  }
}

extension Int {
  fileprivate func addingOverflowFree(_ other: Int) -> Int? {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? nil : sum
  }
}
