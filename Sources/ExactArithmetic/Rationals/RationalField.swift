import AlgebraicStructures
import Computation

/// The field ℚ.
public struct RationalField: Field, CustomStringConvertible {
  /// The field of rational numbers; all values are the same.
  @inlinable public init() {}

  /// 0.
  @inlinable public var zero: Rational { .zero }
  /// 1.
  @inlinable public var one: Rational { .one }
  /// 0.
  @inlinable public var characteristic: UInt64 { 0 }
  /// `ℚ`.
  public var description: String { "ℚ" }

  /// a + b.
  @inlinable public func add(_ a: Rational, _ b: Rational) -> Rational { a + b }
  /// a − b.
  @inlinable public func subtract(_ a: Rational, _ b: Rational) -> Rational { a - b }
  /// −a.
  @inlinable public func negate(_ a: Rational) -> Rational { -a }
  /// a · b.
  @inlinable public func multiply(_ a: Rational, _ b: Rational) -> Rational { a * b }
  /// Whether a = 0.
  @inlinable public func isZero(_ a: Rational) -> Bool { a.isZero }
  /// The integer n.
  @inlinable public func callAsFunction(_ n: Int) -> Rational { Rational(n) }

  /// The integer with the given magnitude and sign.
  public func image(magnitude words: [UInt64], isNegative: Bool) -> Rational {
    Rational(Integer(magnitudeWords: words, isNegative: isNegative))
  }

  /// 1/a, or `nil` for 0.
  public func inverse(_ a: Rational) -> Rational? { a.reciprocal }

  /// Σ a[i] · b[i]; products of integers, common in practice, collect in one accumulator.
  public func dotProduct(_ a: Span<Rational>, _ b: Span<Rational>) -> Rational {
    require(a.count == b.count, "dotProduct: lengths \(a.count) and \(b.count) differ")
    var integers = MPZ()
    var fractions = Rational.zero
    for i in 0..<a.count {
      let x = a[i]
      let y = b[i]
      if x.isInteger && y.isInteger {
        integers.addProduct(x.numerator, y.numerator)
      } else {
        fractions += x * y
      }
    }
    return fractions + Rational(integers.value)
  }

  /// aⁿ without common divisors; traps for n < 0.
  public func power(_ a: Rational, _ n: Int) -> Rational {
    require(n >= 0, "power: the exponent must not be negative, but it is \(n)")
    return a.power(n)
  }
}
