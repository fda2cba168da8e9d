import Computation
import ExactArithmetic

/// A real polynomial f with an isolated real singularity that is quasi-homogeneous: f(t^(w_1) x_1, …, t^(w_n) x_n) =
/// t^d f(x) for positive weights w, and no real point except 0 has f = 0 and df = 0.
///
/// Complex zeros of f and df elsewhere do no harm. That f is as said is not checked: the value needs only the
/// weights, the degree and whether f has real zeros.
public struct QuasihomogeneousSingularity: Hashable, Sendable {
  /// The weights w of the variables.
  public let weights: [Rational]
  /// The degree d of f.
  public let degree: Rational
  /// Whether f has a real zero other than 0; if not, it is called definite.
  public let hasRealZeros: Bool

  /// The singularity with these weights, of which there is one at least, all positive, as is the degree.
  public init(weights: [Rational], degree: Rational, hasRealZeros: Bool) {
    require(
      !weights.isEmpty && weights.allSatisfy { $0.signum > 0 } && degree.signum > 0,
      "a quasi-homogeneous polynomial has positive weights and degree, not \(weights) and \(degree)"
    )
    require(
      weights.count > 1 || !hasRealZeros,
      "a quasi-homogeneous polynomial in one variable has no zero except 0")
    self.weights = weights
    self.degree = degree
    self.hasRealZeros = hasRealZeros
  }

  /// The pair of K = f² at 0, of the ideal ⟨f⟩ in other words: with s = Σ w_i/d it is (s/2, 1) for definite f;
  /// otherwise λ is the smaller one of s/2 and 1/2, and m = 2 if s = 1, else 1.
  ///
  /// In coordinates (t, y) with x_i = t^(w_i) y_i, where y is on a sphere, ∫ |f|^z dx is the product of
  /// ∫ t^(dz + Σ w_i − 1) dt and of the integral of |f|^z over the sphere. The first has a pole at −s; the second has
  /// none if f has no zeros there, and otherwise its largest pole is −1, a simple one, because f vanishes transversally.
  public var valueOfSquare: LearningCoefficient {
    let half = weights.reduce(Rational.zero, +) / (2 * degree)
    return LearningCoefficient(divisors: hasRealZeros ? [half, Rational(1, 2)] : [half])
  }
}
