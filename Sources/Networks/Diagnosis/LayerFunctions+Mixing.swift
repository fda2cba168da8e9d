import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// A linear relation between the neurons of a layer with an activation of degree one.
struct NeuronDependence<Number> {
  /// What is dependent.
  enum Side: Hashable {
    /// The functions: neuron k = Σ λ_i·(neuron i), up to constants that can go elsewhere.
    case incoming
    /// The outgoing weights: column k = Σ μ_i·(column i).
    case outgoing
  }

  let side: Side
  /// k, the neuron that can be dropped.
  let neuron: Int
  /// The λ_i or μ_i that are not zero.
  let coefficients: [(neuron: Int, value: Number)]

  /// All neurons that occur.
  var neurons: [Int] { ([neuron] + coefficients.map(\.neuron)).sorted() }
}

extension LayerFunctions {
  /// The relations by which neurons of a layer with an activation of degree one can be dropped, functions
  /// before outgoing weights; empty for other activations.
  ///
  /// Neurons of such a layer mix: an invertible matrix can be multiplied to one side and its inverse to the
  /// other. So the layer is as small as it can be iff its d functions are linearly independent (W_ℓ has rank
  /// d, up to constants) and W_{ℓ+1} has rank d. For σ(t) = t + c with c ≠ 0 and nothing before it
  /// that acts as a bias, the sum of outgoing weights does not count: functions with the constant c cannot
  /// be combined to one with another constant, so the kernel of W_{ℓ+1} must be more than (1, …, 1).
  ///
  /// - Parameter next: W_{ℓ+1}.
  /// - Parameter hasInputConstants: Whether a neuron of the layer before acts as a bias.
  /// - Throws: `ComputationStopped` as `control` demands.
  /// - Complexity: two exact ranks with kernels.
  func dependences(
    next: [[F.Element]], hasInputConstants: Bool, control: ComputationControl
  ) throws(ComputationStopped) -> [NeuronDependence<F.Element>] {
    guard symmetry.kind == .linear else { return [] }
    let neurons = activeNeurons
    guard neurons.count > 1 else { return [] }
    let functions = neurons.map { i in
      forms[i] + (hasBias ? [] : [field.subtract(offsets[i], center)])
    }
    let incoming = try kernel(ofColumns: functions, control: control)
    var outgoing = try kernel(ofColumns: neurons.map { i in next.map { $0[i] } }, control: control)
    if !adjustsOffsets(hasInputConstants: hasInputConstants) {
      outgoing.removeAll { vector in vector.allSatisfy { $0 == vector[0] } }
    }
    func dependences(_ kernel: [[F.Element]], _ side: NeuronDependence<F.Element>.Side)
      -> [NeuronDependence<F.Element>]
    {
      kernel.compactMap { vector in
        // The last neuron that occurs goes; it is the one whose entry is 1 in the canonical basis.
        guard let last = vector.lastIndex(where: { !$0.isZero }) else { return nil }
        return NeuronDependence(
          side: side, neuron: neurons[last],
          coefficients: vector.indices.filter { $0 != last && !vector[$0].isZero }
            .map { (neurons[$0], field.negate(field.quotient(vector[$0], vector[last]))) })
      }
    }
    return dependences(incoming, .incoming) + dependences(outgoing, .outgoing)
  }

  /// Whether a number can be added to z_i: the center is 0, or there is a bias, or a constant before.
  func adjustsOffsets(hasInputConstants: Bool) -> Bool {
    symmetry.center.isZero || hasBias || hasInputConstants
  }

  /// A basis of the relations Σ x_i·columns[i] = 0.
  private func kernel(
    ofColumns columns: [[F.Element]], control: ComputationControl
  ) throws(ComputationStopped) -> [[F.Element]] {
    let height = columns[0].count
    let matrix = Matrix(
      ring: field, rowCount: height, columnCount: columns.count,
      elements: (0..<height).flatMap { row in columns.map { $0[row] } })
    return try field.kernelBasis(of: matrix, control: control)
  }
}
