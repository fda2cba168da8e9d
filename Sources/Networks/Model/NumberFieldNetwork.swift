import AlgebraicStructures
import Computation
import ExactArithmetic
import NumberFields

/// A network with weights in a number field: one point of the parameter space of its architecture.
public struct NumberFieldNetwork: Hashable, Sendable {
  /// The shape.
  public let architecture: Architecture
  /// The field of the weights.
  public let field: NumberField
  /// All parameters in the order of the architecture.
  public let weights: [NumberFieldElement]

  /// The network with the given parameters in the order of `architecture.parameterNames`.
  ///
  /// - Throws: `NetworkError.weightCount` if their number is not `parameterCount`.
  public init(
    _ architecture: Architecture, field: NumberField, weights: [NumberFieldElement]
  ) throws(NetworkError) {
    guard weights.count == architecture.parameterCount else {
      throw .weightCount(expected: architecture.parameterCount, found: weights.count)
    }
    (self.architecture, self.field, self.weights) = (architecture, field, weights)
  }

  /// A network with rational weights, in a number field.
  public init(_ network: Network, field: NumberField) {
    architecture = network.architecture
    self.field = field
    weights = network.weights.map { NumberFieldElement($0) }
  }

  /// The rows of the matrix W_ℓ, 1 ≤ ℓ ≤ L, without biases.
  public func matrix(ofLayer layer: Int) -> [[NumberFieldElement]] {
    (1...architecture.widths[layer]).map { row in
      Array(weights[architecture.weightRange(ofLayer: layer, row: row)])
    }
  }

  /// The bias vector b_ℓ, 1 ≤ ℓ ≤ L; `nil` if the architecture has no biases.
  public func bias(ofLayer layer: Int) -> [NumberFieldElement]? {
    guard architecture.hasBias else { return nil }
    return (1...architecture.widths[layer]).map { row in
      weights[architecture.biasIndex(layer: layer, row: row)]
    }
  }
}
