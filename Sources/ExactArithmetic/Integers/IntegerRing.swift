import AlgebraicStructures
import Computation

/// The ring ℤ.
public struct IntegerRing: EuclideanDomain, CustomStringConvertible {
  /// The ring of integers; all values are the same.
  @inlinable public init() {}

  /// 0.
  @inlinable public var zero: Integer { .zero }
  /// 1.
  @inlinable public var one: Integer { .one }
  /// 0.
  @inlinable public var characteristic: UInt64 { 0 }
  /// `ℤ`.
  public var description: String { "ℤ" }

  /// a + b.
  @inlinable public func add(_ a: Integer, _ b: Integer) -> Integer { a + b }
  /// a − b.
  @inlinable public func subtract(_ a: Integer, _ b: Integer) -> Integer { a - b }
  /// −a.
  @inlinable public func negate(_ a: Integer) -> Integer { -a }
  /// a · b.
  @inlinable public func multiply(_ a: Integer, _ b: Integer) -> Integer { a * b }
  /// Whether a = 0.
  @inlinable public func isZero(_ a: Integer) -> Bool { a.isZero }
  /// The integer n.
  @inlinable public func callAsFunction(_ n: Int) -> Integer { Integer(n) }

  /// The integer with the given magnitude and sign.
  public func image(magnitude words: [UInt64], isNegative: Bool) -> Integer {
    Integer(magnitudeWords: words, isNegative: isNegative)
  }

  /// a / b if b divides a and is not 0, else `nil`.
  public func dividedExactly(_ a: Integer, by b: Integer) -> Integer? { a.dividedExactly(by: b) }

  /// a for a = ±1, else `nil`.
  public func inverse(_ a: Integer) -> Integer? { a.magnitude.isOne ? a : nil }

  /// aⁿ; traps for n < 0 and for results beyond `Integer.largestBitCount`.
  public func power(_ a: Integer, _ n: Int) -> Integer { a.power(n) }

  /// target += a · b in place.
  @inlinable
  public func addProduct(_ a: Integer, _ b: Integer, to target: inout Integer) {
    target.addProduct(a, b)
  }

  /// Σ a[i] · b[i], accumulated in one number that changes in place.
  public func dotProduct(_ a: Span<Integer>, _ b: Span<Integer>) -> Integer {
    require(a.count == b.count, "dotProduct: lengths \(a.count) and \(b.count) differ")
    var sum = MPZ()
    for i in 0..<a.count { sum.addProduct(a[i], b[i]) }
    return sum.value
  }

  /// Division rounding towards zero; traps for b = 0.
  public func quotientAndRemainder(
    _ a: Integer, by b: Integer
  ) -> (quotient: Integer, remainder: Integer) {
    a.quotientAndRemainder(dividingBy: b)
  }

  /// The nonnegative greatest common divisor.
  public func greatestCommonDivisor(_ a: Integer, _ b: Integer) -> Integer {
    Integer.greatestCommonDivisor(a, b)
  }

  /// The sign of a, and 1 for 0.
  public func normalizingUnit(_ a: Integer) -> Integer { a.isNegative ? -1 : 1 }
}
