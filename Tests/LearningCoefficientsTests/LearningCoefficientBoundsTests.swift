import SingularLearning
import Testing

/// Exact learning coefficients and proven bounds against derivations by hand and published values.
@Suite struct KnownLearningCoefficientTests {
  /// A network at a point with known λ and, where given, m.
  struct Point: Sendable, CustomTestStringConvertible {
    var widths: [Int]
    var degree: Int
    var matrices: [[[Rational]]]
    var lambda: Rational
    var multiplicity: Int?
    var testDescription: String { "\(widths) \(degree) \(matrices) \(lambda)" }

    init(
      _ widths: [Int], _ degree: Int, _ matrices: [[[Rational]]], _ lambda: Rational,
      _ multiplicity: Int? = nil
    ) {
      (self.widths, self.degree, self.matrices) = (widths, degree, matrices)
      (self.lambda, self.multiplicity) = (lambda, multiplicity)
    }

    func bounds() throws -> LearningCoefficientResult {
      try learningCoefficient(
        at: Network(Architecture(widths: widths, degree: degree), matrices: matrices))
    }
  }

  private static func zeros(_ rows: Int, _ columns: Int) -> [[Rational]] {
    Array(repeating: Array(repeating: 0, count: columns), count: rows)
  }

  /// Σ v_i (ℓ_i·x)^r with r even and all v_i of one sign vanishes at ℓ = 0 only, and K is comparable to
  /// (Σ |ℓ_i|^r)²: λ = m d₀/(2r), m = 1, above R/2 where m d₀ > rR.
  static let definite = [
    Point([1, 3, 1], 2, [zeros(3, 1), [[1, 1, 1]]], Rational(3, 4), 1),
    Point([1, 3, 1], 2, [zeros(3, 1), [[-1, -2, Rational(-1, 3)]]], Rational(3, 4), 1),
    Point([1, 4, 1], 2, [zeros(4, 1), [[1, 1, 1, 1]]], 1, 1),
    Point([1, 5, 1], 2, [zeros(5, 1), [[1, 1, 1, 1, 1]]], Rational(5, 4), 1),
    Point([2, 4, 1], 2, [zeros(4, 2), [[1, 1, 1, 1]]], 2, 1),
    Point([2, 3, 1], 4, [zeros(3, 2), [[1, 2, 3]]], Rational(3, 4), 1),
    Point([3, 2, 1], 6, [zeros(2, 3), [[1, 1]]], Rational(1, 2), 1),
    Point([1, 3, 2], 2, [zeros(3, 1), [[1, 1, 1], [0, 5, -1]]], Rational(3, 4), 1),
  ]

  @Test(arguments: definite) func definiteZerosAreAboveHalfTheRank(_ point: Point) throws {
    let bounds = try point.bounds()
    #expect(bounds.lambda == point.lambda && bounds.multiplicity == point.multiplicity)
    #expect(bounds.evidence.isProven)
  }

  /// Values that the rules for ideals determine; derivations in notebook 4, by blow-ups, or Aoyagi–Watanabe.
  static let exact = [
    Point([2, 2, 1], 2, [[[1, 0], [0, 0]], [[1, 0]]], Rational(5, 4), 1),
    Point([2, 2, 1], 3, [[[1, 0], [0, 0]], [[1, 0]]], Rational(5, 4), 1),
    Point([2, 2, 1], 4, [[[1, 0], [0, 0]], [[1, 0]]], Rational(5, 4), 2),
    Point([2, 2, 1], 5, [[[1, 0], [0, 0]], [[1, 0]]], Rational(6, 5), 1),
    Point([2, 2, 1], 6, [[[1, 0], [0, 0]], [[1, 0]]], Rational(7, 6), 1),
    Point([2, 2, 1], 3, [[[1, 0], [1, 0]], [[1, 1]]], Rational(5, 4), 1),
    Point([2, 2, 1], 3, [[[1, 2], [2, 4]], [[1, 1]]], Rational(5, 4), 1),
    Point([2, 2, 1], 3, [[[1, 0], [0, 0]], [[1, 2]]], Rational(5, 4), 1),
    Point([2, 2, 1], 3, [[[1, 0], [1, 1]], [[1, 0]]], Rational(3, 2), 1),
    Point([2, 1, 1], 3, [[[0, 0]], [[0]]], Rational(1, 3), 1),
    Point([3, 1, 1], 3, [[[0, 0, 0]], [[0]]], Rational(1, 2), 2),
    Point([4, 1, 1], 3, [[[0, 0, 0, 0]], [[0]]], Rational(1, 2), 1),
    // Rank 3, v₂·(b, c)²·(a, b, c) beside it: 3/2 + 1/2, three divisors through one point.
    Point([3, 2, 1], 3, [[[1, 0, 0], [0, 0, 0]], [[1, 0]]], 2, 3),
    Point([1, 1, 1, 1], 1, [[[0]], [[0]], [[0]]], Rational(1, 2), 3),
    Point([2, 2, 2], 1, [[[1, 0], [0, 0]], [[1, 0], [0, 0]]], 2, 2),
    Point([2, 3, 1], 3, [[[1, 0], [0, 1], [1, 1]], [[1, 1, 0]]], 2, 1),
  ]

  @Test(arguments: exact) func exactValues(_ point: Point) throws {
    let bounds = try point.bounds()
    #expect(bounds.lambda == point.lambda)
    #expect(bounds.multiplicity == point.multiplicity)
    #expect(bounds.evidence.isProven)
  }

