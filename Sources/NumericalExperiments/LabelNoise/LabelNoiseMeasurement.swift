import AlgebraicStructures
import Computation

/// What is recorded of a label-noise run at one time.
public struct LabelNoiseMeasurement: Hashable, Sendable {
  /// The number of steps done.
  public let step: Int
  /// The mean of (f(x_i) − y_i)², without label noise.
  public let loss: Double
  /// The trace of the Hessian of Σ (f(x_i) − y_i)² by the trained parameters.
  public let hessianTrace: Double
  /// σ₂/σ₁ of the matrix of the θ_j projected to the span of the data; 0 means features of rank one.
  public let featureRatio: Double
  /// (Σ_ij (z_ij − mean_j z_ij)² / Σ_ij z_ij²)^{1/2} for z_ij = ⟨θ_j, x_i⟩: 0 exactly if all neurons
  /// agree on every data point.
  public let disagreement: Double

  /// Whether no value has overflowed.
  var isFinite: Bool {
    [loss, hessianTrace, featureRatio, disagreement].allSatisfy(\.isFinite)
  }

  init(
    step: Int, _ state: TwoLayerState, basis: [[Double]], control: ComputationControl
  ) throws(ComputationStopped) {
    self.step = step
    loss = state.loss
    hessianTrace = state.hessianTrace
    let projected = DenseMatrix(
      rowCount: state.neuronCount, columnCount: basis.count,
      elements: basis.flatMap { direction in
        (0..<state.neuronCount).map { state.preactivation($0, direction) }
      })
    let values = try projected.singularValues(control: control) ?? []
    featureRatio = values.count > 1 && values[0] > 0 ? values[1] / values[0] : 0
    var (spread, total) = (0.0, 0.0)
    for x in state.inputs {
      let z = (0..<state.neuronCount).map { state.preactivation($0, x) }
      let mean = z.reduce(0, +) / Double(z.count)
      for value in z {
        spread += (value - mean) * (value - mean)
        total += value * value
      }
    }
    disagreement = total > 0 ? (spread / total).squareRoot() : 0
  }
}
