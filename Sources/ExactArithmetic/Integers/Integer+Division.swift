import AlgebraicStructures
import Computation

extension Integer {
  /// The quotient rounded towards zero and the remainder with the sign of this value, as for `Int`.
  ///
  /// Traps for `divisor` = 0.
  @inlinable
  public func quotientAndRemainder(
    dividingBy divisor: Integer
  ) -> (quotient: Integer, remainder: Integer) {
    require(!divisor.isZero, "division by zero: \(self) / 0")
    if case .small(let a) = storage, case .small(let b) = divisor.storage,
      !(a == .min && b == -1)
    {
      let (q, r) = a.quotientAndRemainder(dividingBy: b)
      return (Integer(q), Integer(r))
    }
    return truncatedDivisionSlowly(divisor)
  }

  /// The quotient rounded down and the remainder with the sign of `divisor`.
  ///
  /// Traps for `divisor` = 0.
  public func flooredQuotientAndRemainder(
    dividingBy divisor: Integer
  ) -> (quotient: Integer, remainder: Integer) {
    let (q, r) = quotientAndRemainder(dividingBy: divisor)
    return r.signum * divisor.signum < 0 ? (q - 1, r + divisor) : (q, r)
  }

  /// The quotient rounded towards zero; traps for y = 0.
  @inlinable
  public static func / (x: Integer, y: Integer) -> Integer {
    x.quotientAndRemainder(dividingBy: y).quotient
  }

  /// The remainder with the sign of x; traps for y = 0.
  @inlinable
  public static func % (x: Integer, y: Integer) -> Integer {
    x.quotientAndRemainder(dividingBy: y).remainder
  }

  /// Divides in place, rounding towards zero; traps for y = 0.
  @inlinable
  public static func /= (x: inout Integer, y: Integer) { x = x / y }

  /// Takes the remainder in place; traps for y = 0.
  @inlinable
  public static func %= (x: inout Integer, y: Integer) { x = x % y }

  /// The quotient if `divisor` divides this value, else `nil`; `nil` also for `divisor` = 0, where
  /// there is no quotient or no unique one.
  public func dividedExactly(by divisor: Integer) -> Integer? {
    if divisor.isZero { return nil }
    if asInt != nil && divisor.asInt != nil {
      let (q, r) = quotientAndRemainder(dividingBy: divisor)
      return r.isZero ? q : nil
    }
    return exactQuotientSlowly(divisor)
  }

  /// The residue in 0 ..< `modulus`; traps for `modulus` = 0.
  @inlinable
  public func residue(modulo modulus: UInt64) -> UInt64 {
    require(modulus != 0, "residue: the modulus of \(self) is 0")
    if case .small(let n) = storage {
      let r = UInt64(n.magnitude) % modulus
      return n < 0 && r != 0 ? modulus - r : r
    }
    return residueSlowly(modulo: modulus)
  }
}