  /// Values at zero and beside active neurons that blow-ups decide, without theorems on families.
  static let resolved = [
    Point([2, 2, 1], 2, [zeros(2, 2), [[0, 0]]], 1, 4),
    Point([2, 2, 1], 3, [zeros(2, 2), [[0, 0]]], Rational(2, 3), 1),
    Point([2, 2, 1], 4, [zeros(2, 2), [[0, 0]]], Rational(1, 2), 1),
    Point([3, 2, 1], 2, [zeros(2, 3), [[0, 0]]], 1, 1),
    Point([3, 2, 1], 3, [zeros(2, 3), [[0, 0]]], 1, 3),
    Point([1, 2, 1], 3, [zeros(2, 1), [[0, 0]]], Rational(1, 3), 1),
    Point([1, 3, 1], 3, [zeros(3, 1), [[0, 0, 0]]], Rational(1, 2), 2),
    Point([1, 4, 1], 3, [zeros(4, 1), [[0, 0, 0, 0]]], Rational(1, 2), 1),
    Point([2, 3, 1], 2, [[[1, 0], [0, 0], [0, 0]], [[1, 0, 0]]], Rational(3, 2), 2),
    Point([2, 3, 1], 3, [[[1, 0], [0, 0], [0, 0]], [[1, 0, 0]]], Rational(3, 2), 2),
    Point([1, 2, 1], 2, [zeros(2, 1), [[1, -1]]], Rational(1, 2), 2),
  ]

  @Test(arguments: resolved + definite + exact) func resolutionDecides(_ point: Point) throws {
    let result = try learningCoefficient(
      at: Network(
        Architecture(widths: point.widths, degree: point.degree), matrices: point.matrices),
      plan: LearningCoefficientPlan(usesClosedForms: false))
    #expect(result.lambda == point.lambda && result.multiplicity == point.multiplicity)
    #expect(result.evidence.isProven)
  }

  @Test func tanhLikeUnits() throws {
    // Two units t + t³ at zero: (H + i² + i)/(4i + 2) = 2/3 with i = 1 (Aoyagi, Watanabe).
    let architecture = try Architecture(
      widths: [1, 2, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])], hasBias: false)
    let result = try learningCoefficient(at: Network(architecture, weights: [0, 0, 0, 0]))
    #expect(result.exact == LearningCoefficient(Rational(2, 3), multiplicity: 1))
  }

  /// k merging neurons with outgoing weights A_j: ⟨Σ A_j s_j, Σ A_j s_j²⟩ by the signature on the kernel.
  ///
  /// 5/4 if the quadratic form is definite on the kernel of the linear one, and 1 if it is indefinite: not
  /// decided by the signs of the A_j.
  @Test func mergingNeurons() throws {
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: ["a", "b", "c", "d"])
    func bounds(_ generators: String...) throws -> LearningCoefficientResult {
      try learningCoefficient(
        of: Ideal(ring: ring, generators: generators.map { try ring.parse($0) }), at: [0, 0, 0, 0])
    }
    let equal = try bounds("a + b + c + d", "a^2 + b^2 + c^2 + d^2")
    #expect(equal.lambda == Rational(5, 4) && equal.multiplicity == 1)
    let mixed = try bounds("4*a - b - c - d", "4*a^2 - b^2 - c^2 - d^2")
    #expect(mixed.lambda == Rational(5, 4) && mixed.multiplicity == 1)
    let indefinite = try bounds("2*a + 2*b - c - d", "2*a^2 + 2*b^2 - c^2 - d^2")
    #expect(indefinite.exact == LearningCoefficient(1, multiplicity: 1))
  }

  @Test func definitenessAndSigns() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "z"])
    func bounds(_ generators: String...) throws -> LearningCoefficientResult {
      try learningCoefficient(
        of: Ideal(ring: ring, generators: generators.map { try ring.parse($0) }), at: [0, 0, 0])
    }
    #expect(try bounds("x^2 + y^2 + z^2 - x^3").lambda == Rational(3, 4))
    #expect(try bounds("x^2 + x*y + y^2 + z^2").lambda == Rational(3, 4))
    // x² + x·z² is (x + z²/2)² − z⁴/4: two smooth sheets that touch along y = 0.
    #expect(try bounds("x^2 + y^2 + x*z^2").lambda == Rational(1, 2))
    #expect(try bounds("x^2 + y^2 + z*x^2").lambda == Rational(1, 2))
    // Indefinite: zeros of codimension one.
    #expect(try bounds("x^2 + 3*x*y + y^2 + z^2").lambda == Rational(1, 2))
    #expect(try bounds("x^2 + y^2 - z^2").lambda == Rational(1, 2))
    // One definite generator beside a coordinate.
    #expect(try bounds("z - x*y", "x^2 + y^4 + z^2").lambda == Rational(1, 2) + Rational(3, 8))
  }

  @Test func translatedIdeals() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let cusp = try learningCoefficient(
      of: Ideal(ring.parse("(x - 1)^2 - (y + 2)^3")), at: [1, -2])
    #expect(cusp.exact == LearningCoefficient(Rational(5, 12), multiplicity: 1))
  }

  @Test func floatingPointWeightsAreNotExact() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let network = FloatingNetwork(
      architecture, weights: [1, 2, 2.0000001, 3.9999999, 1, 0.5], type: .float32)
    let bounds = try numericalLearningCoefficient(at: network)
    #expect(bounds.lambda == nil && bounds.upper == nil && !bounds.evidence.isProven)
    // As exact fractions it is a regular point.
    #expect(try learningCoefficient(at: network.exact).lambda == 2)
  }
}
