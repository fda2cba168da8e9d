import AlgebraicStructures
import Computation
import ExactArithmetic

/// Label-noise SGD on a two-layer network, and what became of its neurons.
public struct LabelNoiseRun: Sendable {
  /// What the network does on one data point at the end.
  public struct DataPointPattern: Hashable, Sendable {
    /// The number of neurons with |⟨θ_j, x⟩| at most 10 % of the largest at this point: with φ′(0) = 0 they tend to zero
    /// like one over the number of steps.
    public let offCount: Int
    /// (max − min)/max |.| of ⟨θ_j, x⟩ over the other neurons.
    public let spreadOfOthers: Double
  }

  /// Which assumptions of the theorem hold, with what was measured.
  public struct Assumptions: Hashable, Sendable {
    /// Whether the inputs are linearly independent.
    public let hasIndependentData: Bool
    /// The smallest φ′ on the interval of all ⟨θ_j, x_i⟩ that were recorded.
    public let smallestSlope: Double
    /// The smallest φ‴ there.
    public let smallestThirdDerivative: Double
    /// Whether there is label noise.
    public let hasNoise: Bool

    /// Whether all hold: independent data, noise, and φ′, φ‴ ≥ 10⁻⁶.
    public var hold: Bool {
      hasIndependentData && smallestSlope >= 1e-6 && smallestThirdDerivative >= 1e-6 && hasNoise
    }
  }

  /// The problem.
  public let problem: LabelNoiseProblem
  /// The options.
  public let options: LabelNoiseOptions
  /// The seed of the noise.
  public let seed: UInt64
  /// Measurements in the order of steps: the warm-up, the noisy phase and the cool-down.
  public let curve: [LabelNoiseMeasurement]
  /// The gradient flow of the trace on the zero-loss manifold, measured at the times of the noisy phase
  /// (η² per step); empty if it was not asked for, has left the manifold, or takes more than 10⁸ operations a
  /// step (n·k·m·d for n samples with a span of dimension k).
  public let traceFlow: [LabelNoiseMeasurement]
  /// The θ_j at the end; for a run that has diverged, at the last measurement.
  public let features: [[Double]]
  /// The a_j there.
  public let outputWeights: [Double]
  /// What the neurons do on each data point at the end.
  public let pattern: [DataPointPattern]
  /// The assumptions of the theorem.
  public let assumptions: Assumptions
  /// Whether a parameter or a measured value overflowed; the curve ends before.
  public let diverged: Bool
  /// What ended the run early, if anything.
  public let stopped: ComputationStopped?

  /// Whether σ₂/σ₁ at the end is below 1 %: features of rank one on the span of the data.
  public var hasCollapsed: Bool { !diverged && (curve.last?.featureRatio ?? 1) < 0.01 }
}

/// Trains a two-layer network by stochastic gradient descent with fresh label noise.
///
/// Each step picks one sample (or all), adds normal noise to its label and descends along the gradient of
/// the squared error. On the zero-loss manifold this follows the Riemannian gradient flow of the trace of
/// the Hessian, with time η²σ²/(2n) per step; if the data are linearly independent, φ′ > 0 and φ‴ > 0, it
/// ends where all neurons agree on the data (Gatmiry, Li, Reddi, Jegelka, arXiv 2410.16401).
///
/// - Parameter problem: The network, its data and its first weights.
/// - Parameter options: Step, noise and length of the run.
/// - Parameter seed: Fixes the noise and the choice of samples.
/// - Parameter control: Limits and cancellation; a limit ends the run with what is known, noted in `stopped`.
/// - Parameter progress: Called from time to time with the part of all steps that is done.
/// - Complexity: m·d operations per step, m·d·n where all samples are used.
public func labelNoiseRun(
  _ problem: LabelNoiseProblem, options: LabelNoiseOptions = LabelNoiseOptions(),
  seed: UInt64 = 1, control: ComputationControl = ComputationControl(),
  progress: (@Sendable (Double) -> Void)? = nil
) -> LabelNoiseRun {
  var simulation = LabelNoiseSimulation(problem, options, seed: seed)
  var stopped: ComputationStopped?
  var flow: [LabelNoiseMeasurement] = []
  do throws(ComputationStopped) {
    flow = try simulation.run(control: control, progress: progress)
  } catch {
    stopped = error
  }
  return simulation.result(traceFlow: flow, stopped: stopped)
}

/// A run in progress.
private struct LabelNoiseSimulation {
  let problem: LabelNoiseProblem
  let options: LabelNoiseOptions
  let seed: UInt64
  var basis: [[Double]] = []
  var state: TwoLayerState
  /// The state at the last measurement.
  var lastFinite: TwoLayerState
  var scratch: TwoLayerState.Scratch
  var random: RandomSource
  var curve: [LabelNoiseMeasurement] = []
  var range = 0.0...0.0
  var step = 0
  var diverged = false

  init(_ problem: LabelNoiseProblem, _ options: LabelNoiseOptions, seed: UInt64) {
    require(options.recordInterval >= 1, "measurements every \(options.recordInterval) steps")
    self.problem = problem
    self.options = options
    self.seed = seed
    state = TwoLayerState(problem)
    lastFinite = state
    scratch = TwoLayerState.Scratch(state)
    random = RandomSource(seed: seed)
  }

