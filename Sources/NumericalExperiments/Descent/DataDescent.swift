import Computation
import ExactArithmetic
import Networks

/// One run of descent on data in progress.
struct DataDescent<Model: PolynomialModel> {
  private let fitting: DataFitting<Model>
  private let options: DescentOptions
  /// Of all samples, where the model has fast kernels.
  private let whole: BatchEvaluator?
  private let part: BatchEvaluator?
  private var order: BatchOrder?
  private var parameters: [Double]
  private var gradient: [Double]
  private var step = 0
  private var losses = LossRecord()
  /// The last point at which everything was finite.
  private var last: (loss: Double, size: Double, parameters: [Double])
  /// The floating-point operations of a step, about.
  private let operationsPerStep: Double

  init(
    _ fitting: DataFitting<Model>, fast: SquaredLoss?, options: DescentOptions, start: [Double],
    random: RandomSource
  ) {
    self.fitting = fitting
    self.options = options
    let count = fitting.inputs.count
    whole = fast.map {
      BatchEvaluator($0, comparison: SampleComparison(fitting.loss), capacity: count)
    }
    whole?.load(0..<count)
    let size = options.batchSize.map { min($0, count) }
    part =
      size.flatMap { size in
        fast.map { BatchEvaluator($0, comparison: SampleComparison(fitting.loss), capacity: size) }
      }
    order = size.map {
      BatchOrder(sampleCount: count, batchSize: $0, order: options.batchOrder, random: random)
    }
    parameters = start
    gradient = start.map { _ in 0 }
    last = (.infinity, .infinity, start)
    let outputs = fast == nil ? Double(max(fitting.model.outputCount, 1)) : 1
    operationsPerStep =
      (options.method == .flow ? 6 : 1) * 4 * outputs * Double(size ?? count)
      * Double(start.count)
  }

  mutating func run(
    index: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> DataDescentRun {
    let isFinite = try options.method == .flow ? flow(control) : iterate(control)
    if last.loss.isFinite { losses.add(last.loss, step: step, isLast: true) }
    return DataDescentRun(
      index: index, finalLoss: last.loss, gradientNorm: last.size, steps: step,
      rank: isFinite ? try rank(seed: seed, control) : nil, losses: losses.points,
      parameters: last.parameters, hasDiverged: !isFinite)
  }

  /// The loss on all samples and the gradient of what is minimised.
  private func evaluate(at point: [Double], into gradient: inout [Double]) -> Double {
    let loss: Double
    if let whole {
      loss = whole.gradient(at: point, into: &gradient)
    } else {
      (loss, gradient) = fitting.valueAndGradient(at: point)
    }
    addDecay(options.weightDecay, at: point, to: &gradient)
    return loss
  }

  /// Looks at the present point: whether to stop, and then whether all is finite.
  private mutating func observe(_ loss: Double) -> Bool? {
    let size = euclideanNorm(gradient)
    guard loss.isFinite, size.isFinite else { return false }
    last = (loss, size, parameters)
    losses.add(loss, step: step)
    let limit =
      options.method == .flow
      ? max(options.lossTolerance, DescentOptions.flowLossTolerance) : options.lossTolerance
    let isDone =
      loss <= limit || size <= options.gradientTolerance || step >= options.maximumSteps
    return isDone ? true : nil
  }

  /// Follows the flow; returns whether all stayed finite.
  private mutating func flow(_ control: ComputationControl) throws(ComputationStopped) -> Bool {
    let run = self
    func derivative(_ point: [Double], _ slope: inout [Double]) {
      _ = run.evaluate(at: point, into: &slope)
      for i in slope.indices { slope[i] = -slope[i] }
    }
    var integrator = DormandPrince(
      parameters, relativeTolerance: 1e-6, absoluteTolerance: 1e-9, derivative: derivative)
    while true {
      try control.checkpoint(operations: operationsPerStep)
      (parameters, gradient) = (integrator.state, integrator.slope)
      let loss = whole?.value(at: parameters) ?? fitting.value(at: parameters)
      if let isFinite = observe(loss) { return isFinite }
      if !integrator.advance(to: .greatestFiniteMagnitude, derivative: derivative) { return true }
      step += 1
    }
  }

  /// Makes steps; returns whether all stayed finite.
  private mutating func iterate(_ control: ComputationControl) throws(ComputationStopped) -> Bool {
    var rule = UpdateRule(options, parameterCount: parameters.count)
    let interval = order?.batchCount ?? 1
    while true {
      try control.checkpoint(operations: operationsPerStep)
      if step.isMultiple(of: interval) || step >= options.maximumSteps {
        let loss = evaluate(at: parameters, into: &gradient)
        if let isFinite = observe(loss) { return isFinite }
      }
      if let samples = order?.next() {
        if let part {
          part.load(samples)
          _ = part.gradient(at: parameters, into: &gradient)
        } else {
          gradient = fitting.valueAndGradient(at: parameters, samples: samples).gradient
        }
        addDecay(options.weightDecay, at: parameters, to: &gradient)
      }
      rule.apply(gradient, to: &parameters)
      step += 1
    }
  }

  private func rank(
    seed: UInt64, _ control: ComputationControl
  ) throws(ComputationStopped) -> Int? {
    let jacobian =
      (fitting.model as? Architecture).map {
        DataJacobian($0, at: last.parameters, inputs: fitting.inputs, loss: fitting.loss)
      }
      ?? DataJacobian(
        fitting.model, at: last.parameters, inputs: fitting.inputs, loss: fitting.loss)
    guard DataSpectrum.limit(rows: jacobian.rowCount, columns: jacobian.parameterCount) == nil,
      let spectrum = try DataSpectrum(jacobian, seed: seed, control: control)
    else { return nil }
    return NumericalRank(
      singularValues: spectrum.singularValues, rule: .endpoint(loss: last.loss)
    ).rank
  }
}
