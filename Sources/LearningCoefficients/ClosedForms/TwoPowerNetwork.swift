import Computation
import ExactArithmetic

/// A network with one input, one hidden layer without biases and an activation c·t^r + c′·t^s with two powers, for the
/// truth zero: the ideal of all Σ_k a_(m,k) b_k^r and Σ_k a_(m,k) b_k^s.
///
/// Such as t + t³, which is as good as tanh for up to two units, and less than that for more. The coefficients c and c′
/// do not matter as long as they are not 0.
public struct TwoPowerNetwork: Hashable, Sendable {
  /// The number of units H.
  public let units: Int
  /// The number of outputs M.
  public let outputs: Int
  /// The smaller power r.
  public let lowerPower: Int
  /// The larger power s.
  public let higherPower: Int

  /// The network of these numbers, each at least 1, with the lower power less than the higher one; traps otherwise.
  public init(units: Int, outputs: Int = 1, lowerPower: Int, higherPower: Int) {
    require(
      units >= 1 && outputs >= 1 && 1 <= lowerPower && lowerPower < higherPower,
      "a network with two powers has units, outputs and increasing powers of at least 1, not "
        + "\([units, outputs, lowerPower, higherPower])")
    self.units = units
    self.outputs = outputs
    self.lowerPower = lowerPower
    self.higherPower = higherPower
  }

  /// The number of a_(m,k) and b_k.
  public var parameterCount: Int { units * (outputs + 1) }

  /// The pair at zero, which is that of the whole fiber over the truth zero: λ is half of the least of 2M,
  /// (H + M(s − r))/s and H/r, and m is how many attain it.
  ///
  /// For fixed b, the a with all sums less than e^(−t) have the volume Π min(1, e^(−t)/σ)^M over the two singular values
  /// σ of the matrix with rows b_k^r and b_k^s. The larger one is the power r of the largest |b_k| = e^(−β), and the
  /// product of both is the largest 2 × 2 minor. If all b_k have this size, and differences of it, then
  /// σ = e^(−rβ), e^(−sβ): the volume is e to the minus Hβ + M·max(t − rβ, 0) + M·max(t − sβ, 0), which is least at one of
  /// β = 0, t/s and t/r. To make the second value smaller by e^(−x) the other H − 1 units have to be smaller by
  /// e^(−x/r), or closer to the first by e^(−x), at a cost of (H − 1)x/r; at the largest x that is of use,
  /// t − sβ, the exponent falls with β until β = t/s, so that x = 0 is best.
  ///
  /// This is a derivation, not a published theorem, and no answer that is called proven rests on it.
  public var atZero: LearningCoefficient {
    let (h, m) = (units, outputs)
    return LearningCoefficient(divisors: [
      Rational(m), Rational(Integer(h + m * (higherPower - lowerPower)), Integer(2 * higherPower)),
      Rational(Integer(h), Integer(2 * lowerPower)),
    ])
  }
}
