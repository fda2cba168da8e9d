import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct LabelNoiseTests {
  /// The documented setting: φ = t + t³, d = 5, n = 3, m = 10.
  private func run(
    widths: [Int] = [5, 10, 1], coefficients: [Rational] = [0, 1, 0, 1], samples: Int = 3,
    seed: UInt64, _ change: (inout LabelNoiseOptions) -> Void = { _ in }
  ) throws -> LabelNoiseRun {
    let architecture = try Architecture(
      widths: widths, activations: [.polynomial(coefficients: coefficients)])
    var options = LabelNoiseOptions()
    options.followsTraceFlow = false
    change(&options)
    let problem = try LabelNoiseProblem.random(architecture, sampleCount: samples, seed: seed)
    return labelNoiseRun(problem, options: options, seed: seed)
  }

  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func featuresCollapseToRankOne(seed: UInt64) throws {
    let run = try run(seed: seed)
    let last = try #require(run.curve.last)
    #expect(run.assumptions.hold && run.hasCollapsed)
    #expect(last.featureRatio < 1e-9 && last.disagreement < 1e-9 && last.loss < 1e-20)
    #expect(run.pattern.allSatisfy { $0.offCount == 0 && $0.spreadOfOthers < 1e-9 })
    let optimum = try #require(run.problem.agreeingTrace)
    #expect(agree(last.hessianTrace, optimum, relative: 1e-8))
    // At 9,000 steps, 6,000 of them noisy, as documented.
    let early = try #require(run.curve.first { $0.step >= 11_000 })
    #expect(early.featureRatio < 0.05)
  }

  @Test func withoutNoiseNothingMoves() throws {
    let run = try run(seed: 1) {
      $0.noise = 0
      $0.steps = 20_000
    }
    let start = try #require(run.curve.first { $0.step >= 3_000 })
    let last = try #require(run.curve.last)
    #expect(!run.hasCollapsed && last.featureRatio > 0.1)
    #expect(agree(last.featureRatio, start.featureRatio, relative: 1e-6))
    #expect(!run.assumptions.hold && !run.assumptions.hasNoise)
  }

  @Test func inLowDimensionTheDataAreDependent() throws {
    let run = try run(widths: [2, 10, 1], samples: 5, seed: 1) { $0.steps = 10_000 }
    #expect(!run.assumptions.hasIndependentData && !run.assumptions.hold)
  }

  @Test func aNegativeThirdDerivativeIsReportedAndDoesNotCollapse() throws {
    // φ = t − t³/100: φ′ > 0 on the range visited, φ‴ < 0.
    let run = try run(coefficients: [0, 1, 0, Rational(-1, 100)], seed: 1)
    #expect(run.assumptions.smallestThirdDerivative < 0 && !run.assumptions.hold)
    #expect(run.diverged || !run.hasCollapsed)
  }

  @Test func pureCubicNeuronsSwitchOffOnePointEach() throws {
    // φ = t³ has φ′(0) = 0: on every data point the active neurons agree, the others are off.
    let run = try run(coefficients: [0, 0, 0, 1], seed: 2) { $0.steps = 150_000 }
    #expect(run.assumptions.smallestSlope < 1e-6)
    #expect(!run.diverged && !run.assumptions.hold)
    #expect(run.pattern.contains { $0.offCount > 0 })
    #expect(run.pattern.allSatisfy { $0.spreadOfOthers < 0.2 })
    #expect(!run.hasCollapsed)
  }

  @Test func sgdFollowsTheGradientFlowOfTheTrace() throws {
    // A small step, where the corrections of order η are small.
    let run = try run(seed: 3) {
      $0.stepSize = 0.002
      $0.steps = 100_000
      $0.warmUpSteps = 20_000
      $0.coolDownSteps = 0
      $0.recordInterval = 10_000
      $0.followsTraceFlow = true
    }
    let start = run.curve.count - run.traceFlow.count
    #expect(run.traceFlow.count >= 10 && run.traceFlow.allSatisfy { $0.loss < 1e-14 })
    for (sgd, flow) in zip(run.curve[start...], run.traceFlow) {
      #expect(sgd.step == flow.step)
      #expect(abs(log(sgd.disagreement / flow.disagreement)) < 0.35)
    }
    // The flow lowers the trace all the time.
    for (a, b) in zip(run.traceFlow, run.traceFlow.dropFirst()) {
      #expect(b.hessianTrace <= a.hessianTrace * (1 + 1e-9))
    }
  }

  @Test func theTraceIsThatOfTheNetworkEngine() throws {
    let run = try run(seed: 4) { $0.steps = 1_000 }
    let network = try Architecture(
      widths: [5, 10, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])])
    let evaluator = SquaredLoss(
      network, inputs: run.problem.inputs, targets: run.problem.targets.map { [$0] },
      weights: [1, 1, 1]
    ).makeEvaluator()
    let parameters = run.features.flatMap { $0 } + Array(repeating: 1, count: 10)
    // The engine's Hessian has the output weights too: the squares of the outputs of the neurons.
    let outputs = run.problem.inputs.reduce(0.0) { sum, x in
      sum
        + run.features.reduce(0.0) { part, theta in
          let z = zip(theta, x).reduce(0) { $0 + $1.0 * $1.1 }
          return part + (z + z * z * z) * (z + z * z * z)
        }
    }
    let last = try #require(run.curve.last)
    #expect(agree(evaluator.hessianTrace(at: parameters), last.hessianTrace + 2 * outputs))
    #expect(agree(evaluator.value(at: parameters) / 3, last.loss, scale: 1e-10))
  }

  /// Curves of an independent NumPy script (`generate_label_noise.py`).
  @Test func curvesEqualThoseOfNumPy() throws {
    struct Curve: Decodable {
      var steps: [Int]
      var loss: [Double]
      var hessianTrace: [Double]
      var featureRatio: [Double]
    }
    struct Reference: Decodable {
      var inputs: [[Double]]
      var targets: [Double]
      var features: [[Double]]
      var seed: UInt64
      var noisy: Curve
      var noiseless: Curve
    }
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: referenceDataURL("label_noise_numpy.json")))
    let problem = LabelNoiseProblem(
      activation: [0, 1, 0, 1], inputs: reference.inputs, targets: reference.targets,
      features: reference.features)
    for (curve, noise) in [(reference.noisy, 1.0), (reference.noiseless, 0.0)] {
      var options = LabelNoiseOptions()
      options.followsTraceFlow = false
      options.noise = noise
      if noise == 0 { (options.steps, options.coolDownSteps) = (10_000, 0) }
      let run = labelNoiseRun(problem, options: options, seed: reference.seed)
      #expect(run.curve.map(\.step) == curve.steps)
      for (point, index) in zip(run.curve, curve.steps.indices) {
        #expect(agree(point.loss, curve.loss[index], scale: 1e-8, relative: 1e-6))
        #expect(agree(point.hessianTrace, curve.hessianTrace[index], relative: 1e-6))
        #expect(agree(point.featureRatio, curve.featureRatio[index], scale: 1e-8, relative: 1e-5))
      }
    }
  }
}
