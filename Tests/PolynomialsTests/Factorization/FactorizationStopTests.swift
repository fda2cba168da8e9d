import SingularLearning
import Testing

/// Factorisations end soon after a limit passed.
@Suite struct FactorizationStopTests {
  /// The minimal polynomial of the sum of the square roots of the first primes: irreducible over ℚ, but
  /// a product of quadratic and linear polynomials modulo every prime, which makes it slow to factor.
  static func swinnertonDyer(_ count: Int) throws -> Polynomial<RationalField> {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x"])
    let x = ring["x"]
    var f = x
    for prime in [2, 3, 5, 7, 11, 13, 17, 19].prefix(count) {
      // f(x + s) = a + b·s with s² = prime; the product with its conjugate is a² − prime·b².
      var (a, b) = (ring.zero, ring.zero)
      let q = ring(prime)
      for exponent in stride(from: f.totalDegree ?? 0, through: 0, by: -1) {
        (a, b) = (a * x + b * q + ring.constant(f.coefficient(of: [exponent])), b * x + a)
      }
      f = a * a - q * b * b
    }
    return f
  }

  @Test func swinnertonDyerPolynomialsAreIrreducible() throws {
    for count in 1...6 {
      let f = try Self.swinnertonDyer(count)
      #expect(f.totalDegree == 1 << count)
      #expect(try f.isIrreducible())
    }
  }

  /// A clock is tested here: FLINT counts no steps, and what has begun is cut off from another thread.
  ///
  /// Both times are of the same machine at the same time.
  @Test func aLimitEndsALongFactorizationAtOnce() throws {
    let f = try Self.swinnertonDyer(7)
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try f.isIrreducible())
    let middle = clock.now
    #expect(throws: ComputationStopped.timeLimit(seconds: 0.01)) {
      try f.factorization(control: ComputationControl(timeLimitSeconds: 0.01))
    }
    #expect(middle.duration(to: clock.now) < start.duration(to: middle) / 2)
  }

  @Test func cancellationComesBeforeAnyWork() throws {
    let control = ComputationControl()
    control.cancel()
    let ring = try PolynomialRing(
      coefficients: PrimeField(modulus: 101), variables: ["x", "y"])
    let (x, y) = (ring["x"], ring["y"])
    #expect(throws: ComputationStopped.cancelled) { try (x * y).factorization(control: control) }
    #expect(throws: ComputationStopped.cancelled) {
      try (x * y).greatestCommonDivisor(with: x, control: control)
    }
  }
}
