import AlgebraicStructures
import Computation

extension Rational: SignedNumeric {
  /// The integer with the given literal.
  @inlinable
  public init(integerLiteral value: StaticBigInt) { self.init(Integer(integerLiteral: value)) }

  /// The integer `n`; never `nil`.
  public init?(exactly n: some BinaryInteger) { self.init(Integer(n)) }

  /// The absolute value.
  public var magnitude: Rational { Rational(reduced: numerator.magnitude, denominator) }

  /// The sum.
  @inlinable
  public static func + (x: Rational, y: Rational) -> Rational {
    if x.isInteger && y.isInteger { return Rational(x.numerator + y.numerator) }
    return sum(x.numerator, x.denominator, y.numerator, y.denominator)
  }

  /// The difference.
  @inlinable
  public static func - (x: Rational, y: Rational) -> Rational {
    if x.isInteger && y.isInteger { return Rational(x.numerator - y.numerator) }
    return sum(x.numerator, x.denominator, -y.numerator, y.denominator)
  }

  /// The additive inverse.
  @inlinable
  public static prefix func - (x: Rational) -> Rational {
    Rational(reduced: -x.numerator, x.denominator)
  }

  /// The product.
  @inlinable
  public static func * (x: Rational, y: Rational) -> Rational {
    if x.isInteger && y.isInteger { return Rational(x.numerator * y.numerator) }
    return product(x.numerator, x.denominator, y.numerator, y.denominator)
  }

  /// The quotient; traps for y = 0.
  public static func / (x: Rational, y: Rational) -> Rational {
    guard let inverse = y.reciprocal else { contractViolation("division by zero: \(x) / 0") }
    return x * inverse
  }

  /// Multiplies in place.
  @inlinable
  public static func *= (x: inout Rational, y: Rational) { x = x * y }

  /// Divides in place; traps for y = 0.
  public static func /= (x: inout Rational, y: Rational) { x = x / y }

  /// The multiplicative inverse, or `nil` for 0.
  public var reciprocal: Rational? {
    switch signum {
    case 0: nil
    case 1: Rational(reduced: denominator, numerator)
    default: Rational(reduced: -denominator, -numerator)
    }
  }

  /// The power xⁿ, where x⁰ = 1 also for x = 0; traps for n < 0 and x = 0.
  public func power(_ n: Int) -> Rational {
    if n >= 0 { return Rational(reduced: numerator.power(n), denominator.power(n)) }
    require(n != .min, "power: the exponent \(n) is too small")
    guard let inverse = reciprocal else {
      contractViolation("division by zero: 0 to the power \(n)")
    }
    return inverse.power(-n)
  }

  /// The rational number with n-th power this value (the nonnegative one for even n), or `nil` if
  /// there is none; traps for n ≤ 0.
  public func exactRoot(_ n: Int) -> Rational? {
    guard let root = numerator.exactRoot(n), let divisor = denominator.exactRoot(n) else {
      return nil
    }
    return Rational(reduced: root, divisor)
  }

  /// a/b + c/d for fractions in lowest terms.
  ///
  /// Only gcd(b, d), and unless that is 1 one gcd with it, are computed: D. E. Knuth, *The Art of
  /// Computer Programming*, volume 2, section 4.5.1.
  @usableFromInline
  static func sum(_ a: Integer, _ b: Integer, _ c: Integer, _ d: Integer) -> Rational {
    let g = Integer.greatestCommonDivisor(b, d)
    if g.isOne { return Rational(reduced: a * d + c * b, b * d) }
    let reducedB = b / g
    let t = a * (d / g) + c * reducedB
    let h = Integer.greatestCommonDivisor(t, g)
    return h.isOne
      ? Rational(reduced: t, reducedB * d) : Rational(reduced: t / h, reducedB * (d / h))
  }

  /// (a/b)·(c/d) for fractions in lowest terms, by dividing crosswise before multiplying.
  @usableFromInline
  static func product(_ a: Integer, _ b: Integer, _ c: Integer, _ d: Integer) -> Rational {
    let g = Integer.greatestCommonDivisor(a, d)
    let h = Integer.greatestCommonDivisor(c, b)
    // Divisions are slower than tests for the common case of nothing to cancel.
    let (reducedA, reducedD) = g.isOne ? (a, d) : (a / g, d / g)
    let (reducedC, reducedB) = h.isOne ? (c, b) : (c / h, b / h)
    return Rational(reduced: reducedA * reducedC, reducedB * reducedD)
  }
}

extension Rational: Comparable {
  /// Whether x is less than y.
  public static func < (x: Rational, y: Rational) -> Bool {
    if x.denominator == y.denominator { return x.numerator < y.numerator }
    if x.signum != y.signum { return x.signum < y.signum }
    return x.numerator * y.denominator < y.numerator * x.denominator
  }
}
