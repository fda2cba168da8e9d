import SingularLearning
import Testing

/// What a stopped search for minimal primes found so far.
@Suite struct PartialPrimesTests {
  /// The hyperplane t = 0 together with a system that takes far too long.
  static func hardIdeal<F: GroebnerField>(_ field: F) throws -> Ideal<F> {
    let system = ClassicSystem.katsura(12)
    let ring = try PolynomialRing(coefficients: field, variables: ["t"] + system.variables)
    let inclusion = VariableMap(
      from: system.ideal(over: field).ring, to: ring,
      positions: system.variables.indices.map { $0 + 1 })
    return Ideal(
      ring: ring,
      generators: system.ideal(over: field).generators.map { ring["t"] * inclusion($0) })
  }

  @Test func primesFoundBeforeALimitAreKept() throws {
    try check(RationalField())
    try check(PrimeField(modulus: 2_147_483_647))
  }

  private func check<F: GroebnerField>(_ field: F) throws {
    let ideal = try Self.hardIdeal(field)
    let control = ComputationControl(stepLimit: 100_000)
    let result = ideal.partialMinimalPrimes(control: control)
    #expect(result.stopped == .workLimit(steps: 100_000))
    #expect(result.primes.map(\.basis.polynomials) == [[ideal.ring["t"]]])
    #expect(result.primes.map(\.dimension) == [13])
    #expect(result.evidence.isProven && result.primes.allSatisfy { $0.evidence.isProven })
    #expect(throws: ComputationStopped.workLimit(steps: 20_000)) {
      try ideal.minimalPrimes(control: ComputationControl(stepLimit: 20_000))
    }
  }

  @Test func withoutLimitsNothingIsMissing() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["x", "y", "z"], order: .lexicographic)
    let (x, y, z) = (ring["x"], ring["y"], ring["z"])
    let ideal = Ideal(x * (y * y - 2 * z * z), y * (x - z))
    let result = ideal.partialMinimalPrimes(control: ComputationControl())
    #expect(result.stopped == nil && result.evidence.isProven)
    #expect(try result.primes == ideal.minimalPrimes().primes)
    #expect(result.primes.count == 4)
  }
}
