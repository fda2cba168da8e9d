import SingularLearning
import Testing

/// Estimates against exact learning coefficients, from theory or the reference table.
@Suite struct LearningCoefficientTests {
  /// A potential with the exact λ at the origin or another point.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var lambda: Double
    var potential: Potential
    var center: [Double]
    var testDescription: String { name }

    /// K = Σ of squares of polynomials, at the origin.
    init(_ name: String, _ lambda: Double, variables: [String], _ generators: [String]) {
      self.name = name
      self.lambda = lambda
      do {
        let ring = try PolynomialRing(coefficients: RationalField(), variables: variables)
        potential = Potential(sumOfSquares: try generators.map { try ring.parse($0) })
      } catch {
        fatalError("\(error)")
      }
      center = variables.map { _ in 0 }
    }

    /// K = the population loss of a network that has its own weights as the teacher.
    init(_ name: String, _ lambda: Double, widths: [Int], degree: Int, at center: [Double]) {
      self.name = name
      self.lambda = lambda
      self.center = center
      do {
        let architecture = try Architecture(widths: widths, degree: degree)
        potential = Potential(
          try SquaredLoss(
            architecture, teacher: architecture, teacherParameters: center, inputs: .gaussian))
      } catch {
        fatalError("\(error)")
      }
    }
  }

  static let cases = [
    Case("normal crossing w1", 0.5, variables: ["a", "b"], ["a"]),
    Case("normal crossing w1^2 w2", 0.25, variables: ["a", "b"], ["a^2*b"]),
    Case("normal crossing w1^2 w2^2", 0.25, variables: ["a", "b"], ["a^2*b^2"]),
    Case("normal crossing w1 w2", 0.5, variables: ["a", "b"], ["a*b"]),
    Case("regular in three variables", 1.5, variables: ["a", "b", "c"], ["a", "b", "c"]),
    Case("w1^2 + w2^2 + w3^4", 1.25, variables: ["a", "b", "c"], ["a", "b", "c^2"]),
    Case(
      "reduced rank 2,2,2 rank 0", 1.5, widths: [2, 2, 2], degree: 1,
      at: Array(repeating: 0, count: 8)),
    Case(
      "reduced rank 2,1,2 rank 0", 1, widths: [2, 1, 2], degree: 1,
      at: Array(repeating: 0, count: 4)),
    Case(
      "monomial 2,3,1 two active", 2, widths: [2, 3, 1], degree: 3, at: [1, 0, 0, 1, 0, 0, 1, 1, 0]),
    Case("monomial 2,2,1 one active", 1.25, widths: [2, 2, 1], degree: 3, at: [1, 0, 0, 0, 1, 0]),
    Case("monomial 2,1,1 at zero", 1.0 / 3, widths: [2, 1, 1], degree: 3, at: [0, 0, 0]),
  ]

  @Test(arguments: cases) func estimatesAreWithinThreeStandardErrors(_ example: Case) throws {
    var options = LearningCoefficientOptions()
    options.draws = 4000
    options.burnIn = 1500
    let estimate = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, seed: 3)
    #expect(abs(estimate.lambda - example.lambda) <= 3 * estimate.standardError)
    #expect(estimate.standardError < 0.1 * example.lambda + 0.05)
    #expect(estimate.rHat < 1.05 && estimate.levels.count > 10)
  }

  @Test func samplersAgreeAtOneTemperature() throws {
    // K = |w|² in three variables with the prior exp(−|w|²/2): β E[K] = 3β/(2β + 1).
    let example = Self.cases[4]
    var options = LearningCoefficientOptions()
    (options.inverseTemperature, options.draws, options.burnIn) = (50, 8_000, 1_000)
    let exact = 150.0 / 101
    for sampler in [LearningCoefficientOptions.Sampler.mala, .sgld] {
      options.sampler = sampler
      options.stepSize = 0.02
      let estimate = try estimateLearningCoefficient(
        of: example.potential, at: example.center, options: options)
      #expect(estimate.model == nil && estimate.levels.count == 1)
      // SGLD at relative step 0.02 is biased upwards by half a percent.
      let bias = sampler == .sgld ? 0.01 * exact : 0
      #expect(abs(estimate.lambda - exact) <= 3.5 * estimate.standardError + bias)
      #expect(estimate.standardError < 0.05)
      #expect(estimate.effectiveSampleSize > 500)
    }
  }

  @Test func resultsDoNotDependOnThreads() throws {
    var options = LearningCoefficientOptions()
    (options.draws, options.burnIn) = (100, 50)
    let example = Self.cases[8]
    let estimates = try [1, 2].map {
      try estimateLearningCoefficient(
        of: example.potential, at: example.center, options: options, threads: $0)
    }
    #expect(estimates[0] == estimates[1])
  }

  @Test func exactValuesAndBoundsContainTheEstimates() throws {
    func bounds(_ widths: [Int], _ degree: Int, _ weights: [Rational]) throws
      -> LearningCoefficientBounds
    {
      try learningCoefficientBounds(
        at: Network(Architecture(widths: widths, degree: degree), weights: weights))
    }
    // Rank 4 = R everywhere on the fibre.
    let regular = try bounds([2, 3, 1], 3, [1, 0, 0, 1, 0, 0, 1, 1, 0])
    #expect(regular.lambda == 2 && regular.multiplicity == 1 && regular.lower == 2)
    // λ = 5/4 by exact elimination elsewhere: inside the bounds 1 and 2.
    let singular = try bounds([2, 2, 1], 3, [1, 0, 0, 0, 1, 0])
    #expect(singular.lambda == nil && singular.lower == 1 && singular.upper == 2)
    // w2·w1³ at zero, and where w2 does not vanish.
    let crossing = try bounds([1, 1, 1], 3, [0, 0])
    #expect(crossing.lambda == Rational(1, 6) && crossing.multiplicity == 1)
    #expect(try bounds([1, 1, 1], 3, [0, 1]).lambda == Rational(1, 6))
    #expect(try bounds([1, 1, 1], 3, [1, 0]).lambda == Rational(1, 2))
    let product = try bounds([1, 1, 1, 1], 1, [0, 0, 0])
    #expect(product.lambda == Rational(1, 2) && product.multiplicity == 3)
  }
}
