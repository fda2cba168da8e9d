import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// How many singular values of the Jacobian of a network on data lie above a cut, without the Jacobian.
///
/// The derivatives by the weights of a layer are products of what goes into it and of what comes back to its outputs, so
/// that the scalar products of rows are Σ_ℓ ⟨δ_ℓ(x), δ_ℓ(x′)⟩·⟨a_{ℓ−1}(x), a_{ℓ−1}(x′)⟩: of a network with N parameters at n
/// inputs with m outputs the matrix G = JJᵀ takes (nm)²·Σ d_ℓ operations in place of (nm)²·N. By the signs in a
/// factorization of G − μ²I (Sylvester) singular values above μ are counted, as in `GramInertia`, with the same lowest cut.
///
/// Values of training runs are compared with each other, so the number is that of values above the cut, whatever lies
/// below; `isSeparated` says whether it is the same at a cut 30 times as high.
public struct CountedRank: Hashable, Sendable {
  /// The number of singular values above the cut.
  public let count: Int
  /// The cut, relative to the largest singular value.
  public let cut: Double
  /// Whether no singular value lies between the cut and 30 times the cut.
  public let isSeparated: Bool

  /// The most rows: inputs times outputs.
  public static let largestRowCount = 2_048

  /// The rank at the weights of a network on data; `nil` if a derivative overflows, or all are zero.
  ///
  /// - Parameter architecture: The network.
  /// - Parameter weights: N numbers.
  /// - Parameter inputs: At least one input, and at most `largestRowCount` outputs in all, else traps.
  /// - Parameter loss: For a categorical loss the mean over the outputs is taken from the rows of each input.
  /// - Parameter type: The precision of the weights: the cut is at least what rounding them can do.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: what `control` demands.
  /// - Complexity: (nm)²·Σ d_ℓ + 2(nm)³/3 operations.
  public init?(
    _ architecture: Architecture, at weights: [Double], inputs: [[Double]],
    loss: DataLoss = .squared, type: FloatingPointType = .float64,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    let size = inputs.count * architecture.outputCount
    require(
      size > 0 && size <= CountedRank.largestRowCount,
      "\(size) rows, expected 1 to \(CountedRank.largestRowCount)")
    let products = try scalarProducts(architecture, weights, inputs, loss, control)
    guard products.elements.allSatisfy(\.isFinite),
      let largest = largestEigenvalue(of: products), largest > 0
    else { return nil }
    let cut = max(GramInertia.lowestCut(size: size), min(8 * type.epsilon, 0.1))
    func count(above cut: Double) throws(ComputationStopped) -> Int {
      try GramMatrix(products).countEigenvalues(above: cut * cut * largest, control: control)
    }
    self.cut = cut
    let found = try count(above: cut)
    self.count = found
    isSeparated = try count(above: min(30 * cut, 0.5)) == found
  }
}

/// JJᵀ; the rows of an input stand together.
private func scalarProducts(
  _ architecture: Architecture, _ weights: [Double], _ inputs: [[Double]], _ loss: DataLoss,
  _ control: ComputationControl
) throws(ComputationStopped) -> DenseMatrix {
  guard let evaluator = try? NetworkEvaluator(architecture, ring: DoubleField()) else {
    contractViolation("an activation of \(architecture) has no image in the doubles")
  }
  let outputs = architecture.outputCount
  let size = inputs.count * outputs
  var workspace = evaluator.makeWorkspace()
  // For each layer what goes into it, and what comes back, one column an input or a row of J.
  var values = (1...architecture.layerCount).map { layer in
    DenseMatrix(
      rowCount: architecture.rowStride(ofLayer: layer), columnCount: inputs.count,
      elements: Array(
        repeating: 0, count: architecture.rowStride(ofLayer: layer) * inputs.count))
  }
  var cotangents = (1...architecture.layerCount).map { layer in
    DenseMatrix(
      rowCount: architecture.widths[layer], columnCount: size,
      elements: Array(repeating: 0, count: architecture.widths[layer] * size))
  }
  for (s, input) in inputs.enumerated() {
    try control.checkpoint(
      operations: Double(architecture.parameterCount) * Double(outputs + 1))
    evaluator.forward(weights: weights.span, input: input.span, in: &workspace)
    for layer in values.indices {
      for (i, value) in workspace.activations[layer].enumerated() { values[layer][i, s] = value }
    }
    for output in 0..<outputs {
      evaluator.backward(weights: weights.span, output: output, in: &workspace)
      for layer in cotangents.indices {
        for (i, value) in workspace.cotangents[layer].enumerated() {
          cotangents[layer][i, s * outputs + output] = value
        }
      }
    }
  }
  var sum = [Double](repeating: 0, count: size * size)
  for (var back, forth) in zip(cotangents, values) {
    try control.checkpoint(
      operations: 2 * Double(size) * Double(size) * Double(back.rowCount + forth.rowCount))
    if loss == .categorical { back.takeMeans(ofColumns: outputs) }
    let first = DenseMatrix.product(back, back, transposingFirst: true)
    let second = DenseMatrix.product(forth, forth, transposingFirst: true)
    for column in 0..<size {
      let (start, other) = (column * size, column / outputs * inputs.count)
      for row in 0..<size {
        sum[start + row] += first.elements[start + row] * second.elements[other + row / outputs]
      }
    }
  }
  return DenseMatrix(rowCount: size, columnCount: size, elements: sum)
}

/// The largest eigenvalue of a positive semidefinite matrix by powers, at most some percent too small; 0 for the zero
/// matrix, `nil` if it overflows.
private func largestEigenvalue(of matrix: DenseMatrix) -> Double? {
  var vector = DenseMatrix(
    rowCount: matrix.rowCount, columnCount: 1,
    elements: (0..<matrix.rowCount).map { 1 + 0.1 * Double($0 % 7) })
  var value = 0.0
  for _ in 0..<30 {
    let norm = euclideanNorm(vector.elements)
    guard norm > 0, norm.isFinite else { return norm == 0 ? 0 : nil }
    for i in vector.elements.indices { vector.elements[i] /= norm }
    vector = DenseMatrix.product(matrix, vector)
    value = euclideanNorm(vector.elements)
  }
  return value.isFinite ? value : nil
}

extension DenseMatrix {
  /// Subtracts from each of `count` neighbouring columns their mean.
  fileprivate mutating func takeMeans(ofColumns count: Int) {
    for first in stride(from: 0, to: columnCount, by: count) {
      for i in 0..<rowCount {
        let mean = (0..<count).reduce(0.0) { $0 + self[i, first + $1] } / Double(count)
        for k in 0..<count { self[i, first + k] -= mean }
      }
    }
  }
}
