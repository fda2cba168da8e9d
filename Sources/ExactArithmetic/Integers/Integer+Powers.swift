import AlgebraicStructures
import Computation

extension Integer {
  /// The largest number of binary digits a power or shift may produce: 2³³, that is 1 GiB.
  public static let largestBitCount = 1 << 33

  /// The power aⁿ; a⁰ = 1 also for a = 0.
  ///
  /// Traps for n < 0, and if the result could have more than `largestBitCount` digits.
  public func power(_ n: Int) -> Integer {
    require(n >= 0, "power: the exponent must not be negative, but it is \(n)")
    if let a = asInt, a.magnitude <= 1 { return a == -1 && n & 1 == 0 || n == 0 ? 1 : self }
    // |a| ≥ 2 has aⁿ at most n · bitCount digits.
    let (bits, overflow) = bitCount.multipliedReportingOverflow(by: n)
    require(
      !overflow && bits <= Integer.largestBitCount,
      "power: a \(bitCount)-bit integer to the power \(n) has more than 2^33 bits")
    return powerUnchecked(UInt(n))
  }

  /// The integer b with bⁿ = a (the nonnegative one for even n), or `nil` if there is none.
  ///
  /// Traps for n ≤ 0.
  public func exactRoot(_ n: Int) -> Integer? {
    require(n > 0, "exactRoot: the degree of the root must be positive, but it is \(n)")
    if isNegative && n & 1 == 0 { return nil }
    let (root, isExact) = truncatedRoot(UInt(n))
    return isExact ? root : nil
  }

  /// The square root rounded down; traps for negative values.
  public var squareRootFloor: Integer {
    require(!isNegative, "square root: \(self) is negative")
    return truncatedRoot(2).root
  }

  /// The product with 2ⁿ, exact; traps for n < 0, and if the result would be too large.
  public func shiftedLeft(by n: Int) -> Integer {
    require(n >= 0, "shift: the count must not be negative, but it is \(n)")
    if isZero { return self }
    require(
      n <= Integer.largestBitCount - bitCount,
      "shift: a \(bitCount)-bit integer shifted by \(n) has more than 2^33 bits")
    return shiftedLeftUnchecked(UInt(n))
  }

  /// The quotient by 2ⁿ rounded down; traps for n < 0.
  public func shiftedRight(by n: Int) -> Integer {
    require(n >= 0, "shift: the count must not be negative, but it is \(n)")
    if let a = asInt { return Integer(a >> n) }
    return shiftedRightFloor(UInt(n))
  }
}
