import AlgebraicStructures
import Computation

extension Integer {
  /// The greatest common divisor, nonnegative; gcd(0, 0) = 0.
  public static func greatestCommonDivisor(_ a: Integer, _ b: Integer) -> Integer {
    if let x = a.asInt, let y = b.asInt {
      return Integer(wordGreatestCommonDivisor(x.magnitude, y.magnitude))
    }
    return greatestCommonDivisorSlowly(a, b)
  }

  /// The least common multiple, nonnegative; 0 if a or b is 0.
  public static func leastCommonMultiple(_ a: Integer, _ b: Integer) -> Integer {
    if a.isZero || b.isZero { return .zero }
    return (a / greatestCommonDivisor(a, b) * b).magnitude
  }

  /// The greatest common divisor g ≥ 0 with coefficients such that g = s·a + t·b.
  ///
  /// The coefficients are the small ones: |s| ≤ |b| / g and |t| ≤ |a| / g, except where a or b is 0
  /// (gcd(a, 0) = sign(a)·a) or |a| = |b|.
  public static func extendedGreatestCommonDivisor(
    _ a: Integer, _ b: Integer
  ) -> (divisor: Integer, s: Integer, t: Integer) {
    extendedSlowly(a, b)
  }

  /// The inverse modulo `modulus` in 0 ..< `modulus`, or `nil` if this value is not a unit there.
  ///
  /// Traps unless `modulus` > 0. Modulo 1 the inverse is 0.
  public func inverse(modulo modulus: Integer) -> Integer? {
    require(modulus.signum > 0, "inverse: the modulus must be positive, but it is \(modulus)")
    let (g, s, _) = Integer.extendedGreatestCommonDivisor(self, modulus)
    guard g.isOne else { return nil }
    return s.flooredQuotientAndRemainder(dividingBy: modulus).remainder
  }
}

/// The greatest common divisor of machine words by the binary algorithm; gcd(0, 0) = 0.
@usableFromInline
func wordGreatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
  if a == 0 { return b }
  if b == 0 { return a }
  if a == 1 || b == 1 { return 1 }
  let shift = (a | b).trailingZeroBitCount
  var x = a >> a.trailingZeroBitCount
  var y = b
  while y != 0 {
    y >>= y.trailingZeroBitCount
    if x > y { swap(&x, &y) }
    y -= x
  }
  return x << shift
}
