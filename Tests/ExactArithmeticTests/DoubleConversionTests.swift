import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct DoubleConversionTests {
  @Test func integersRoundToNearestEven() {
    let two53 = Integer(2).power(53)
    #expect((two53 + 1).asDouble == 0x1p53)
    #expect((two53 + 3).asDouble == 0x1p53 + 4)
    for exponent in [54, 63, 64, 65, 100, 900] {
      let unit = Integer(2).power(exponent - 52)
      let base = Integer(2).power(exponent)
      let half = unit / 2
      let ulp = base.asDouble.ulp
      #expect((base + half).asDouble == base.asDouble)
      #expect((base + half + 1).asDouble == base.asDouble + ulp || half == 1)
      #expect((base + unit + half).asDouble == base.asDouble + 2 * ulp)
      #expect((base + unit + half - 1).asDouble == base.asDouble + ulp)
      #expect((-(base + unit + half)).asDouble == -(base.asDouble + 2 * ulp))
    }
  }

  @Test func integersOverflowToInfinity() {
    let limit = Integer(2).power(1_024) - Integer(2).power(970)
    #expect((limit - 1).asDouble == .greatestFiniteMagnitude)
    #expect(limit.asDouble == .infinity)
    #expect((-limit).asDouble == -.infinity)
    #expect(Integer(2).power(100_000).asDouble == .infinity)
  }

  @Test func doublesAreReadExactly() {
    let samples: [Double] = [
      0, -0.0, 1, -1.5, 0.1, 0x1p53, 0x1p63, -0x1p63, 0x1p64, 0x1.fffffffffffffp62,
      .greatestFiniteMagnitude, .leastNormalMagnitude, .leastNonzeroMagnitude, -.pi, 0x1p-1074 * 3,
      .leastNormalMagnitude.nextDown, 1e300, 1e-300,
    ]
    for x in samples {
      #expect(Rational(exactly: x)?.asDouble == x)
      if x == x.rounded() {
        #expect(Integer(exactly: x)?.asDouble == x)
      } else {
        #expect(Integer(exactly: x) == nil)
      }
    }
    for x in [Double.infinity, -.infinity, .nan] {
      #expect(Rational(exactly: x) == nil)
      #expect(Integer(exactly: x) == nil)
    }
    #expect(Rational(exactly: 0.75) == Rational(3, 4))
    #expect(Rational(exactly: -0x1p-1074) == Rational(-1, Integer(2).power(1_074)))
  }

  @Test func rationalsRoundToNearest() {
    #expect(Rational(1, 3).asDouble == 1.0 / 3)
    #expect(Rational(-2, 3).asDouble == -2.0 / 3)
    #expect(Rational(1, 10).asDouble == 0.1)
    var random = RandomSource(seed: 5)
    for _ in 0..<3_000 {
      // Quotients of exactly represented integers are correctly rounded by the processor.
      let a = random.integer(in: -(1 << 53)...(1 << 53))
      let b = random.integer(in: 1...(1 << 53))
      #expect(Rational(Integer(a), Integer(b)).asDouble == Double(a) / Double(b))
    }
  }

  @Test func rationalsAreNearestAmongNeighbours() {
    var random = RandomSource(seed: 6)
    for _ in 0..<500 {
      let n = random.boundaryBiasedInteger(maximumBitCount: 1_200)
      let d = random.boundaryBiasedInteger(maximumBitCount: 1_200)
      if d.isZero { continue }
      let q = Rational(n, d)
      let x = q.asDouble
      guard let value = Rational(exactly: x) else {
        #expect(q.magnitude >= Rational(Integer(2).power(1_024) - Integer(2).power(970)))
        continue
      }
      let error = (value - q).magnitude
      for neighbour in [x.nextUp, x.nextDown] {
        guard let other = Rational(exactly: neighbour) else { continue }
        let otherError = (other - q).magnitude
        #expect(error < otherError || error == otherError && x.significandBitPattern & 1 == 0)
      }
    }
  }

  @Test func subnormalRationals() {
    let tiny = Rational(1, Integer(2).power(1_074))
    #expect(tiny.asDouble == .leastNonzeroMagnitude)
    #expect((tiny / 2).asDouble == 0)
    #expect((tiny * Rational(1_000_001, 2_000_000)).asDouble == .leastNonzeroMagnitude)
    #expect((tiny * Rational(3, 2)).asDouble == .leastNonzeroMagnitude * 2)
    #expect((tiny * Rational(5, 2)).asDouble == .leastNonzeroMagnitude * 2)
    #expect((-tiny / 4).asDouble.sign == .minus)
    #expect(Rational(1, Integer(10).power(5_000)).asDouble == 0)
    #expect(Rational(-Integer(10).power(5_000), 3).asDouble == -.infinity)
    // Rounding first to 53 bits and then to the subnormal grid would give even neighbours.
    let epsilon = Rational(1, Integer(2).power(60))
    #expect((tiny * (Rational(3, 2) - epsilon)).asDouble == .leastNonzeroMagnitude)
    #expect((tiny * (Rational(5, 2) + epsilon)).asDouble == .leastNonzeroMagnitude * 3)
    // Rounding up to the least normal number.
    let almost = Rational(Integer(2).power(54) - 1, Integer(2).power(54))
    let least = Rational(1, Integer(2).power(1_022))
    #expect((almost * least).asDouble == .leastNormalMagnitude)
  }
}
