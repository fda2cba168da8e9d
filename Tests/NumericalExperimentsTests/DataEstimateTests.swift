import SingularLearning
import Testing

/// Estimates of the learning coefficient on data, where the value is known.
@Suite struct DataEstimateTests {
  /// Short runs.
  private static func options(
    _ sampler: LearningCoefficientOptions.Sampler
  ) -> LearningCoefficientOptions {
    var options = LearningCoefficientOptions()
    options.sampler = sampler
    switch sampler {
    case .splitting:
      (options.draws, options.sweepsPerLevel, options.levels, options.chains) = (100, 6, 0, 4)
    default: (options.draws, options.chains) = (600, 4)
    }
    return options
  }

  private static let inputs: [[Double]] = [[1, 0], [0, 1], [1, 1], [1, -1], [2, 1], [1, 2]]

  /// A linear map (2,2): regular, with λ = 4/2, and (2,3) with classes: 2·(3 − 1)/2.
  @Test(arguments: [DataLoss.squared, .categorical]) func regular(loss: DataLoss) throws {
    let outputs = loss == .squared ? 2 : 3
    let architecture = try Architecture(widths: [2, outputs], activations: [])
    let weights = [1, 0.5, -0.5, 1, 0.25, 0.75].prefix(2 * outputs).map { $0 }
    let potential = Potential(architecture, at: weights, inputs: Self.inputs, loss: loss)
    for batchSize in [nil, 3] {
      var options = Self.options(.psgld)
      options.batchSize = batchSize
      let plan = DataEstimatePlan(options)
      let estimate = try estimateLearningCoefficient(of: potential, at: weights, plan: plan)
      let interval = try #require(estimate.interval, "\(estimate.warnings)")
      #expect(interval.contains(2), "batches of \(batchSize ?? 0): \(interval)")
      let again = try estimateLearningCoefficient(
        of: potential, at: weights, plan: plan, threads: 2)
      #expect(again == estimate)
    }
  }

  /// The value and the gradient of the divergence against differences, and no cancellation near the point.
  @Test func divergence() throws {
    let architecture = try Architecture(widths: [2, 3], activations: [])
    let weights = [1, 0.5, -0.5, 1, 0.25, 0.75]
    let potential = Potential(
      architecture, at: weights, inputs: Self.inputs, loss: .categorical)
    let value = potential.makeValueEvaluator()
    #expect(value(weights) == 0)
    let evaluate = potential.makeEvaluator()
    var gradient = [Double](repeating: 0, count: 6)
    let point = [0.5, 0.75, -1, 0.5, 0.5, 1]
    let generic = Potential(
      PolynomialOutputs(architecture), at: weights, inputs: Self.inputs, loss: .categorical)
    var other = gradient
    let k = evaluate(point, &gradient)
    #expect(abs(k - generic.makeEvaluator()(point, &other)) < 1e-14)
    for i in point.indices {
      var (plus, minus) = (point, point)
      plus[i] += 1e-5
      minus[i] -= 1e-5
      #expect(abs((value(plus) - value(minus)) / 2e-5 - gradient[i]) < 1e-8)
      #expect(abs(gradient[i] - other[i]) < 1e-14)
    }
    // Near the point K is quadratic, down to changes of 10⁻¹¹.
    func near(_ t: Double) -> Double {
      value(weights.enumerated().map { $1 + t * Double($0 + 1) * Double($0 % 2 == 0 ? 1 : -1) })
    }
    #expect(abs(near(1e-11) / near(1e-5) * 1e12 - 1) < 1e-3)
  }

  /// A dead neuron: with the outer layer alone the cubic of the other one is regular, 1/2; with its own row it has nothing
  /// to vary, and the localizing term holds everything.
  @Test func chosenParameters() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let weights: [Double] = [1, 0, 0, 0, 1, 0]
    let potential = Potential(architecture, at: weights, inputs: Self.inputs, loss: .squared)
    let outer = try estimateLearningCoefficient(
      of: potential, at: weights,
      plan: DataEstimatePlan(Self.options(.splitting), parameters: [4, 5]))
    let interval = try #require(outer.interval)
    #expect(interval.contains(0.5), "\(interval)")
    let restricted = potential.restricted(to: [0, 1, 4], at: weights)
    var (whole, part) = ([Double](repeating: 0, count: 6), [0.0, 0, 0])
    let k = potential.makeEvaluator()([1.5, 0.25, 0, 0, 2, 0], &whole)
    #expect(restricted.makeEvaluator()([1.5, 0.25, 2], &part) == k)
    #expect(part == [whole[0], whole[1], whole[4]])
    let dead = try estimateLearningCoefficient(
      of: potential, at: weights,
      plan: DataEstimatePlan(Self.options(.psgld), parameters: [2, 3]))
    #expect(dead.warnings.contains { $0.contains("localizing term holds") })
  }

  /// tanh with one hidden unit: both weights count, λ = 1.
  @Test func named() throws {
    let architecture = try NamedArchitecture(widths: [1, 1, 1], activations: [.tanh])
    let weights = [0.75, 1.5]
    let network = NamedNetwork(architecture, weights: weights)
    let data = Dataset(inputs: .floating([[-2], [-0.5], [0.25], [1], [3]]))
    let answer = dataLearningCoefficient(
      of: network, on: data, plan: DataEstimatePlan(Self.options(.hamiltonian)))
    #expect(answer.result?.lower == 1 && answer.stop == nil)
    let interval = try #require(answer.estimate?.interval)
    #expect(interval.contains(1), "\(interval)")
  }

  /// Weights near a dead neuron: what is exact there is on record beside the estimate.
  @Test func nearestSubnetwork() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let network = FloatingNetwork(
      architecture, weights: [1, 0.5, 1e-12, -1e-12, 1, 1e-12], type: .float64)
    let data = Dataset(inputs: .floating(Self.inputs))
    let answer = dataLearningCoefficient(of: network, on: data, plan: nil)
    #expect(answer.nearest?.lambda == Rational(5) / 4)
    #expect(answer.result != nil && answer.estimate == nil)
  }
}
