import Computation
import ExactArithmetic

/// A network with one input, one hidden layer of units b ↦ b^r without biases, and any number of outputs, for the truth
/// zero: the ideal of all Σ_k a_(m,k) b_k^r.
public struct OneInputMonomialNetwork: Hashable, Sendable {
  /// The number of units p.
  public let units: Int
  /// The number of outputs M.
  public let outputs: Int
  /// The degree r of the activation.
  public let degree: Int

  /// The network of these numbers, each at least 1.
  public init(units: Int, outputs: Int = 1, degree: Int) {
    require(
      units >= 1 && outputs >= 1 && degree >= 1,
      "a monomial network has units, outputs and a degree of at least 1, not "
        + "\([units, outputs, degree])")
    self.units = units
    self.outputs = outputs
    self.degree = degree
  }

  /// The number of a_(m,k) and b_k.
  public var parameterCount: Int { units * (outputs + 1) }

  /// The pair at zero: λ is the smaller one of p/(2r) and M/2, with m = 2 if they are equal.
  ///
  /// Blowing up b = 0, b = t·b' with some b'_k = 1, the ideal is t^r·⟨Σ_k a_(m,k) b'_k^r⟩ with density t^(p−1), and the
  /// M sums are coordinates. The same over the whole fiber, which scaling brings near zero.
  public var atZero: LearningCoefficient {
    LearningCoefficient(divisors: [
      Rational(Integer(units), Integer(2 * degree)), Rational(Integer(outputs), 2),
    ])
  }
}
