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

/// An orthonormal basis of the span of `vectors`, by Gram–Schmidt with a second pass; vectors within 1e-10
/// of the span of those before are left out.
///
/// - Parameter checkpoint: Called before each vector.
/// - Complexity: O(n·k·d) for n vectors of length d with a span of dimension k.
func orthonormalBasis<Stop: Error>(
  of vectors: [[Double]], checkpoint: () throws(Stop) -> Void
) throws(Stop) -> [[Double]] {
  var basis: [[Double]] = []
  for vector in vectors {
    try checkpoint()
    // Nothing is left of a vector beside a basis of the whole space.
    if basis.count == vector.count { break }
    let size = dot(vector, vector).squareRoot()
    var rest = vector
    for _ in 0..<2 {
      for direction in basis {
        let overlap = dot(rest, direction)
        for i in rest.indices { rest[i] -= overlap * direction[i] }
      }
    }
    let norm = dot(rest, rest).squareRoot()
    if norm > 1e-10 * size && norm > 0 { basis.append(rest.map { $0 / norm }) }
  }
  return basis
}

/// The same without checkpoints.
func orthonormalBasis(of vectors: [[Double]]) -> [[Double]] {
  orthonormalBasis(of: vectors) { () throws(Never) in }
}
