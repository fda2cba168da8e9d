import SingularLearning
import Testing

@Suite struct MultiplicationTests {
  /// Coefficients that make the products fit one word, two words, or neither.
  static let integerSamples: [[Integer]] = [
    [1, -1, 2, -3], [1_000_000_007, -999_999_937, 1_099_511_627_776],
    [Integer(Int.max), Integer(Int.min), -1], [Integer(2).power(100), -Integer(3).power(70), 5],
  ]

  @Test(arguments: [1, 2, 3, 9, 25])
  func integersAgreeWithNaive(variableCount: Int) throws {
    var random = RandomSource(seed: 1)
    for order in allOrders(variableCount) {
      let ring = try numberedRing(IntegerRing(), variableCount, order)
      for samples in Self.integerSamples {
        for (m, n, degree) in [(2, 3, 1), (7, 12, 2), (30, 41, 3), (20, 20, 63), (9, 8, 64)] {
          let f = randomPolynomial(
            ring, termCount: m, degree: degree, coefficients: samples, using: &random)
          let g = randomPolynomial(
            ring, termCount: n, degree: degree, coefficients: samples, using: &random)
          #expect(f * g == naiveProduct(f, g))
          #expect(f * f == naiveProduct(f, f))
          #expect(isNormalized(f * g))
        }
      }
    }
  }

  @Test func rationalsAgreeWithNaive() throws {
    var random = RandomSource(seed: 2)
    let ring = try numberedRing(RationalField(), 4)
    let samples: [[Rational]] = [
      [1, -2, 3], [Rational(1, 2), Rational(-5, 6), 3],
      [Rational(1, Integer(Int.max)), Rational(Integer(2).power(90), 7)],
    ]
    for coefficients in samples {
      for count in [2, 10, 40] {
        let f = randomPolynomial(
          ring, termCount: count, degree: 3, coefficients: coefficients, using: &random)
        let g = randomPolynomial(
          ring, termCount: count + 3, degree: 2, coefficients: coefficients, using: &random)
        #expect(f * g == naiveProduct(f, g))
        #expect(f * f == naiveProduct(f, f))
      }
    }
  }

  @Test(arguments: [2, 3, 251, 2_147_483_647, 4_611_686_018_427_387_847] as [UInt64])
  func residuesAgreeWithNaive(modulus: UInt64) throws {
    var random = RandomSource(seed: 3)
    let field = try PrimeField(modulus: modulus)
    let ring = try numberedRing(field, 3)
    let samples = [1, modulus - 1, modulus / 2, modulus / 2 + 1].map { $0 % modulus }
    for count in [2, 10, 60] {
      let f = randomPolynomial(
        ring, termCount: count, degree: 4, coefficients: samples, using: &random)
      let g = randomPolynomial(
        ring, termCount: count, degree: 4, coefficients: samples, using: &random)
      #expect(f * g == naiveProduct(f, g))
      #expect(f * f == naiveProduct(f, f))
    }
  }

