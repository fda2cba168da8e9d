import AlgebraicStructures
import Computation
import ExactArithmetic

/// The function σ(t) = c₀ + c₁ t + … + c_r t^r that a hidden layer applies to each of its neurons.
///
/// A value need not be usable yet: `Architecture` checks that the degree is at least one and stores
/// the coefficient list without trailing zeros, so that equal lists are equal activations.
/// Different cases are different values even where the functions agree (`monomial(degree: 1)`,
/// `hermite(degree: 1)`).
public enum Activation: Hashable, Sendable {
  /// σ(t) = t^degree.
  case monomial(degree: Int)
  /// σ(t) = Σ coefficients[k]·t^k, constant term first.
  case polynomial(coefficients: [Rational])
  /// The probabilists' Hermite polynomial He_n: He_0 = 1, He_1 = t, He_{n+1} = t·He_n − n·He_{n−1}.
  case hermite(degree: Int)

  /// The largest degree allowed for a Hermite polynomial, whose coefficients are stored exactly.
  public static let maximumHermiteDegree = 1000

  /// The largest degree of a monomial whose coefficients are listed one by one.
  public static let maximumListedDegree = 1 << 20

  /// The degree r of σ; a coefficient list counts up to its last nonzero entry, and is −1 if it has
  /// none.
  public var degree: Int {
    switch self {
    case .monomial(let degree), .hermite(let degree): degree
    case .polynomial(let coefficients): (coefficients.lastIndex { $0 != 0 }) ?? -1
    }
  }

  /// The coefficients c₀, …, c_r; the last one is nonzero, and the list of the zero function is empty.
  ///
  /// A monomial of degree r also fills r + 1 entries: `terms` has one entry for it. Traps for a monomial of
  /// a degree above `maximumListedDegree`.
  public var coefficients: [Rational] {
    switch self {
    case .monomial(let degree):
      degree < 0 ? [] : denseCoefficients(ofMonomialOfDegree: degree)
    case .polynomial(let coefficients): Array(coefficients.prefix(degree + 1))
    case .hermite(let degree): degree < 0 ? [] : hermiteCoefficients(degree: degree)
    }
  }

  /// The nonzero coefficients c_k with their k, by increasing k; the list of the zero function is empty.
  ///
  /// - Complexity: one entry for a monomial, whatever its degree.
  public var terms: [(power: Int, coefficient: Rational)] {
    if case .monomial(let degree) = self {
      if degree < 0 { return [] }
      let single: (power: Int, coefficient: Rational) = (degree, 1)
      return [single]
    }
    var terms: [(power: Int, coefficient: Rational)] = []
    for (power, coefficient) in coefficients.enumerated() where !coefficient.isZero {
      terms.append((power, coefficient))
    }
    return terms
  }

  /// The coefficient c_k; 0 for a k that does not occur.
  public func coefficient(ofPower k: Int) -> Rational {
    switch self {
    case .monomial(let degree): degree == k ? 1 : 0
    case .polynomial(let coefficients): coefficients.indices.contains(k) ? coefficients[k] : 0
    case .hermite: coefficients.indices.contains(k) ? coefficients[k] : 0
    }
  }

  /// The c of σ(t) = c·t^r with r ≥ 1 if σ has this form, else `nil`.
  ///
  /// Looks at the function and not at the case: `polynomial([0, 0, 3])` gives 3, He_1 gives 1.
  public var monomialCoefficient: Rational? {
    switch self {
    case .monomial(let degree): degree >= 1 ? 1 : nil
    case .hermite(let degree): degree == 1 ? 1 : nil
    case .polynomial(let coefficients):
      degree >= 1 && coefficients.count(where: { $0 != 0 }) == 1 ? coefficients[degree] : nil
    }
  }

  /// Whether σ(t) = c·t^r with r ≥ 1 and c ≠ 0, so that σ(λt) = λ^r·σ(t).
  public var isMonomial: Bool { monomialCoefficient != nil }

  /// Whether all coefficients are integers.
  public var hasIntegerCoefficients: Bool {
    if case .polynomial(let coefficients) = self {
      coefficients.allSatisfy(\.isInteger)
    } else {
      true
    }
  }

  /// The same activation without trailing zeros in a coefficient list.
  var normalized: Activation {
    if case .polynomial = self { .polynomial(coefficients: coefficients) } else { self }
  }
}

private func denseCoefficients(ofMonomialOfDegree degree: Int) -> [Rational] {
  require(
    degree <= Activation.maximumListedDegree,
    "the coefficients of t^\(degree), a degree above \(Activation.maximumListedDegree)")
  return [Rational](repeating: 0, count: degree) + [1]
}

/// The coefficients of He_n, constant term first, by the three-term recurrence.
private func hermiteCoefficients(degree: Int) -> [Rational] {
  var previous: [Integer] = [1]
  guard degree > 0 else { return [1] }
  var current: [Integer] = [0, 1]
  for n in 1..<degree {
    var next = [0] + current
    for k in previous.indices { next[k] = next[k] - Integer(n) * previous[k] }
    previous = current
    current = next
  }
  return current.map { Rational($0) }
}
