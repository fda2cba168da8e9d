extension Rational {
  /// The value of `x`, exactly, or `nil` for infinities and NaN.
  public init?(exactly x: Double) {
    guard x.isFinite else { return nil }
    if let n = Integer(exactly: x) {
      self.init(n)
      return
    }
    // |x| = significand · ulp with a 53-bit integer significand and ulp a negative power of two.
    let significand = Int(x.significandBitPattern) | (x.isNormal ? 1 << 52 : 0)
    let scale = Integer.one.shiftedLeft(by: -Int(x.ulp.exponent))
    self.init(Integer(x < 0 ? -significand : significand), scale)
  }

  /// The nearest double, ties to the even significand.
  ///
  /// Correct also for subnormal results; ±infinity from 2¹⁰²⁴ − 2⁹⁷⁰ on, and zero up to 2⁻¹⁰⁷⁵.
  public var asDouble: Double {
    if isInteger { return numerator.asDouble }
    let n = numerator.magnitude
    let sign: FloatingPointSign = isNegative ? .minus : .plus
    // 2^exponent ≤ n / denominator < 2^(exponent + 1), after the correction.
    var exponent = n.bitCount - denominator.bitCount
    if exponent > 1_025 { return Double(sign: sign, exponent: 0, significand: .infinity) }
    if exponent < -1_077 { return Double(sign: sign, exponent: 0, significand: 0) }
    let isBelow =
      exponent >= 0
      ? n < denominator.shiftedLeft(by: exponent) : n.shiftedLeft(by: -exponent) < denominator
    if isBelow { exponent -= 1 }
    // The place of the last significand bit; subnormal numbers have fewer bits.
    let unit = max(exponent - 52, -1_074)
    let dividend = unit < 0 ? n.shiftedLeft(by: -unit) : n
    let divisor = unit > 0 ? denominator.shiftedLeft(by: unit) : denominator
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let twice = remainder + remainder
    let roundsUp = twice > divisor || twice == divisor && quotient.isOdd
    // At most 2⁵³, hence exact; the scaling is exact too or overflows to infinity.
    let significand = (roundsUp ? quotient + 1 : quotient).asDouble
    return Double(sign: sign, exponent: unit, significand: significand)
  }
}