  /// Sums of many products at the edge of one and of two words.
  @Test func accumulatorsDoNotOverflow() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x"])
    for c in [Integer(Int.max), Integer(Int.min), Integer(1 << 31), Integer(3_037_000_499)] {
      for count in [1, 2, 3, 4, 64, 200] {
        let f = ring.polynomial(terms: (0..<count).map { (c, [$0]) })
        let product = f * f
        #expect(product.coefficient(of: [count - 1]) == c * c * Integer(count))
        #expect((f * -f) == -product)
      }
    }
  }

  /// Dense in few variables: large boxes, gaps, constant factors.
  @Test(arguments: [1, 2, 3, 4])
  func denseProducts(variableCount: Int) throws {
    var random = RandomSource(seed: 4)
    for order in allOrders(variableCount) {
      let ring = try numberedRing(IntegerRing(), variableCount, order)
      let base = ring.generators.reduce(ring.one, +)
      let f = base.power(12 / variableCount + 2)
      let shift = ring.monomial(1, exponents: (0..<variableCount).map { 5 * $0 })
      let g = randomPolynomial(
        ring, termCount: 50, degree: 6, coefficients: [1, -7, 3], using: &random)
      #expect(f * g == naiveProduct(f, g))
      #expect((f * shift) * (g * shift) == naiveProduct(f, g) * shift * shift)
      #expect(f * (f + 1) == naiveProduct(f, f + 1))
      #expect(f * f == naiveProduct(f, f))
    }
  }

  /// Enough products for several blocks: few and many equal monomials, ties at the block bounds.
  @Test func blocksAgreeWithNaive() throws {
    var random = RandomSource(seed: 17)
    let large = Integer(2).power(100)
    for order in [.lexicographic, .degreeReverseLexicographic]
      as [MonomialOrder]
    {
      let ring = try numberedRing(IntegerRing(), 12, order)
      let f = randomPolynomial(
        ring, termCount: 190, degree: 1, coefficients: [1, -2, 7], using: &random)
      let g = randomPolynomial(
        ring, termCount: 180, degree: 2, coefficients: [3, -1], using: &random)
      let product = f * g
      #expect(product == naiveProduct(f, g))
      #expect(isNormalized(product))
      #expect((f + g) * (f + g) == f * f + 2 * product + g * g)
      #expect(ring.dotProduct([f, g, g].span, [g, f, -g].span) == 2 * product - g * g)
      let form = ring.generators.reduce(ring.zero, +).power(3)
      #expect(
        form * form == form.power(2) && form * form == ring.generators.reduce(ring.zero, +).power(6)
      )
    }
    let univariate = try PolynomialRing(coefficients: IntegerRing(), variables: ["x"])
    let f = univariate.polynomial(terms: (0..<250).map { (large + Integer($0), [$0]) })
    let g = univariate.polynomial(terms: (0..<240).map { (large - Integer(2 * $0), [$0]) })
    #expect(f * g == naiveProduct(f, g))
    #expect(f * f == naiveProduct(f, f))
  }

  @Test func cancellation() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    #expect((x - y) * (x + y) == x * x - y * y)
    #expect(((x + y).power(6) * (x - y).power(6)).termCount == 7)
    #expect(((x - y) * (x * x + x * y + y * y)).description == "x^3 - y^3")
  }

  @Test func dotProductAgreesWithSums() throws {
    var random = RandomSource(seed: 6)
    let ring = try numberedRing(IntegerRing(), 5)
    for samples in Self.integerSamples {
      let f = (0..<6).map {
        randomPolynomial(ring, termCount: $0, degree: 2, coefficients: samples, using: &random)
      }
      let g = (0..<6).map {
        randomPolynomial(ring, termCount: 7 - $0, degree: 40, coefficients: samples, using: &random)
      }
      let expected = zip(f, g).reduce(ring.zero) { $0 + naiveProduct($1.0, $1.1) }
      #expect(ring.dotProduct(f.span, g.span) == expected)
    }
  }

  /// Exponents grow through all field widths without a wrong result.
  @Test func exponentsWiden() throws {
    for order in allOrders(3) {
      let ring = try numberedRing(IntegerRing(), 3, order)
      var f = ring.generators.reduce(ring.one, +)
      var exponent = 1
      while exponent < 1 << 29 {
        f = ring.polynomial(terms: f.terms.map { ($0.coefficient, $0.exponents.map { 2 * $0 }) })
        exponent *= 2
        let g = f + 1
        #expect(f * g == naiveProduct(f, g), "\(order) at \(exponent)")
        #expect(g * g == naiveProduct(g, g))
        let quotient = (f * g).dividedExactly(by: g)
        #expect(quotient == f)
      }
      let x = ring.variable(1)
      let half = x.power(Int(Int32.max) / 2)
      #expect((half * half * x).degree(in: 1) == Int(Int32.max))
    }
  }

  @Test func exponentBeyondTheLimitTraps() async {
    await #expect(processExitsWith: .failure) {
      let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
      let x = ring["x"].power(Int(Int32.max))
      print((x + 1) * (ring["x"] + ring["y"]))
    }
  }

  @Test func differentRingsTrap() async {
    await #expect(processExitsWith: .failure) {
      let a = try PolynomialRing(coefficients: IntegerRing(), variables: ["x"])
      let b = try PolynomialRing(coefficients: IntegerRing(), variables: ["y"])
      print(a["x"] + b["y"])
    }
  }
}
