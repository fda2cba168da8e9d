import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Foundation
import Networks

/// One run of descent in progress.
struct DescentComputation {
  private let evaluator: LossEvaluator
  /// `nil` where the Jacobian is too large for singular values.
  private let sampler: JacobianSampler?
  private let options: DescentOptions
  private let architecture: Architecture
  /// The generic rank of J.
  private let regularRank: Int
  /// The loss of the zero function: what losses are compared with.
  private let lossScale: Double
  /// How large the function is beside the targets.
  private let functionSize: FunctionSize
  private var parameters: [Double]
  private var gradient: [Double]
  private var step = 0
  private var time = 0.0
  private var plateaus = PlateauDetector()
  private var places: [DescentRun.Place] = []
  private var trace: [DescentRun.TracePoint] = []
  private var nextRecord = 0
  private var losses = LossRecord()
  /// Fixes the order of mini-batches.
  private let random: RandomSource
  /// Checkpoints after about a million multiplications, and at least every 256 steps.
  private let stepsPerCheckpoint: Int
  /// The floating-point operations of one step, about.
  private let operationsPerStep: Double
  /// The last point at which everything was finite.
  private var last: PlateauDetector.Point

  init(
    _ loss: SquaredLoss, sampler: JacobianSampler?, options: DescentOptions, regularRank: Int,
    start: [Double], random: RandomSource
  ) {
    self.random = random
    self.regularRank = regularRank
    evaluator = loss.makeEvaluator()
    self.sampler = sampler
    self.options = options
    architecture = loss.architecture
    parameters = start
    gradient = start.map { _ in 0 }
    lossScale = loss.targetMeanSquare
    functionSize = FunctionSize(loss, start: start)
    stepsPerCheckpoint = Int(min(256, max(1, 1e6 / max(loss.evaluationSize, 1))))
    // The flow has six new slopes and a value in each step. Looking at a point takes some operations more.
    let gradients = options.method == .flow ? 6.0 : 1.0
    operationsPerStep =
      (3 * gradients + 1) * loss.evaluationSize + 1e2 * Double(loss.architecture.parameterCount)
    last = PlateauDetector.Point(
      step: 0, loss: .greatestFiniteMagnitude, gradientNorm: .greatestFiniteMagnitude,
      parameters: start)
  }

