import AlgebraicStructures
import Computation

extension Polynomial {
  /// The quotient if `divisor` divides this polynomial, else `nil`; `nil` for the divisor 0.
  ///
  /// Stops at the first term that cannot be divided.
  @inlinable
  public func dividedExactly(by divisor: Polynomial) -> Polynomial? {
    ring.requireSame(divisor.ring)
    if divisor.isZero { return nil }
    if isZero { return self }
    if let quotient = dividedInBox(by: divisor) { return quotient }
    return divide(by: [divisor], isExact: true)?.quotients[0]
  }

  /// The quotient by machine integers in a box of exponents, or an inner `nil` if there is none; the outer `nil` where that is not
  /// the way.
  ///
  /// By Gauss's lemma a divisor without content that divides over ℚ does so over ℤ, so that rings of characteristic 0 can ask
  /// the integers.
  @inlinable
  func dividedInBox(by divisor: Polynomial) -> Polynomial?? {
    let c = ring.coefficients
    guard c.characteristic == 0, divisor.termCount >= 4, termCount >= 64,
      let f = c.integerMultiples(coefficientArray),
      let g = c.integerMultiples(divisor.coefficientArray)
    else { return nil }
    let width = max(width, divisor.width)
    let terms = IntegerTerms(integers: g.integers, words: divisor.words(inWidth: width))
    guard let primitive = terms.primitive,
      let division = DenseDivision(
        dividend: IntegerTerms(integers: f.integers, words: words(inWidth: width)),
        divisor: primitive.terms, layout: ring.monomials.layouts[width])
    else { return nil }
    let scale = c.multiply(g.scale, c(primitive.content))
    switch division.run() {
    case .overflow: return nil
    case .inexact: return .some(nil)
    case .quotient(let terms):
      var quotient: [(Coefficients.Element, [Int])] = []
      quotient.reserveCapacity(terms.count)
      for (integer, exponents) in terms {
        guard let a = c.dividedExactly(c.multiply(f.scale, c(integer)), by: scale) else {
          return .some(nil)
        }
        quotient.append((a, exponents))
      }
      return ring.polynomial(terms: quotient)
    }
  }

  /// `dividedExactly(by:)` with its work counted.
  package func dividedExactly(
    by divisor: Polynomial, control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial? {
    let quotient = dividedExactly(by: divisor)
    try control.checkpoint(
      operations: 16 * (termCount + (quotient?.termCount ?? 0) * divisor.termCount))
    return quotient
  }

  /// Quotients qᵢ and remainder r with f = Σ qᵢ gᵢ + r.
  ///
  /// No term of r is divisible by a leading term of the gᵢ (over a field: by a leading monomial), and
  /// no leading monomial of qᵢ gᵢ exceeds that of f. Where several gᵢ fit, the first is taken, so the
  /// result depends on their order. Zero divisors get the quotient 0. A heap of pending products:
  /// O(n log n) for n products of quotient and divisor terms. Terms of the result with an exponent
  /// beyond 2³¹ − 1 trap.
  /// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §3.
  @inlinable
  public func divided(
    by divisors: [Polynomial]
  ) -> (quotients: [Polynomial], remainder: Polynomial) {
    for divisor in divisors { ring.requireSame(divisor.ring) }
    // Without the demand of exactness the division always ends with a result.
    return divide(by: divisors, isExact: false)!
  }

  /// Division in the least width that holds everything that occurs.
  @inlinable
  func divide(
    by divisors: [Polynomial], isExact: Bool
  ) -> (quotients: [Polynomial], remainder: Polynomial)? {
    var width = divisors.reduce(width) { max($0, $1.width) }
    while true {
      var division = Division(dividend: self, divisors: divisors, width: width)
      switch division.run(isExact: isExact) {
      case .done: return division.result
      case .inexact: return nil
      case .overflow:
        require(width < 3, "division: an exponent would exceed 2^62")
        width += 1
      }
    }
  }
}
