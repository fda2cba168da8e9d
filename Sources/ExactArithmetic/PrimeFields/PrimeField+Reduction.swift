import AlgebraicStructures

extension PrimeField {
  /// The residue of any word: Barrett's method with a one-word reciprocal.
  ///
  /// With m = ⌊(2⁶⁴ − 1) / p⌋ the estimate ⌊x m / 2⁶⁴⌋ is the quotient or one less, because
  /// x/p − x m / 2⁶⁴ ≤ x / 2⁶⁴ < 1; one correction suffices.
  @inlinable
  public func reduce(_ x: UInt64) -> UInt64 {
    let quotient = x.multipliedFullWidth(by: wordReciprocal).high
    let remainder = x &- quotient &* modulus
    return remainder >= modulus ? remainder &- modulus : remainder
  }

  /// The residue of high · 2⁶⁴ + low, where high < p (not checked).
  ///
  /// Source: N. Möller, T. Granlund, *Improved division by invariant integers*, IEEE Trans. Comput.
  /// 60 (2011), algorithm 4.
  @inlinable
  public func reduce(_ high: UInt64, _ low: UInt64) -> UInt64 {
    let divisor = modulus &<< shift
    // The shift is at least 1 because p < 2⁶³.
    let u1 = high &<< shift | low &>> (64 &- shift)
    let u0 = low &<< shift
    let product = reciprocal.multipliedFullWidth(by: u1)
    let (q0, carry) = product.low.addingReportingOverflow(u0)
    let q1 = product.high &+ u1 &+ (carry ? 1 : 0) &+ 1
    var remainder = u0 &- q1 &* divisor
    if remainder > q0 { remainder = remainder &+ divisor }
    if remainder >= divisor { remainder = remainder &- divisor }
    return remainder &>> shift
  }
}