  mutating func run(
    index: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun {
    let startDistance = numericalOperations(
      architecture, at: parameters, functionSize: functionSize.value(at: parameters)
    ).first?.distance
    let reason = try options.method == .flow ? flow(control) : iterate(control)
    let loss = evaluator.gradient(at: parameters, into: &gradient)
    addDecay(options.weightDecay, at: parameters, to: &gradient)
    let gradientNorm = euclideanNorm(gradient)
    if loss.isFinite { losses.add(loss, step: step, isLast: true) }
    guard reason != .divergence, loss.isFinite, gradientNorm.isFinite else {
      return DescentRun(
        index: index, stopReason: .divergence, startDistance: startDistance,
        end: DescentRun.Place(divergedAfter: last, tolerance: options.nearTolerance),
        plateaus: places, confirmation: nil, losses: losses.points, trace: trace)
    }
    var end = try place(
      at: parameters, step: step, loss: loss, gradientNorm: gradientNorm,
      tolerance: endTolerance(loss), rule: .endpoint(loss: loss / lossScale), control)
    end = try polished(end, control)
    return DescentRun(
      index: index, stopReason: reason, startDistance: startDistance, end: end, plateaus: places,
      confirmation: end.looksLikeSubnetwork
        ? try confirmation(of: end, seed: seed, control: control) : nil,
      losses: losses.points, trace: trace)
  }

  /// The tolerance of operations at an end with loss L.
  ///
  /// Distances of L^{1/(2D)} may still be on their way to zero: a contribution of degree D in them is √L.
  /// Three times that, between 1e-6 and `nearTolerance`.
  private func endTolerance(_ loss: Double) -> Double {
    let relative = lossScale > 0 ? loss / lossScale : loss
    let size = 3 * pow(max(relative, 0), 1 / Double(2 * max(architecture.inputDegree, 2)))
    return min(max(size, 1e-6), options.nearTolerance)
  }

  /// How clearly the operations that hold are separated from those that do not: the smallest ratio, of
  /// distances of pairs, and of contributions of neurons (powers of their distances).
  private func separation(
    holding: [NumericalOperation], others: [NumericalOperation]
  ) -> Double {
    [true, false].map { isRedundancy in
      func size(_ operation: NumericalOperation) -> Double {
        let activation = architecture.activations[operation.layer - 1]
        return !isRedundancy && activation.isMonomial
          ? pow(operation.distance, Double(activation.degree)) : operation.distance
      }
      let last = holding.filter { ($0.operation.state == .redundant) == isRedundancy }.map(size)
        .max()
      let next = others.filter { ($0.operation.state == .redundant) == isRedundancy }.map(size)
        .min()
      guard let last, last > 0, let next else { return .infinity }
      return next / last
    }.min() ?? .infinity
  }

  private mutating func iterate(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.StopReason {
    var rule = UpdateRule(options, parameterCount: parameters.count)
    var batches = options.batchSize.map { size in
      (
        evaluator: BatchEvaluator(evaluator.loss, capacity: min(size, evaluator.loss.sampleCount)),
        order: BatchOrder(
          sampleCount: evaluator.loss.sampleCount, batchSize: size, order: options.batchOrder,
          random: random)
      )
    }
    // With mini-batches the whole loss is looked at after each epoch only.
    let interval = batches?.order.batchCount ?? 1
    while true {
      if batches == nil || step.isMultiple(of: interval) || step >= options.maximumSteps {
        let loss = evaluator.gradient(at: parameters, into: &gradient)
        addDecay(options.weightDecay, at: parameters, to: &gradient)
        if let reason = try observe(loss, control) { return reason }
      }
      if let samples = batches?.order.next() {
        if step.isMultiple(of: stepsPerCheckpoint) {
          try control.checkpoint(operations: Double(stepsPerCheckpoint) * operationsPerStep)
        }
        batches?.evaluator.load(samples)
        _ = batches?.evaluator.gradient(at: parameters, into: &gradient)
        addDecay(options.weightDecay, at: parameters, to: &gradient)
      }
      rule.apply(gradient, to: &parameters)
      step += 1
      time += options.stepSize
    }
  }

  private mutating func flow(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.StopReason {
    let (evaluator, decay) = (evaluator, options.weightDecay)
    func derivative(_ point: [Double], _ slope: inout [Double]) {
      _ = evaluator.gradient(at: point, into: &slope)
      addDecay(decay, at: point, to: &slope)
      for i in slope.indices { slope[i] = -slope[i] }
    }
    var integrator = DormandPrince(
      parameters, relativeTolerance: 1e-6, absoluteTolerance: 1e-9, derivative: derivative)
    while true {
      parameters = integrator.state
      time = integrator.time
      gradient = integrator.slope
      let loss = evaluator.value(at: parameters)
      if let reason = try observe(loss, control) { return reason }
      if loss <= DescentOptions.flowLossTolerance * lossScale { return .loss }
      if !integrator.advance(to: .greatestFiniteMagnitude, derivative: derivative) {
        return .gradient
      }
      step += 1
    }
  }

  /// Looks at the present point; returns why to stop, if there is a reason.
  private mutating func observe(
    _ loss: Double, _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.StopReason? {
    if step.isMultiple(of: stepsPerCheckpoint) {
      try control.checkpoint(operations: Double(stepsPerCheckpoint) * operationsPerStep)
    }
    let size = euclideanNorm(gradient)
    guard loss.isFinite, size.isFinite else { return .divergence }
    // In place, as this happens in every step.
    for i in parameters.indices { last.parameters[i] = parameters[i] }
    (last.step, last.loss, last.gradientNorm) = (step, loss, size)
    losses.add(loss, step: step)
    if options.recordsTrace && step >= nextRecord { try record(loss, size, control) }
    if let plateau = plateaus.observe(
      step: step, loss: loss, gradientNorm: size, parameters: parameters)
    {
      places.append(
        try place(
          at: plateau.parameters, step: plateau.step, loss: plateau.loss,
          gradientNorm: plateau.gradientNorm, tolerance: options.nearTolerance,
          rule: .init(cut: 0.01, noise: 0.01), control))
    }
    if loss <= options.lossTolerance * lossScale { return .loss }
    if size <= options.gradientTolerance { return .gradient }
    return step >= options.maximumSteps ? .steps : nil
  }

  private mutating func record(
    _ loss: Double, _ gradientNorm: Double, _ control: ComputationControl
  ) throws(ComputationStopped) {
    let following = step.multipliedReportingOverflow(by: 6)
    nextRecord = max(step + 1, following.overflow ? .max : following.partialValue / 5)
    let geometry = neuronGeometry(architecture, at: parameters)
    let rank = try sampler?.rank(
      at: parameters, rule: .init(cut: 1e-3, noise: 1e-3), control: control)
    trace.append(
      DescentRun.TracePoint(
        step: step, time: time, loss: loss, gradientNorm: gradientNorm, rank: rank?.count ?? 0,
        neuronNorms: geometry.norms, cosines: geometry.cosines))
  }

  private func place(
    at parameters: [Double], step: Int, loss: Double, gradientNorm: Double, tolerance: Double,
    rule: NumericalRank.Rule, _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.Place {
    let size = functionSize.value(at: parameters)
    let operations = numericalOperations(
      architecture, at: parameters, tolerance: tolerance, functionSize: size)
    let holding = operations.filter { $0.distance <= tolerance }
    let others = operations.filter { $0.distance > tolerance }
    let gap = separation(holding: holding, others: others)
    // Where a layer vanishes all of J may shrink, and its singular values say nothing about the limit.
    let point =
      empties(holding)
      ? snapped(parameters, holding) : parameters
    let rank = try sampler?.rank(at: point, rule: rule, control: control)
    return DescentRun.Place(
      step: step, loss: loss, gradientNorm: gradientNorm, rank: rank?.rank,
      singularGap: rank.flatMap { $0.gap.isFinite ? $0.gap : nil }, operations: holding,
      tolerance: tolerance, nearest: operations.first, functionSize: size,
      operationGap: gap.isFinite ? gap : nil, parameters: parameters)
  }

  /// Whether all neurons of some layer are inactive.
  private func empties(_ operations: [NumericalOperation]) -> Bool {
    (1..<architecture.layerCount).contains { layer in
      let inactive = operations.filter { $0.layer == layer && $0.operation.state != .redundant }
      return Set(inactive.flatMap(\.neurons)).count == architecture.widths[layer]
    }
  }

  /// The nearest parameters at which operations hold exactly.
  private func snapped(_ parameters: [Double], _ operations: [NumericalOperation]) -> [Double] {
    let stratum = StratumMap(architecture, operations: operations, near: parameters)
    return stratum.parameters(stratum.start)
  }

  /// The end after steps of Gauss and Newton, where the limit of the run is certain: where J has the
  /// generic rank and these steps reach a zero of the loss.
  ///
  /// Convergence is exponential there, and the limit is as near as the loss is small. Elsewhere polishing
  /// could leave a stratum that the run approaches slowly, and the end stays as it is.
  private func polished(
    _ end: DescentRun.Place, _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.Place {
    // With a penalty the limit is no zero of the loss.
    if options.weightDecay > 0 { return end }
    let all = StratumMap(architecture, operations: [], near: end.parameters)
    let (variables, loss) = try leastSquaresSolution(
      evaluator, on: all, maximumSteps: 30, control: control)
    let polished = all.parameters(variables)
    let move = euclideanNorm(zip(polished, end.parameters).map { $0 - $1 })
    guard loss <= 1e-20 * lossScale, move <= 0.01 * euclideanNorm(end.parameters),
      try sampler?.rank(at: polished, rule: .init(cut: 1e-6, noise: 1e-6), control: control)?.rank
        == regularRank
    else { return end }
    return try place(
      at: polished, step: end.step, loss: loss, gradientNorm: end.gradientNorm,
      tolerance: endTolerance(loss), rule: .endpoint(loss: loss / lossScale), control)
  }

  /// Snaps the end to the stratum of its operations, solves again on it, and checks in exact arithmetic.
  private func confirmation(
    of end: DescentRun.Place, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.Confirmation {
    let stratum = StratumMap(architecture, operations: end.operations, near: end.parameters)
    // With a penalty the end is no minimum of the loss itself.
    let variables =
      options.weightDecay > 0
      ? stratum.start
      : try leastSquaresSolution(evaluator, on: stratum, control: control).variables
    let network: Network
    do { network = try stratum.network(architecture, variables) } catch {
      contractViolation("a stratum of \(architecture) has other weights: \(error)")
    }
    let diagnosis = try diagnose(network, seed: seed, control: control)
    let exact = try CriticalLoci.rank(
      at: network, includingKernel: false, seed: seed, control: control)
    // Everything is measured at the exact point: its weights are rounded.
    let point = network.roundedWeights
    let loss = evaluator.value(at: point)
    let move = zip(point, end.parameters).map { $0 - $1 }
    let distance = euclideanNorm(move) / max(euclideanNorm(end.parameters), .leastNormalMagnitude)
    let isNear = distance <= 2 * end.tolerance
    return DescentRun.Confirmation(
      weights: network.weights.map(\.description), exactRank: exact.rank,
      isRankProven: exact.evidence.isProven, isSubnetwork: diagnosis.isSubnetwork,
      reducedWidths: diagnosis.reduced.architecture.widths,
      emptiedLayers: diagnosis.keptNeurons.indices.filter { diagnosis.keptNeurons[$0].isEmpty }
        .map { $0 + 1 },
      loss: loss, distance: distance,
      isConfirmed: diagnosis.isSubnetwork && isNear
        && loss <= max(1.01 * end.loss, 1e-18 * lossScale))
  }
}

extension SquaredLoss {
  /// The loss of the zero function, Σ_s p_s |y_s|², with which losses are compared; 1 if that is 0.
  public var targetMeanSquare: Double {
    let zero = [Double](repeating: 0, count: architecture.parameterCount)
    let outputs = makeEvaluator()
    // Without weights and biases every output is zero.
    let value = outputs.value(at: zero)
    return value > 0 && value.isFinite ? value : 1
  }
}

/// The norms of all rows of the hidden layers, and the cosines between rows of one layer.
private func neuronGeometry(
  _ architecture: Architecture, at parameters: [Double]
) -> (norms: [[Double]], cosines: [[Double]]) {
  var (norms, cosines): ([[Double]], [[Double]]) = ([], [])
  for layer in 1..<architecture.layerCount {
    let rows = (1...architecture.widths[layer]).map {
      Array(parameters[architecture.weightRange(ofLayer: layer, row: $0)])
    }
    let lengths = rows.map { euclideanNorm($0) }
    norms.append(lengths)
    let units = zip(rows, lengths).map { row, length in
      length > 0 ? row.map { $0 / length } : row
    }
    var angles: [Double] = []
    for i in rows.indices {
      for k in rows.indices.dropFirst(i + 1) { angles.append(dot(units[i], units[k])) }
    }
    cosines.append(angles)
  }
  return (norms, cosines)
}
