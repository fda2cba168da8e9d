import AlgebraicStructures
import Computation
import ExactArithmetic

extension Polynomial {
  /// The power fⁿ; f⁰ = 1 also for f = 0.
  ///
  /// The multinomial formula where few of its terms coincide (the square tells), otherwise repeated
  /// multiplication or repeated squaring, whichever needs fewer products. Traps for n < 0.
  @inlinable
  public func power(_ n: Int) -> Polynomial {
    require(n >= 0, "power: the exponent must not be negative, but it is \(n)")
    if n == 0 { return ring.one }
    if n == 1 || isZero { return self }
    if termCount == 1 { return termPower(n) }
    let plan = PowerPlan(words, layout, n)
    if n > 2 && plan.prefersMultinomial { return multinomialPower(n) }
    let square = self * self
    if n == 2 { return square }
    if plan.allowsMultinomial && 4 * square.termCount >= 3 * (termCount + 1) * termCount / 2 {
      return multinomialPower(n)
    }
    if plan.isLinearCheaper { return (2..<n).reduce(square) { power, _ in power * self } }
    let half = square.power(n / 2)
    return n & 1 == 1 ? half * self : half
  }

  /// The power of a single term.
  @inlinable
  func termPower(_ n: Int) -> Polynomial {
    let width = ring.monomials.powerWidth(words, width, n)
    let c = ring.coefficients.power(coefficientArray[0], n)
    if ring.coefficients.isZero(c) { return ring.zero }
    let words = words(inWidth: width).map { $0 &* UInt64(n) }
    return Polynomial(ring: ring, width: width, coefficients: [c], words: words)
  }
}

/// What the ways to compute a power cost at most.
@usableFromInline
struct PowerPlan {
  /// Whether the multinomial formula has not too many terms, for memory and next to the result.
  @usableFromInline let allowsMultinomial: Bool
  /// Whether its terms are moreover so few, or so surely different, that nothing else is tried.
  @usableFromInline let prefersMultinomial: Bool
  /// Whether multiplying one by one is expected to need no more products than squaring.
  @usableFromInline let isLinearCheaper: Bool
  /// A bound on the number of terms of the power.
  let termBound: Double
  /// A bound on the number of products of coefficients.
  let productBound: Double

  /// The plan for the n-th power, n ≥ 1, of a polynomial with the given nonempty list of monomials.
  @usableFromInline
  init(_ words: [UInt64], _ layout: ExponentLayout, _ n: Int) {
    let terms = Double(words.count / layout.wordCount)
    let bounds = TermBounds(
      terms: terms, degrees: layout.exponentRange(of: words).highest.map(Double.init))
    let compositions = bounds.compositions(n)
    termBound = bounds[n]
    allowsMultinomial = compositions <= min(4 * termBound, 4e6)
    prefersMultinomial =
      allowsMultinomial
      && (terms <= 4 || compositions <= 64 || layout.largestTotalDegree(of: words) <= 1)
    // More than a thousand factors are never cheaper one by one.
    let linear =
      n > 1000 ? .infinity : (1..<n).reduce(0) { $0 + bounds[$1] * terms }
    var binary = 0.0
    var exponent = n
    while exponent > 1 {
      if exponent & 1 == 1 { binary += bounds[exponent - 1] * terms }
      exponent /= 2
      binary += bounds[exponent] * bounds[exponent] / 2
    }
    isLinearCheaper = linear <= binary
    productBound =
      prefersMultinomial
      ? compositions : max(min(linear, binary), allowsMultinomial ? compositions : 0)
  }
}

/// Bounds on the number of terms of the powers of a polynomial.
private struct TermBounds {
  let terms: Double
  let degrees: [Double]

  /// The number of monomials of degree n in as many variables as there are terms.
  func compositions(_ n: Int) -> Double {
    let short = min(Double(n), terms - 1)
    let long = max(Double(n), terms - 1)
    var result = 1.0
    var i = 1.0
    while i <= short && result < 1e18 {
      result *= (long + i) / i
      i += 1
    }
    return result
  }

  /// At most the compositions, and at most the points of the box of exponents.
  subscript(n: Int) -> Double {
    min(compositions(n), degrees.reduce(1) { $0 * (Double(n) * $1 + 1) })
  }
}
