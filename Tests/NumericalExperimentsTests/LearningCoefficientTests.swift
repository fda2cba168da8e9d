import AlgebraTestSupport
import Foundation
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

  /// Twelve and more points with known λ.
  static let cases = [
    Case("normal crossing w1^2 w2", 0.25, variables: ["a", "b"], ["a^2*b"]),
    Case("normal crossing w1 w2", 0.5, variables: ["a", "b"], ["a*b"]),
    Case("w1^2 + w2^2 + w3^4", 1.25, variables: ["a", "b", "c"], ["a", "b", "c^2"]),
    Case("x^2, y^3", 5.0 / 12, variables: ["x", "y"], ["x^2", "y^3"]),
    Case("Whitney umbrella", 0.5, variables: ["x", "y", "z"], ["x^2 - y^2*z"]),
    Case(
      "reduced rank 2,2,2 rank 0", 1.5, widths: [2, 2, 2], degree: 1,
      at: Array(repeating: 0, count: 8)),
    Case(
      "deep linear 1,1,1,1 rank 0", 0.5, widths: [1, 1, 1, 1], degree: 1,
      at: Array(repeating: 0, count: 3)),
    Case(
      "2,3,1 one active", 1.5, widths: [2, 3, 1], degree: 3, at: [1, 0, 0, 0, 0, 0, 1, 0, 0]),
    Case("3,2,1 one active", 2, widths: [3, 2, 1], degree: 3, at: [1, 0, 0, 0, 0, 0, 1, 0]),
    Case(
      "2,2,1 quadratic at zero", 1, widths: [2, 2, 1], degree: 2,
      at: Array(repeating: 0, count: 6)),
    Case("definite squares", 0.75, widths: [1, 3, 1], degree: 2, at: [0, 0, 0, 1, 1, 1]),
    Case("2,2,1 one active", 1.25, widths: [2, 2, 1], degree: 3, at: [1, 0, 0, 0, 1, 0]),
    Case("2,2,1 quartic one active", 1.25, widths: [2, 2, 1], degree: 4, at: [1, 0, 0, 0, 1, 0]),
    Case("2,2,1 redundant", 1.25, widths: [2, 2, 1], degree: 3, at: [1, 0, 1, 0, 1, 1]),
    Case(
      "2,3,1 two active", 2, widths: [2, 3, 1], degree: 3, at: [1, 0, 0, 1, 0, 0, 1, 1, 0]),
  ]

  /// Whether the stated interval contains λ; `nil` where the estimate is withheld.
  private static func covers(
    _ example: Case, _ options: LearningCoefficientOptions, seed: UInt64
  ) throws -> Bool? {
    let estimate = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, seed: seed, threads: 2)
    if estimate.lambda == nil { #expect(!estimate.warnings.isEmpty) }
    return estimate.interval?.contains(example.lambda)
  }

  /// Intervals of 95 % contain λ in at least 90 of 100 cases: all points and 20 seeds with the default options in
  /// the long tests, else few particles and seeds.
  @Test func intervalsOfSplittingContainTheTruth() throws {
    var options = LearningCoefficientOptions()
    if !runsLongTests { (options.draws, options.sweepsPerLevel, options.levels) = (150, 8, 0) }
    let seeds: ClosedRange<UInt64> = runsLongTests ? 1...20 : 1...1
    var (given, withheld) = (0, 0)
    var misses: [String] = []
    for example in Self.cases {
      for seed in seeds {
        switch try Self.covers(example, options, seed: seed) {
        case true: given += 1
        case false:
          given += 1
          misses.append("\(example.name), seed \(seed)")
        case nil: withheld += 1
        }
      }
    }
    #expect(Double(misses.count) <= max(2, 0.1 * Double(given)), "\(misses)")
    #expect(withheld <= given / 4)
  }

  /// Chains state an interval with the truth or none, also where they cannot come to rest.
  @Test(arguments: [
    LearningCoefficientOptions.Sampler.tempering, .mala, .sgld, .hamiltonian,
  ]) func chainsDoNotStateSmallErrorsThatAreWrong(sampler: LearningCoefficientOptions.Sampler)
    throws
  {
    var options = LearningCoefficientOptions()
    options.sampler = sampler
    if !runsLongTests { options.draws = 400 }
    let seeds: ClosedRange<UInt64> = runsLongTests ? 1...5 : 1...1
    let examples = runsLongTests ? Self.cases : Self.cases.filter { $0.name.contains("active") }
    var (given, misses) = (0, [String]())
    for example in examples {
      for seed in seeds {
        guard let isCovered = try Self.covers(example, options, seed: seed) else { continue }
        given += 1
        if !isCovered { misses.append("\(example.name), seed \(seed)") }
      }
    }
    #expect(Double(misses.count) <= max(1, 0.1 * Double(given)), "\(misses)")
  }

  @Test func samplersAgreeAtOneTemperature() throws {
    // K = |w|² in three variables with the prior exp(−|w|²/2): β E[K] = 3β/(2β + 1).
    let example = Case("regular", 1.5, variables: ["a", "b", "c"], ["a", "b", "c"])
    var options = LearningCoefficientOptions()
    (options.inverseTemperature, options.draws, options.burnIn) = (2_000, 4_000, 1_000)
    options.localization = 1
    let exact = 6_000.0 / 4_001
    for sampler in [LearningCoefficientOptions.Sampler.mala, .sgld, .hamiltonian] {
      options.sampler = sampler
      options.stepSize = 0.05
      let estimate = try estimateLearningCoefficient(
        of: example.potential, at: example.center, options: options)
      let lambda = try #require(estimate.lambda)
      #expect(estimate.model == nil && estimate.levels.count == 2)
      #expect(abs(lambda - exact) <= 1.96 * estimate.standardError)
      #expect(estimate.standardError < 0.2)
      // The variance of K by the temperature: β² Var = 3 (β/(2β + 1))² · 2.
      let derivative = try #require(estimate.temperatureDerivative)
      let expected = 1.5 * (2 * 2_000.0 / 4_001) * (2 * 2_000.0 / 4_001)
      #expect(
        abs(derivative.value - expected) <= 4 * derivative.standardError + derivative.stepBias)
      #expect(derivative.standardError < 0.2 && derivative.biasText.contains("biased"))
      #expect((estimate.leapfrog != nil) == (sampler == .hamiltonian))
    }
  }

  @Test func splittingIsAccurate() throws {
    // Half the default size: within 3 % where nothing but a power corrects the volume.
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel, options.levels) = (400, 15, 0)
    for example in Self.cases where ["x^2, y^3", "definite squares"].contains(example.name) {
      let estimate = try estimateLearningCoefficient(
        of: example.potential, at: example.center, options: options, seed: 5, threads: 2)
      let lambda = try #require(estimate.lambda)
      #expect(abs(lambda - example.lambda) < 0.03 * max(1, example.lambda))
      #expect(estimate.standardError < 0.1 && estimate.levels.count == 20)
    }
  }

  /// At a radius that reaches other zeros, or one too small for the temperatures, the interval is right or the
  /// estimate is withheld.
  @Test(arguments: [1.0, 10_000]) func localizationsThatMisleadAreNoticed(gamma: Double) throws {
    let example = try #require(Self.cases.first { $0.name == "definite squares" })
    var options = LearningCoefficientOptions()
    options.localization = gamma
    (options.draws, options.levels) = (300, 0)
    let splitting = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, threads: 2)
    #expect(!splitting.warnings.isEmpty || splitting.interval?.contains(0.75) ?? true)
    options.sampler = .tempering
    let tempering = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, threads: 2)
    #expect(!tempering.warnings.isEmpty || tempering.interval?.contains(0.75) ?? true)
  }

  @Test func neighbouringSingularWeightsAreNoticed() throws {
    // At (0, 1) the ideal ⟨x·y⟩ has 1/2; within 1.5 lies the crossing, where the slope is smaller.
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let potential = Potential(sumOfSquares: [try ring.parse("x^2*y^4")])
    var options = LearningCoefficientOptions()
    (options.draws, options.localization, options.levels) = (400, 0.4, 0)
    let wide = try estimateLearningCoefficient(
      of: potential, at: [0, 1], options: options, threads: 2)
    #expect(!wide.warnings.isEmpty)
    options.localization = nil
    let local = try estimateLearningCoefficient(
      of: potential, at: [0, 1], options: options, threads: 2)
    #expect(local.warnings.isEmpty && local.interval?.contains(0.25) ?? false)
  }

  @Test func precisionEndsTheLevels() throws {
    let example = try #require(Self.cases.first { $0.name == "2,2,1 redundant" })
    var options = LearningCoefficientOptions()
    (options.draws, options.relativePrecision) = (200, 1e-2)
    let estimate = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, threads: 2)
    #expect(estimate.lambda == nil && estimate.interval == nil)
    #expect(estimate.warnings.contains { $0.contains("rounding") })
  }

  @Test(arguments: LearningCoefficientOptions.Sampler.allCases)
  func resultsDoNotDependOnThreads(sampler: LearningCoefficientOptions.Sampler) throws {
    var options = LearningCoefficientOptions()
    (options.sampler, options.draws, options.burnIn, options.chains) = (sampler, 64, 20, 4)
    options.levels = 0
    let example = try #require(Self.cases.first { $0.name == "2,2,1 one active" })
    let estimates = try [1, 2].map {
      try estimateLearningCoefficient(
        of: example.potential, at: example.center, options: options, threads: $0)
    }
    #expect(estimates[0] == estimates[1])
  }

  @Test func networksAreSampledBesideTheirRegularCoordinates() throws {
    let network = try Network(
      Architecture(widths: [2, 3, 1], degree: 3), weights: [1, 0, 0, 0, 0, 0, 1, 0, 0])
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel, options.levels) = (300, 10, 0)
    let estimate = try estimateLearningCoefficient(at: network, options: options, threads: 2)
    #expect(estimate.regularCoordinates == 2)
    #expect(estimate.interval?.contains(1.5) ?? false)
  }

  @Test func idealsAreSampledAtTheirPoint() throws {
    // At (1, −2), where the first generator is regular: 1/2 beside ⟨y²⟩ in coordinates moved to the origin.
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel, options.levels) = (100, 8, 60)
    let estimate = try estimateLearningCoefficient(
      of: [ring.parse("x - 1 + (y + 2)^3"), ring.parse("(y + 2)^2")], at: [1, -2],
      options: options, threads: 2)
    #expect(estimate.regularCoordinates == 1)
    #expect(estimate.interval?.contains(0.75) ?? false)
    // Far beyond what the digits of the point would allow without the move.
    #expect((estimate.volumes.last?.depth ?? 0) > 100)
  }

  @Test func multiplicitiesAreEstimated() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var options = LearningCoefficientOptions()
    if !runsLongTests {
      (options.draws, options.sweepsPerLevel, options.levels) = (200, 8, 100)
    }
    for (text, m) in [("x*y", 2), ("x^2*y", 1)] {
      let estimate = try estimateLearningCoefficient(
        of: [ring.parse(text)], at: [0, 0], options: options, threads: 2)
      let multiplicity = try #require(estimate.multiplicity)
      let error = try #require(estimate.multiplicityError)
      let tolerance = max(runsLongTests ? 0.5 : 1, 1.96 * error)
      #expect(abs(multiplicity - Double(m)) <= tolerance, "\(text)")
      #expect(estimate.fits.map(\.multiplicity) == [1, 2])
      #expect(abs(estimate.fits.reduce(0) { $0 + $1.weight } - 1) < 1e-9)
      let lambda = estimate.fits[m - 1].lambda
      #expect(abs(lambda - (m == 2 ? 0.5 : 0.25)) < 0.03)
    }
  }

  @Test func volumesFallLikeTheExactOnes() throws {
    // In the cube [−1, 1]²: the part where (xy)² ≤ ε is √ε (1 + log(1/√ε)).
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel, options.localization) = (100, 8, 1)
    options.levels = 100
    let estimate = try estimateLearningCoefficient(
      of: [ring.parse("x*y")], at: [0, 0], options: options, threads: 2)
    #expect(estimate.volumes.count > 50)
    for volume in estimate.volumes {
      let exact = -volume.depth / 2 + log1p(volume.depth / 2)
      #expect(abs(volume.logVolume - exact) < 6 * volume.spread + 0.3)
    }
  }

  @Test func contradictionsAreSaid() throws {
    let example = try #require(Self.cases.first { $0.name == "definite squares" })
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel) = (150, 8)
    options.levels = 0
    let estimate = try estimateLearningCoefficient(
      of: example.potential, at: example.center, options: options, threads: 2)
    #expect(estimate.contradiction(lower: Rational(3, 4), upper: Rational(3, 4)) == nil)
    #expect(estimate.contradiction(lower: 0, upper: nil) == nil)
    let wrong = try #require(estimate.contradiction(lower: 2, upper: 2))
    #expect(wrong.contains("contradicts the value 2") && wrong.contains("proven"))
    let bounds = try #require(
      estimate.contradiction(lower: 0, upper: Rational(1, 4), isProven: false))
    #expect(bounds.contains("the bounds 0 to 1/4") && bounds.contains("one of them is wrong"))
    let below = try #require(estimate.contradiction(lower: 1, upper: nil))
    #expect(below.contains("at least 1"))
  }
}
