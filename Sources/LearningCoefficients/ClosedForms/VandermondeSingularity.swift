import Computation
import ExactArithmetic

/// The ideal of all Σ_k a_(m,k) b_k^(Qn+1), over the outputs m and all n ≥ 0, with a sum over units k: a network with
/// one input, one hidden layer without biases and the truth zero.
///
/// The unit of activation σ has Q = 2 if σ is odd with all its odd Taylor coefficients at 0 nonzero, such as tanh and
/// arctan, and Q = 1 if σ(0) = 0 and all the other coefficients are nonzero, such as exp(t) − 1. The coefficients
/// themselves do not matter. The first H powers, n = 0, …, H − 1 for H units, generate the ideal: with c_k = b_k^Q, each
/// c_k is a root of Π (T − c_j), so that a power n ≥ H is a combination of the H before it with symmetric
/// polynomials of the c_j as coefficients. A polynomial activation with the first H powers is therefore as good as
/// tanh, for example t + t³ for two units; for any number of units, two powers are a `TwoPowerNetwork`.
public struct VandermondeSingularity: Hashable, Sendable {
  /// The number of outputs M.
  public let outputs: Int
  /// The number of units H.
  public let units: Int
  /// The step Q from one power to the next.
  public let step: Int

  /// The ideal for these numbers, each at least 1.
  public init(outputs: Int = 1, units: Int, step: Int) {
    require(
      outputs >= 1 && units >= 1 && step >= 1,
      "a Vandermonde singularity has outputs, units and a step of at least 1, not "
        + "\([outputs, units, step])")
    self.outputs = outputs
    self.units = units
    self.step = step
  }

  /// The network with one input, `units` hidden tanh units and no biases, at the truth zero.
  public static func tanhNetwork(units: Int, outputs: Int = 1) -> Self {
    Self(outputs: outputs, units: units, step: 2)
  }

  /// The number of a_(m,k) and b_k.
  public var parameterCount: Int { units * (outputs + 1) }

  /// The pair at zero, which is that of the whole fiber over the truth zero: scaling all a_(m,k) and all b_k keeps the
  /// ideal and brings every point of the fiber near zero.
  ///
  /// λ is the least of (2H + MQi(i + 1))/(4(1 + iQ)) over 0 ≤ i ≤ H, and m is how many i attain it. The i-th candidate
  /// belongs to the weights 1 for every b_k and (i − n)Q for the n-th sums Σ_k a_(m,k) b_k^(Qn+1)/t^(Qn+1), n < i,
  /// where all generators have order 1 + iQ; that no other divisor gives less, or as little, is the theorem. The least
  /// one is at the largest i with M(i(i − 1)Q + 2i) ≤ 2H. For tanh with one output that is the integer part of √H,
  /// and λ = (H + i² + i)/(4i + 2).
  ///
  /// - SeeAlso: Aoyagi, *Log canonical threshold of Vandermonde matrix type singularities and generalization error of a
  ///   three-layered neural network in Bayesian estimation*, Int. J. Pure Appl. Math. 52 (2009).
  public var atZero: LearningCoefficient {
    LearningCoefficient(
      divisors: (0...units).lazy.map { i in
        Rational(
          Integer(2 * units + outputs * step * i * (i + 1)), Integer(4 * (1 + i * step)))
      })
  }
}
