import SingularLearning
import Testing

@Suite struct PowerTests {
  func factorial(_ n: Int) -> Integer { (0..<n).reduce(Integer(1)) { $0 * Integer($1 + 1) } }

  @Test func multinomialCoefficients() throws {
    for order in allOrders(3) {
      let ring = try PolynomialRing(
        coefficients: IntegerRing(), variables: ["x", "y", "z"], order: order)
      let f = ring.generators.reduce(ring.one, +).power(10)
      #expect(f.termCount == 286)
      for term in f.terms {
        let rest = 10 - term.exponents.reduce(0, +)
        let divisor = (term.exponents + [rest]).reduce(Integer(1)) { $0 * factorial($1) }
        #expect(term.coefficient * divisor == factorial(10))
      }
    }
  }

  @Test func agreesWithRepeatedMultiplication() throws {
    var random = RandomSource(seed: 7)
    for (count, degree, samples) in [
      (1, 5, [1, -2, 3]), (2, 2, [1, 5]), (4, 1, [2, -1]), (3, 3, [Integer(Int.max), -1]),
      (12, 1, [1, -1]),
    ] as [(Int, Int, [Integer])] {
      let ring = try numberedRing(IntegerRing(), count)
      for termCount in [1, 2, 3, 5, 9] {
        let f = randomPolynomial(
          ring, termCount: termCount, degree: degree, coefficients: samples, using: &random)
        var expected = ring.one
        for n in 0..<6 {
          #expect(f.power(n) == expected)
          #expect(isNormalized(f.power(n)))
          expected = naiveProduct(expected, f)
        }
      }
    }
  }

  @Test(arguments: [2, 3, 5, 7] as [UInt64])
  func frobenius(p: UInt64) throws {
    let ring = try numberedRing(PrimeField(modulus: p), 3)
    let f = ring.generators.reduce(ring.one, +)
    let expected = ring.generators.reduce(ring.one) { $0 + $1.power(Int(p)) }
    #expect(f.power(Int(p)) == expected)
    #expect(f.power(Int(p) * Int(p)).termCount == 4)
  }

  @Test func largePowers() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let binomial = (ring["x"] + 1).power(300)
    #expect(binomial.coefficient(of: [150, 0]) * factorial(150).power(2) == factorial(300))
    #expect(ring["y"].power(1 << 30).degree(in: 1) == 1 << 30)
    // Dense: the multinomial formula would have far more terms than the result.
    let dense = (0..<8).reduce(ring.zero) { $0 + ring["x"].power($1) }
    #expect(dense.power(20).evaluate(at: [1, 0]) == Integer(8).power(20))
    #expect(dense.power(20).termCount == 141)
    #expect(ring.zero.power(0) == ring.one)
    #expect(ring.zero.power(3).isZero)
  }
}
