import Computation
import ExactArithmetic

/// The polynomial c_1 x_1^(p_1) + … + c_n x_n^(p_n) at 0, with nonzero coefficients and p_i ≥ 1.
public struct PowerSum: Hashable, Sendable {
  /// The coefficients c_i.
  public let coefficients: [Rational]
  /// The exponents p_i.
  public let exponents: [Int]

  /// The sum with these coefficients and exponents, of which there are equally many and at least one.
  public init(coefficients: [Rational], exponents: [Int]) {
    require(
      coefficients.count == exponents.count && !exponents.isEmpty,
      "a sum of powers has \(coefficients.count) coefficients and \(exponents.count) exponents")
    require(
      coefficients.allSatisfy { !$0.isZero } && exponents.allSatisfy { $0 >= 1 },
      "a sum of powers has nonzero coefficients and positive exponents, not \(coefficients) and \(exponents)"
    )
    self.coefficients = coefficients
    self.exponents = exponents
  }

  /// The sum x_1^(p_1) + … + x_n^(p_n).
  public init(exponents: [Int]) {
    self.init(coefficients: exponents.map { _ in 1 }, exponents: exponents)
  }

  /// Whether the sum has one and the same sign everywhere except at 0: all exponents are even and all coefficients have
  /// one sign.
  public var isDefinite: Bool {
    exponents.allSatisfy { $0.isMultiple(of: 2) } && Set(coefficients.map(\.signum)).count == 1
  }

  /// The pair of K = f², of the ideal ⟨f⟩ in other words: with s = Σ 1/p_i it is (s/2, 1) for definite f and for one
  /// variable; otherwise f has smooth real zeros, λ is at most 1/2, and m = 2 if s = 1.
  ///
  /// If some p_i = 1, the zeros are smooth: (1/2, 1).
  public var valueOfSquare: LearningCoefficient {
    QuasihomogeneousSingularity(
      weights: exponents.map { Rational(1, Integer($0)) }, degree: 1,
      hasRealZeros: exponents.count > 1 && !isDefinite
    ).valueOfSquare
  }

  /// The pair of K = f itself: (Σ 1/p_i, 1), as scaling shows.
  ///
  /// It is also that of the ideal of the powers x_i^(p_i/2).
  ///
  /// - Precondition: f ≥ 0, so all exponents are even and all coefficients positive; traps otherwise.
  public var value: LearningCoefficient {
    require(
      isDefinite && coefficients[0].signum > 0,
      "K is nonnegative, unlike the sum of powers with coefficients \(coefficients) and exponents \(exponents)"
    )
    return LearningCoefficient(
      exponents.reduce(Rational.zero) { $0 + Rational(1, Integer($1)) }, multiplicity: 1)
  }
}
