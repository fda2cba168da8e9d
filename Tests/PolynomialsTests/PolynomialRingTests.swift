import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct PolynomialRingTests {
  @Test func invalidVariables() {
    for names in [["x", "x"], [""], ["1x"], ["x y"], ["ä"], ["x", "y-z"], ["x^"]] {
      #expect(throws: PolynomialRingError.self) {
        try PolynomialRing(coefficients: IntegerRing(), variables: names)
      }
    }
  }

  @Test func equality() throws {
    let a = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let b = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let c = try PolynomialRing(coefficients: IntegerRing(), variables: ["y", "x"])
    let d = try PolynomialRing(
      coefficients: IntegerRing(), variables: ["x", "y"], order: .lexicographic)
    checkHashingLaws([[a, b], [c], [d]])
    #expect(a["x"] + b["y"] == b["x"] + a["y"])
    #expect(a.description == "ℤ[x, y]")
  }

  @Test func noVariables() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: [])
    let half = ring.constant(Rational(1, 2))
    #expect((half + half) == ring.one)
    #expect(half.power(3).description == "1/8")
    #expect(half.evaluate(at: []) == Rational(1, 2))
    checkRingLaws(ring, samples: [ring.zero, ring.one, half, ring(-3)])
  }

  @Test func lawsOverIntegers() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let texts = ["0", "1", "-2", "x", "x + y", "x^2 - 3*x*y + 9223372036854775807", "y^127"]
    checkRingLaws(ring, samples: try texts.map { try ring.parse($0) })
  }

  @Test func lawsOverRationals() throws {
    for order in allOrders(3) {
      let ring = try numberedRing(RationalField(), 3, order)
      let texts = ["0", "1/2", "x1", "x3^2 - 1/3*x2", "x1 + x2 + x3", "5/7*x1*x2*x3 - x2^3"]
      checkRingLaws(ring, samples: try texts.map { try ring.parse($0) })
    }
  }

  @Test(arguments: [2, 3, 65_521, 2_147_483_647, 9_223_372_036_854_775_783] as [UInt64])
  func lawsOverPrimeFields(modulus: UInt64) throws {
    let ring = try numberedRing(PrimeField(modulus: modulus), 2)
    let texts = ["0", "1", "-1", "x1 + 1", "x1^2 - x2", "3/5*x1^3 + x2 - 7"]
    let samples = try texts.map { modulus == 3 ? $0.replacing("/5", with: "") : $0 }
      .map { try ring.parse($0) }
    checkRingLaws(ring, samples: samples)
  }

  /// Coefficients that are polynomials themselves.
  @Test func lawsOverPolynomials() throws {
    let inner = try PolynomialRing(coefficients: IntegerRing(), variables: ["a", "b"])
    let ring = try PolynomialRing(coefficients: inner, variables: ["x"])
    let texts = ["0", "1", "a*x - b", "(a + b)*x^2 + 1", "-a*x"]
    let samples = try texts.map { try ring.parse($0) }
    checkRingLaws(ring, samples: samples)
    #expect(samples[3].description == "(a + b)*x^2 + 1")
    for f in samples { #expect(try ring.parse(f.description) == f) }
  }

  /// Equal polynomials made in layouts of different width.
  @Test func equalityAcrossLayouts() throws {
    let ring = try numberedRing(IntegerRing(), 3)
    let classes = try [
      ("x1 + 2", "x2^1000"), ("x3 - x1^2", "x1^40000"), ("0", "x1^2000000000"),
    ].map { small, large in
      let f = try ring.parse(small)
      let g = try ring.parse(large)
      return [f, (f + g) - g, (f - g) + g]
    }
    checkHashingLaws(classes)
  }
}
