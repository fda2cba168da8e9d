import SingularLearning
import Testing

@Suite struct DivisionTests {
  @Test(arguments: [1, 2, 3, 9])
  func exactQuotients(variableCount: Int) throws {
    var random = RandomSource(seed: 8)
    for order in allOrders(variableCount) {
      let ring = try numberedRing(IntegerRing(), variableCount, order)
      for count in [1, 2, 8, 25] {
        let f = randomPolynomial(
          ring, termCount: count, degree: 4, coefficients: [1, -2, 6, 7], using: &random)
        let g = randomPolynomial(
          ring, termCount: 6, degree: 3, coefficients: [2, -3, 1], using: &random)
        #expect((f * g).dividedExactly(by: g) == f)
        if !f.isZero { #expect((f * g).dividedExactly(by: f) == g) }
        if !(g.constantValue?.magnitude.isOne ?? false) {
          #expect((f * g + 1).dividedExactly(by: g) == nil)
        }
      }
    }
  }

  /// Products that are dense enough for a box of exponents, against division with remainder, which uses a heap.
  @Test(arguments: [1, 2, 3, 4])
  func denseQuotients(variableCount: Int) throws {
    var random = RandomSource(seed: 11)
    for order in allOrders(variableCount) {
      let ring = try numberedRing(IntegerRing(), variableCount, order)
      let rational = try numberedRing(RationalField(), variableCount, order)
      func onRationals(_ f: Polynomial<IntegerRing>) -> Polynomial<RationalField> {
        rational.polynomial(terms: f.terms.map { (Rational($0), $1) })
      }
      for scale in [1, 12, 1 << 40] {
        let f = randomPolynomial(
          ring, termCount: 80, degree: 60 / variableCount, coefficients: [1, -2, 6, 7],
          using: &random)
        let g = randomPolynomial(
          ring, termCount: 30, degree: 40 / variableCount, coefficients: [2, -3, 1], using: &random)
        let (scaled, product) = (g.scaled(by: Integer(scale)), (f * g).scaled(by: Integer(scale)))
        #expect(product.termCount >= 64 && g.termCount >= 4)
        #expect(product.dividedExactly(by: scaled) == f)
        #expect(product.dividedExactly(by: g) == f.scaled(by: Integer(scale)))
        #expect((f * g).dividedExactly(by: scaled) == (scale == 1 ? f : nil))
        for term in ring.generators + [ring.one] {
          let wrong = product + term.power(3)
          let (quotients, remainder) = wrong.divided(by: [g])
          #expect(
            wrong.dividedExactly(by: g) == (remainder.isZero ? quotients[0] : nil))
        }
        let (p, q) = (onRationals(f * g), onRationals(scaled))
        #expect(p.dividedExactly(by: q) == onRationals(f).scaled(by: Rational(1, Integer(scale))))
      }
    }
  }

  @Test("numbers that outgrow machine words on the way do not change an exact quotient")
  func largeDenseQuotients() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    let f = (x + y + 1).power(8) * (3 * x - y + 2).power(8)
    for factor in [1, 1 << 30, 1 << 60].map(Integer.init(_:)) {
      let product = f * (x * y - x.scaled(by: factor) + y - 7)
      #expect(product.dividedExactly(by: x * y - x.scaled(by: factor) + y - 7) == f)
      #expect(product.dividedExactly(by: f) == x * y - x.scaled(by: factor) + y - 7)
      #expect((product + x).dividedExactly(by: f) == nil)
    }
  }

  @Test func inexactQuotients() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    #expect((2 * x).dividedExactly(by: 4 * x) == nil)
    #expect((x * y).dividedExactly(by: x * x) == nil)
    #expect((x * x + y * y).dividedExactly(by: x + y) == nil)
    #expect(x.dividedExactly(by: ring.zero) == nil)
    #expect(ring.zero.dividedExactly(by: x) == ring.zero)
    #expect(ring.zero.dividedExactly(by: ring.zero) == nil)
    #expect((x.power(12) - 1).dividedExactly(by: x - 1)?.termCount == 12)
  }

  /// f = Σ qᵢ gᵢ + r, no term of r is divisible by a leading monomial, degrees do not grow.
  @Test(arguments: [1, 2, 3])
  func certificates(variableCount: Int) throws {
    var random = RandomSource(seed: 9)
    let samples: [Rational] = [1, -2, Rational(3, 5), Rational(-1, 2)]
    for order in allOrders(variableCount) {
      let ring = try numberedRing(RationalField(), variableCount, order)
      for divisorCount in 0..<4 {
        let f = randomPolynomial(
          ring, termCount: 15, degree: 6, coefficients: samples, using: &random)
        let divisors = (0..<divisorCount).map {
          randomPolynomial(
            ring, termCount: 2 * $0 + 1, degree: 2, coefficients: samples, using: &random)
        }
        let (quotients, remainder) = f.divided(by: divisors)
        var sum = remainder
        for (q, g) in zip(quotients, divisors) {
          sum += q * g
          if let a = (q * g).multidegree, let b = f.multidegree {
            #expect(order.compare(a, b) <= 0)
          }
          for term in remainder.terms {
            #expect(zip(term.exponents, g.multidegree!).contains { $0 < $1 })
          }
        }
        #expect(sum == f)
        #expect(isNormalized(remainder) && quotients.allSatisfy { isNormalized($0) })
      }
    }
  }

  /// The polynomial x² y + x y² + y² by xy − 1, y² − 1.
  ///
  /// Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §3, example 2.
  @Test func textbookExample() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y"], order: .lexicographic)
    let f = try ring.parse("x^2*y + x*y^2 + y^2")
    let divisors = try ["x*y - 1", "y^2 - 1"].map { try ring.parse($0) }
    let (quotients, remainder) = f.divided(by: divisors)
    #expect(quotients.map(\.description) == ["x + y", "1"])
    #expect(remainder.description == "x + y + 1")
  }

  /// Over ℤ a leading coefficient that does not divide leaves its term in the remainder.
  @Test func integerCoefficients() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x"])
    let (quotients, remainder) = try ring.parse("4*x^2 + 3*x + 1").divided(
      by: [ring.parse("2*x"), ring.zero])
    #expect(quotients.map(\.description) == ["2*x", "0"])
    #expect(remainder.description == "3*x + 1")
  }

  /// In lexicographic order the products of a division have larger exponents than its input.
  @Test func exponentsWidenDuringDivision() throws {
    let ring = try PolynomialRing(
      coefficients: IntegerRing(), variables: ["x", "y"], order: .lexicographic)
    let (x, y) = (ring["x"], ring["y"])
    let (quotients, remainder) = x.power(100).divided(by: [x - y.power(100)])
    #expect(remainder == y.power(10_000))
    #expect(quotients[0].termCount == 100)
  }
}
