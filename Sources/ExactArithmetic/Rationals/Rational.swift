import AlgebraicStructures
import Computation

/// A rational number, always in lowest terms with a positive denominator.
///
/// Numerator and denominator are `Integer`s, so numbers whose parts fit in `Int` never allocate.
@frozen
public struct Rational: Hashable, Sendable {
  /// The numerator; it carries the sign.
  public let numerator: Integer
  /// The denominator, positive and prime to the numerator; 1 for integers.
  public let denominator: Integer

  /// A fraction known to be in lowest terms with positive denominator.
  @inlinable
  init(reduced numerator: Integer, _ denominator: Integer) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The integer `n` as a rational number.
  @inlinable
  public init(_ n: Integer) { self.init(reduced: n, .one) }

  /// The integer `n` as a rational number.
  @inlinable
  public init(_ n: Int) { self.init(Integer(n)) }

  /// The fraction `numerator` / `denominator`, reduced; traps for `denominator` = 0.
  public init(_ numerator: Integer, _ denominator: Integer) {
    require(!denominator.isZero, "a fraction with denominator 0: \(numerator)/0")
    let g = Integer.greatestCommonDivisor(numerator, denominator)
    let unit = denominator.isNegative ? -g : g
    self.init(reduced: numerator / unit, denominator / unit)
  }

  /// The number 0.
  @inlinable public static var zero: Rational { Rational(.zero) }
  /// The number 1.
  @inlinable public static var one: Rational { Rational(.one) }

  /// Whether the value is 0.
  @inlinable public var isZero: Bool { numerator.isZero }
  /// Whether the value is 1.
  @inlinable public var isOne: Bool { numerator.isOne && denominator.isOne }
  /// Whether the denominator is 1.
  @inlinable public var isInteger: Bool { denominator.isOne }
  /// −1, 0 or 1.
  @inlinable public var signum: Int { numerator.signum }
  /// Whether the value is less than 0.
  @inlinable public var isNegative: Bool { numerator.isNegative }
}
