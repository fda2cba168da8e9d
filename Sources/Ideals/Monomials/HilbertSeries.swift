import AlgebraicStructures
import Computation
import ExactArithmetic

/// The Hilbert series Σ h(k) tᵏ of a graded quotient ring, as a rational function in lowest terms.
///
/// h(k) is the number of monomials of degree k outside a monomial ideal. The series equals
/// Q(t) / (1 − t)^d with Q(1) ≠ 0 (and Q = 0, d = 0 for the unit ideal).
public struct HilbertSeries: Hashable, Sendable {
  /// The coefficients of Q, lowest degree first, without trailing zeros; `[]` for the zero series.
  public let numerator: [Integer]
  /// The exponent d of 1 − t in the denominator: the Krull dimension, 0 for the zero series.
  public let poleOrder: Int

  /// N(t) / (1 − t)^variableCount in lowest terms.
  init(numerator first: [Integer], variableCount: Int) {
    var numerator = trimmed(first)
    var order = variableCount
    while !numerator.isEmpty, order > 0, numerator.reduce(.zero, +).isZero {
      // Division by 1 − t: the quotient's coefficients are the partial sums.
      var sum = Integer.zero
      numerator = trimmed(
        numerator.map {
          sum += $0
          return sum
        })
      order -= 1
    }
    self.numerator = numerator
    poleOrder = numerator.isEmpty ? 0 : order
  }

  /// The Krull dimension of the quotient; −1 for the zero ring.
  public var dimension: Int { numerator.isEmpty ? -1 : poleOrder }

  /// The degree (multiplicity) of the quotient, Q(1); the vector-space dimension if the Krull
  /// dimension is 0, and 0 for the zero ring.
  public var degree: Integer { numerator.reduce(.zero, +) }

  /// h(k), the number of monomials of degree `k` outside the ideal; 0 for negative `k`.
  public func coefficient(at k: Int) -> Integer {
    var sum = Integer.zero
    for (i, c) in numerator.enumerated() where i <= k {
      sum += c * binomial(k - i + poleOrder - 1, poleOrder - 1)
    }
    return sum
  }

  /// The polynomial that h(k) equals for all large k: its coefficients, constant term first.
  ///
  /// It has degree d − 1 and leading coefficient degree / (d − 1)!; `[]` when d = 0.
  public var hilbertPolynomial: [Rational] {
    guard poleOrder > 0 else { return [] }
    var result = [Rational](repeating: .zero, count: poleOrder)
    for (i, c) in numerator.enumerated() {
      // binomial(k − i + d − 1, d − 1) as a polynomial in k.
      var product: [Rational] = [.one]
      for j in 1..<max(poleOrder, 1) {
        let shift = Rational(Integer(j - i), Integer(j))
        let slope = Rational(1, Integer(j))
        var next = [Rational](repeating: .zero, count: product.count + 1)
        for (power, a) in product.enumerated() {
          next[power] += a * shift
          next[power + 1] += a * slope
        }
        product = next
      }
      for (power, a) in product.enumerated() { result[power] += a * Rational(c) }
    }
    return result
  }

  /// The first k from which on h(k) equals the Hilbert polynomial at every degree k, k + 1, ….
  public var regularityIndex: Int { max(0, numerator.count - poleOrder) }
}

/// The list without trailing zeros.
private func trimmed(_ coefficients: [Integer]) -> [Integer] {
  guard let last = coefficients.lastIndex(where: { !$0.isZero }) else { return [] }
  return Array(coefficients[...last])
}

/// The binomial coefficient as a count of monomials: 1 for (−1 over −1), else 0 when k < 0 or n < k.
private func binomial(_ n: Int, _ k: Int) -> Integer {
  if k < 0 { return n == k ? 1 : 0 }
  guard n >= k else { return 0 }
  return binomial(Integer(k), plus: Integer(n - k))
}
