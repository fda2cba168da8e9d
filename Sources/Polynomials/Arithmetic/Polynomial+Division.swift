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
    return divide(by: [divisor], isExact: true)?.quotients[0]
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
