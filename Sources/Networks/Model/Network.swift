import AlgebraicStructures
import Computation
import ExactArithmetic

/// A network with exact rational weights: one point of the parameter space of its architecture.
public struct Network: Hashable, Sendable {
  /// The shape.
  public let architecture: Architecture
  /// All parameters in the order of the architecture.
  public let weights: [Rational]

  /// The network with the given parameters in the order of `architecture.parameterNames`.
  ///
  /// - Throws: `NetworkError.weightCount` if their number is not `parameterCount`.
  public init(_ architecture: Architecture, weights: [Rational]) throws(NetworkError) {
    guard weights.count == architecture.parameterCount else {
      throw .weightCount(expected: architecture.parameterCount, found: weights.count)
    }
    self.architecture = architecture
    self.weights = weights
  }

  /// The network with the given weight matrices W₁, …, W_L, each a list of rows, and bias vectors.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter matrices: W₁, …, W_L, matrix W_ℓ with d_ℓ rows of d_{ℓ−1} entries.
  /// - Parameter biases: The vectors b₁, …, b_L, or `nil` for an architecture without biases.
  /// - Throws: `NetworkError` naming the first layer and row of a wrong size.
  public init(
    _ architecture: Architecture, matrices: [[[Rational]]], biases: [[Rational]]? = nil
  ) throws(NetworkError) {
    try checkShapes(architecture, matrices, biases)
    var weights: [Rational] = []
    weights.reserveCapacity(architecture.parameterCount)
    for (layer, matrix) in matrices.enumerated() {
      for (row, entries) in matrix.enumerated() {
        weights += entries
        if let biases { weights.append(biases[layer][row]) }
      }
    }
    self.architecture = architecture
    self.weights = weights
  }

  /// The weight W_ℓ[row, column], all counted from 1.
  public subscript(layer: Int, row: Int, column: Int) -> Rational {
    weights[architecture.parameterIndex(layer: layer, row: row, column: column)]
  }

  /// The rows of the matrix W_ℓ, 1 ≤ ℓ ≤ L, without biases.
  public func matrix(ofLayer layer: Int) -> [[Rational]] {
    (1...architecture.widths[layer]).map { row in
      Array(weights[architecture.weightRange(ofLayer: layer, row: row)])
    }
  }

  /// The bias vector b_ℓ, 1 ≤ ℓ ≤ L; `nil` if the architecture has no biases.
  public func bias(ofLayer layer: Int) -> [Rational]? {
    guard architecture.hasBias else { return nil }
    return (1...architecture.widths[layer]).map { row in
      weights[architecture.biasIndex(layer: layer, row: row)]
    }
  }

  /// The matrices W₁, …, W_L as lists of rows.
  public var matrices: [[[Rational]]] { (1...architecture.layerCount).map { matrix(ofLayer: $0) } }

  /// The bias vectors b₁, …, b_L; `nil` if the architecture has no biases.
  public var biases: [[Rational]]? {
    architecture.hasBias ? (1...architecture.layerCount).compactMap { bias(ofLayer: $0) } : nil
  }
}

private func checkShapes(
  _ architecture: Architecture, _ matrices: [[[Rational]]], _ biases: [[Rational]]?
) throws(NetworkError) {
  let widths = architecture.widths
  guard matrices.count == architecture.layerCount else {
    throw .layerCount(expected: architecture.layerCount, found: matrices.count)
  }
  for (index, matrix) in matrices.enumerated() {
    guard matrix.count == widths[index + 1] else {
      throw .rowCount(layer: index + 1, expected: widths[index + 1], found: matrix.count)
    }
    for (row, entries) in matrix.enumerated() where entries.count != widths[index] {
      throw .columnCount(
        layer: index + 1, row: row + 1, expected: widths[index], found: entries.count)
    }
  }
  guard let biases else {
    if architecture.hasBias { throw .missingBiases }
    return
  }
  guard architecture.hasBias else { throw .unexpectedBiases }
  guard biases.count == architecture.layerCount else {
    throw .biasLayerCount(expected: architecture.layerCount, found: biases.count)
  }
  for (index, bias) in biases.enumerated() where bias.count != widths[index + 1] {
    throw .biasCount(layer: index + 1, expected: widths[index + 1], found: bias.count)
  }
}
