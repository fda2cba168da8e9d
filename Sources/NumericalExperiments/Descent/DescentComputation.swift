import AlgebraicStructures
import CriticalLoci
import ExactArithmetic
import Foundation
import Networks

/// One run of descent in progress.
struct DescentComputation {
  private let evaluator: LossEvaluator
  private let sampler: JacobianSampler
  private let options: DescentOptions
  private let architecture: Architecture
  /// The generic rank of J.
  private let regularRank: Int
  /// The loss of the zero function: what losses are compared with.
  private let lossScale: Double
  private var parameters: [Double]
  private var gradient: [Double]
  private var step = 0
  private var time = 0.0
  private var plateaus = PlateauDetector()
  private var places: [DescentRun.Place] = []
  private var trace: [DescentRun.TracePoint] = []
  private var nextRecord = 0

  init(
    _ loss: SquaredLoss, sampler: JacobianSampler, options: DescentOptions, regularRank: Int,
    start: [Double]
  ) {
    self.regularRank = regularRank
    evaluator = loss.makeEvaluator()
    self.sampler = sampler
    self.options = options
    architecture = loss.architecture
    parameters = start
    gradient = start.map { _ in 0 }
    lossScale = loss.targetMeanSquare
  }

  mutating func run(
    index: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun {
    let reason = try options.method == .flow ? flow(control) : iterate(control)
    let isFinite = parameters.allSatisfy(\.isFinite)
    let loss = isFinite ? evaluator.gradient(at: parameters, into: &gradient) : .infinity
    var end = place(
      at: parameters, step: step, loss: loss, gradientNorm: norm(gradient[...]),
      tolerance: endTolerance(loss), rule: .endpoint(loss: loss / lossScale))
    if isFinite { end = polished(end) }
    return DescentRun(
      index: index, stopReason: isFinite ? reason : .divergence, end: end, plateaus: places,
      confirmation: isFinite && end.looksLikeSubnetwork
        ? try confirmation(of: end, seed: seed, control: control) : nil,
      trace: trace)
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

  private mutating func iterate(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.StopReason {
    var velocity = parameters.map { _ in 0.0 }
    var squares = velocity
    var (decay1, decay2) = (1.0, 1.0)
    let rate = options.stepSize
    while true {
      let loss = evaluator.gradient(at: parameters, into: &gradient)
      if let reason = try observe(loss, control) { return reason }
      switch options.method {
      case .momentum:
        for i in parameters.indices {
          velocity[i] = 0.9 * velocity[i] + gradient[i]
          parameters[i] -= rate * velocity[i]
        }
      case .adam:
        decay1 *= 0.9
        decay2 *= 0.999
        for i in parameters.indices {
          velocity[i] = 0.9 * velocity[i] + 0.1 * gradient[i]
          squares[i] = 0.999 * squares[i] + 0.001 * gradient[i] * gradient[i]
          parameters[i] -=
            rate * velocity[i] / (1 - decay1)
            / ((squares[i] / (1 - decay2)).squareRoot() + 1e-8)
        }
      case .plain, .flow:
        for i in parameters.indices { parameters[i] -= rate * gradient[i] }
      }
      step += 1
      time += rate
    }
  }

  private mutating func flow(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.StopReason {
    let evaluator = evaluator
    func derivative(_ point: [Double], _ slope: inout [Double]) {
      _ = evaluator.gradient(at: point, into: &slope)
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
    if step.isMultiple(of: 256) { try control.checkpoint() }
    guard loss.isFinite else { return .divergence }
    let size = norm(gradient[...])
    if options.recordsTrace && step >= nextRecord { record(loss, size) }
    if let plateau = plateaus.observe(
      step: step, loss: loss, gradientNorm: size, parameters: parameters)
    {
      places.append(
        place(
          at: plateau.parameters, step: plateau.step, loss: plateau.loss,
          gradientNorm: plateau.gradientNorm, tolerance: options.nearTolerance,
          rule: .init(cut: 0.01, noise: 0.01)))
    }
    if loss <= options.lossTolerance * lossScale { return .loss }
    if size <= options.gradientTolerance { return .gradient }
    return step >= options.maximumSteps ? .steps : nil
  }

  private mutating func record(_ loss: Double, _ gradientNorm: Double) {
    nextRecord = max(step + 1, step * 6 / 5)
    let geometry = neuronGeometry(architecture, at: parameters)
    let rank = sampler.rank(at: parameters, rule: .init(cut: 1e-3, noise: 1e-3))
    trace.append(
      DescentRun.TracePoint(
        step: step, time: time, loss: loss, gradientNorm: gradientNorm, rank: rank?.count ?? 0,
        neuronNorms: geometry.norms, cosines: geometry.cosines))
  }

  private func place(
    at parameters: [Double], step: Int, loss: Double, gradientNorm: Double, tolerance: Double,
    rule: NumericalRank.Rule
  ) -> DescentRun.Place {
    let operations =
      parameters.allSatisfy(\.isFinite) ? numericalOperations(architecture, at: parameters) : []
    let holding = operations.prefix { $0.distance <= tolerance }
    let rank = sampler.rank(at: parameters, rule: rule)
    let next = holding.count < operations.count ? operations[holding.count].distance : .infinity
    let gap = (holding.last?.distance).map { next / $0 } ?? .infinity
    return DescentRun.Place(
      step: step, loss: loss.isFinite ? loss : .greatestFiniteMagnitude,
      gradientNorm: gradientNorm.isFinite ? gradientNorm : .greatestFiniteMagnitude,
      rank: rank?.rank, singularGap: rank.flatMap { $0.gap.isFinite ? $0.gap : nil },
      operations: Array(holding), tolerance: tolerance,
      nearestDistance: operations.first?.distance ?? 1, operationGap: gap.isFinite ? gap : nil,
      parameters: parameters.map { $0.isFinite ? $0 : 0 })
  }

  /// The end after steps of Gauss and Newton, where the limit of the run is certain: where J has the
  /// generic rank and these steps reach a zero of the loss.
  ///
  /// Convergence is exponential there, and the limit is as near as the loss is small. Elsewhere polishing
  /// could leave a stratum that the run approaches slowly, and the end stays as it is.
  private func polished(_ end: DescentRun.Place) -> DescentRun.Place {
    let all = StratumMap(architecture, operations: [], near: end.parameters)
    let (variables, loss) = leastSquaresSolution(evaluator, on: all, maximumSteps: 30)
    let polished = all.parameters(variables)
    let move = norm(zip(polished, end.parameters).map { $0 - $1 }[...])
    guard loss <= 1e-20 * lossScale, move <= 0.01 * norm(end.parameters[...]),
      sampler.rank(at: polished, rule: .init(cut: 1e-6, noise: 1e-6))?.rank == regularRank
    else { return end }
    return place(
      at: polished, step: end.step, loss: loss, gradientNorm: end.gradientNorm,
      tolerance: endTolerance(loss), rule: .endpoint(loss: loss / lossScale))
  }

  /// Snaps the end to the stratum of its operations, solves again on it, and checks in exact arithmetic.
  private func confirmation(
    of end: DescentRun.Place, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> DescentRun.Confirmation {
    let stratum = StratumMap(architecture, operations: end.operations, near: end.parameters)
    let (variables, loss) = leastSquaresSolution(evaluator, on: stratum)
    let network: Network
    do { network = try stratum.network(architecture, variables) } catch {
      contractViolation("a stratum of \(architecture) has other weights: \(error)")
    }
    let diagnosis = try diagnose(network, seed: seed, control: control)
    let exact = try CriticalLoci.rank(
      at: network, includingKernel: false, seed: seed, control: control)
    let move = zip(stratum.parameters(variables), end.parameters).map { $0 - $1 }
    let distance = norm(move[...]) / max(norm(end.parameters[...]), .leastNormalMagnitude)
    let isNear = distance <= 2 * end.tolerance
    return DescentRun.Confirmation(
      weights: network.weights.map(\.description), exactRank: exact.rank,
      isRankProven: exact.evidence.isProven, isSubnetwork: diagnosis.isSubnetwork,
      reducedWidths: diagnosis.reduced.architecture.widths, loss: loss, distance: distance,
      isConfirmed: diagnosis.isSubnetwork && isNear
        && loss <= max(1.01 * end.loss, 1e-18 * lossScale))
  }
}

extension SquaredLoss {
  /// The loss of the zero function, and 1 if that is 0.
  var targetMeanSquare: Double {
    let zero = [Double](repeating: 0, count: architecture.parameterCount)
    let outputs = makeEvaluator()
    // Without weights and biases every output is zero.
    let value = outputs.value(at: zero)
    return value > 0 ? value : 1
  }
}
