import AlgebraicStructures
import Computation

/// The Riemannian gradient flow of the trace of the Hessian on the zero-loss manifold.
struct TraceFlow {
  private var state: TwoLayerState
  private let basis: [[Double]]
  private let trainedCount: Int

  /// The flow that starts at the point of the manifold nearest to `state`.
  init(_ state: TwoLayerState, basis: [[Double]]) {
    self.state = state
    self.basis = basis
    trainedCount =
      state.neuronCount * state.dimension + (state.trainsOutputWeights ? state.neuronCount : 0)
  }

  /// Measurements at the given steps, `timePerStep` apart; fewer if the manifold is lost.
  func measurements(
    at steps: [Int], timePerStep: Double, control: ComputationControl
  ) throws(ComputationStopped) -> [LabelNoiseMeasurement] {
    var current = self
    guard current.retract() else { return [] }
    var result = [
      try LabelNoiseMeasurement(step: steps[0], current.state, basis: basis, control: control)
    ]
    for (from, to) in zip(steps, steps.dropFirst()) {
      let duration = Double(to - from) * timePerStep
      var probe = current
      func derivative(_ point: [Double], _ slope: inout [Double]) {
        probe.setTrained(point)
        slope = probe.velocity()
      }
      var integrator = DormandPrince(
        current.trained, relativeTolerance: 1e-7, absoluteTolerance: 1e-9, derivative: derivative)
      while integrator.advance(to: duration, derivative: derivative) { try control.checkpoint() }
      guard integrator.time >= duration * (1 - 1e-9) else { return result }
      current.setTrained(integrator.state)
      guard current.retract() else { return result }
      result.append(
        try LabelNoiseMeasurement(step: to, current.state, basis: basis, control: control))
    }
    return result
  }

  private var trained: [Double] { Array(state.parameters[..<trainedCount]) }

  private mutating func setTrained(_ values: [Double]) {
    for i in values.indices { state.parameters[i] = values[i] }
  }

  /// The gradients of all f(x_i) by the trained parameters.
  private func outputGradients() -> [[Double]] {
    let (m, d) = (state.neuronCount, state.dimension)
    return state.inputs.map { x in
      var gradient = [Double](repeating: 0, count: trainedCount)
      for j in 0..<m {
        let z = state.preactivation(j, x)
        let s = state.outputWeight(j) * horner(state.slope, z)
        for k in 0..<d { gradient[j * d + k] = s * x[k] }
        if state.trainsOutputWeights { gradient[m * d + j] = horner(state.activation, z) }
      }
      return gradient
    }
  }

  /// The gradient of 2 Σ_i Σ_j (‖x_i‖² a_j² φ′(z_ij)² [+ φ(z_ij)²]), the trace where the loss is zero.
  private func traceGradient() -> [Double] {
    let (m, d) = (state.neuronCount, state.dimension)
    var gradient = [Double](repeating: 0, count: trainedCount)
    for (i, x) in state.inputs.enumerated() {
      for j in 0..<m {
        let (z, a) = (state.preactivation(j, x), state.outputWeight(j))
        let slope = horner(state.slope, z)
        var factor = 4 * state.squaredNorms[i] * a * a * slope * horner(state.curvature, z)
        if state.trainsOutputWeights {
          factor += 4 * horner(state.activation, z) * slope
          gradient[m * d + j] += 4 * state.squaredNorms[i] * a * slope * slope
        }
        for k in 0..<d { gradient[j * d + k] += factor * x[k] }
      }
    }
    return gradient
  }

  /// Minus the gradient of the trace, projected to the tangent space.
  private func velocity() -> [Double] {
    var velocity = traceGradient().map { -$0 }
    for direction in orthonormalBasis(of: outputGradients()) {
      let overlap = dot(velocity, direction)
      for i in velocity.indices { velocity[i] -= overlap * direction[i] }
    }
    return velocity
  }

  /// Moves to the zero-loss manifold by Gauss–Newton steps of smallest norm; `false` if that fails.
  private mutating func retract() -> Bool {
    let scale = 1 + dot(state.targets, state.targets)
    for _ in 0..<50 {
      let loss = state.loss
      if loss <= 1e-24 * scale { return true }
      guard loss.isFinite else { return false }
      let gradients = outputGradients()
      let matrix = DenseMatrix(
        rowCount: trainedCount, columnCount: gradients.count, elements: Array(gradients.joined()))
      guard let parts = matrix.singularValueDecomposition() else { return false }
      let residuals = state.inputs.indices.map { state.output($0) - state.targets[$0] }
      var move = [Double](repeating: 0, count: trainedCount)
      let count = parts.values.count
      for k in 0..<count where parts.values[k] > 1e-12 * parts.values[0] {
        var overlap = 0.0
        for i in residuals.indices {
          overlap += parts.rightTransposed[i * count + k] * residuals[i]
        }
        for p in 0..<trainedCount {
          move[p] -= overlap / parts.values[k] * parts.left[k * trainedCount + p]
        }
      }
      for p in 0..<trainedCount { state.parameters[p] += move[p] }
    }
    return state.loss <= 1e-16 * scale
  }
}
