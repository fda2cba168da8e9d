import Computation

extension Integer {
  /// The nearest double, ties to the even significand; ±infinity for |n| ≥ 2¹⁰²⁴ − 2⁹⁷⁰.
  public var asDouble: Double {
    if let n = asInt { return Double(n) }
    let excess = bitCount - 64
    let size = magnitude
    guard excess > 0 else {
      return isNegative ? -Double(size.magnitudeWords[0]) : Double(size.magnitudeWords[0])
    }
    // The leading 64 bits; a one in their last place stands for all nonzero bits cut off, which
    // suffices to round the 64 bits correctly to 53.
    var leading = size.shiftedRight(by: excess).magnitudeWords[0]
    if size.trailingZeroBitCount < excess { leading |= 1 }
    return Double(
      sign: isNegative ? .minus : .plus, exponent: min(excess, 2_000),
      significand: Double(leading))
  }

  /// The value of `x`, or `nil` unless it is a finite integer.
  public init?(exactly x: Double) {
    guard x.isFinite, x == x.rounded(.towardZero) else { return nil }
    if let small = Int(exactly: x) {
      self.init(small)
    } else {
      // |x| ≥ 2⁶³, so the 53-bit significand is an integer multiple of a positive power of two.
      let significand = Integer(Int(x.significandBitPattern | 1 << 52))
      let value = significand.shiftedLeft(by: Int(x.exponent) - 52)
      self = x < 0 ? -value : value
    }
  }
}