  mutating func run(
    control: ComputationControl, progress: (@Sendable (Double) -> Void)?
  ) throws(ComputationStopped) -> [LabelNoiseMeasurement] {
    basis = try orthonormalBasis(of: problem.inputs) { () throws(ComputationStopped) in
      try control.checkpoint()
    }
    try record(control)
    try phase(steps: options.warmUpSteps, noise: 0, control, progress)
    let start = state
    let first = max(curve.count - 1, 0)
    try phase(steps: options.steps, noise: options.noise, control, progress)
    let noisy = first..<curve.count
    try phase(steps: options.coolDownSteps, noise: 0, control, progress)
    let size = Double(problem.neuronCount) * Double(problem.dimension)
    let work = Double(problem.inputs.count) * min(Double(problem.inputs.count), size) * size
    guard options.followsTraceFlow, options.noise > 0, !diverged, noisy.count > 1, work <= 1e8
    else { return [] }
    return try TraceFlow(start, basis: basis).measurements(
      at: curve[noisy].map(\.step),
      timePerStep: options.stepSize * options.stepSize * options.noise * options.noise
        / Double(2 * problem.inputs.count), control: control)
  }

  private mutating func phase(
    steps: Int, noise: Double, _ control: ComputationControl,
    _ progress: (@Sendable (Double) -> Void)?
  ) throws(ComputationStopped) {
    let count = problem.inputs.count
    var labels = problem.targets
    let total = [options.warmUpSteps, options.steps, options.coolDownSteps]
      .reduce(0.0) { $0 + Double($1) }
    let work =
      Double(problem.neuronCount * problem.dimension) * (options.usesAllSamples ? Double(count) : 1)
    let stepsPerCheckpoint = Int(min(1024, max(1, 1e6 / work)))
    for index in 0..<steps {
      if diverged { break }
      if index.isMultiple(of: stepsPerCheckpoint) { try control.checkpoint() }
      if options.usesAllSamples {
        for i in labels.indices {
          labels[i] = problem.targets[i] + (noise > 0 ? noise * random.normal() : 0)
        }
        state.descend(
          batch: 0..<count, labels: labels, step: options.stepSize, scratch: &scratch)
      } else {
        let i = Int(random.next(below: UInt64(count)))
        labels[i] = problem.targets[i] + (noise > 0 ? noise * random.normal() : 0)
        state.descend(batch: i..<i + 1, labels: labels, step: options.stepSize, scratch: &scratch)
      }
      step += 1
      if step.isMultiple(of: options.recordInterval) || index == steps - 1 {
        try record(control)
        progress?(Double(step) / max(total, 1))
      }
    }
  }

  private mutating func record(_ control: ComputationControl) throws(ComputationStopped) {
    try control.checkpoint()
    let isFinite = state.parameters.allSatisfy(\.isFinite) && state.loss.isFinite
    let measurement =
      isFinite
      ? try LabelNoiseMeasurement(step: step, state, basis: basis, control: control) : nil
    guard let measurement, measurement.isFinite else {
      diverged = true
      state = lastFinite
      return
    }
    lastFinite = state
    curve.append(measurement)
    for (i, x) in problem.inputs.enumerated() {
      if i.isMultiple(of: 1024) { try control.checkpoint() }
      for j in 0..<problem.neuronCount {
        let z = state.preactivation(j, x)
        range = min(range.lowerBound, z)...max(range.upperBound, z)
      }
    }
  }

  func result(
    traceFlow: [LabelNoiseMeasurement], stopped: ComputationStopped?
  ) -> LabelNoiseRun {
    let dimension = problem.dimension
    return LabelNoiseRun(
      problem: problem, options: options, seed: seed, curve: curve, traceFlow: traceFlow,
      features: (0..<problem.neuronCount).map {
        Array(state.parameters[$0 * dimension..<($0 + 1) * dimension])
      },
      outputWeights: (0..<problem.neuronCount).map(state.outputWeight),
      pattern: problem.inputs.map(pattern),
      assumptions: .init(
        hasIndependentData: basis.count == problem.inputs.count,
        smallestSlope: smallest(state.slope),
        smallestThirdDerivative: smallest(state.third),
        hasNoise: options.noise > 0),
      diverged: diverged, stopped: stopped)
  }

  /// The smallest value of a polynomial on the range of all ⟨θ_j, x_i⟩.
  private func smallest(_ coefficients: [Double]) -> Double {
    horner(coefficients, smallestArgument(in: range) { horner(coefficients, $0) })
  }

  private func pattern(_ x: [Double]) -> LabelNoiseRun.DataPointPattern {
    let z = (0..<problem.neuronCount).map { state.preactivation($0, x) }
    let largest = z.reduce(0) { max($0, abs($1)) }
    let others = z.filter { abs($0) > 0.1 * largest }
    let spread = (others.max() ?? 0) - (others.min() ?? 0)
    return .init(
      offCount: z.count - others.count, spreadOfOthers: largest > 0 ? spread / largest : 0)
  }
}
