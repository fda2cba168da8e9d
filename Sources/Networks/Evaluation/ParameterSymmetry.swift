import AlgebraicStructures
import Computation

/// A known action on the parameters of a model that leaves its function as it is.
public enum ParameterSymmetry: Hashable, Sendable {
  /// Parameter i is multiplied by s^exponents[i], for every s ≠ 0.
  case scaling(exponents: [Int])
  /// Parameter i takes the value of parameter positions[i].
  case permutation(positions: [Int])
  /// A connected group, given by vector fields that span its Lie algebra and by a name, such as
  /// `GL(2) between layers 1 and 2`.
  case group(name: String, velocities: [ParameterVelocity])
}

/// A vector field on the parameters with affine entries: the derivative of a one-parameter group of symmetries.
public struct ParameterVelocity: Hashable, Sendable {
  /// One summand: the velocity of parameter `target` has `coefficient` times parameter `source`, or times 1 where
  /// that is `nil`.
  public struct Term: Hashable, Sendable {
    /// The parameter that moves.
    public let target: Int
    /// The parameter that its velocity is a multiple of; `nil` for a constant velocity.
    public let source: Int?
    /// The factor.
    public let coefficient: Int

    /// A summand.
    public init(target: Int, source: Int?, coefficient: Int) {
      self.target = target
      self.source = source
      self.coefficient = coefficient
    }
  }

  /// The summands.
  public let terms: [Term]

  /// The vector field with these summands.
  public init(_ terms: [Term]) { self.terms = terms }

  /// The velocities of all parameters at a point.
  public func value<R: Ring>(at parameters: [R.Element], over ring: R) -> [R.Element] {
    var result = [R.Element](repeating: ring.zero, count: parameters.count)
    for term in terms {
      let factor = ring(term.coefficient)
      result[term.target] = ring.add(
        result[term.target], term.source.map { ring.multiply(factor, parameters[$0]) } ?? factor)
    }
    return result
  }
}

extension ParameterSymmetry {
  /// The vector fields of the connected group; none for a permutation.
  public var velocities: [ParameterVelocity] {
    switch self {
    case .permutation: []
    case .group(_, let velocities): velocities
    case .scaling(let exponents):
      [
        ParameterVelocity(
          exponents.enumerated().filter { $1 != 0 }.map {
            ParameterVelocity.Term(target: $0, source: $0, coefficient: $1)
          })
      ]
    }
  }
}
