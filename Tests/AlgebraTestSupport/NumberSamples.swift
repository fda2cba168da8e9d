import SingularLearning

/// Machine integers at the edges where additions and multiplications begin to overflow.
public let boundaryInts: [Int] = [
  0, 1, -1, 2, -2, 3, 10, 1 << 31, -(1 << 31), 1 << 32, (1 << 32) + 1, 3_037_000_499, 3_037_000_500,
  -3_037_000_500, 1 << 62, -(1 << 62), .max / 2 + 1, .max - 1, .max, .min, .min + 1,
]

/// Integers at the edges of the representation: small, around ±2⁶³ and ±2⁶⁴, and large.
public let boundaryIntegers: [Integer] = [
  0, 1, -1, 2, -6, 9_223_372_036_854_775_807, -9_223_372_036_854_775_808, 9_223_372_036_854_775_808,
  -9_223_372_036_854_775_809, 18_446_744_073_709_551_615, 18_446_744_073_709_551_616,
  -18_446_744_073_709_551_617, 340_282_366_920_938_463_463_374_607_431_768_211_456,
  Integer(3).power(200), -Integer(7).power(90) * 6,
]

/// Rational numbers with parts at the edges of the representation.
public let boundaryRationals: [Rational] = [
  0, 1, -1, Rational(1, 2), Rational(-1, 3), Rational(5, 6), Rational(Integer(Int.max), 2),
  Rational(Integer(Int.min), 3), Rational(1, Integer(Int.max)), Rational(1, Integer(Int.min)),
  Rational(Integer(2).power(64) + 1, Integer(2).power(64)), Rational(-1, Integer(6).power(50)),
]

extension RandomSource {
  /// A random integer of at most `maximumBitCount` binary digits, all counts equally likely.
  ///
  /// Its words are often all zeros or all ones, which provokes carries.
  public mutating func boundaryBiasedInteger(maximumBitCount: Int) -> Integer {
    let bits = integer(in: 0...maximumBitCount)
    let words = (0...bits / 64).map { _ -> UInt64 in
      switch next(below: 4) {
      case 0: return 0
      case 1: return .max
      default: return next()
      }
    }
    let size = Integer(magnitudeWords: words, isNegative: false) % Integer(2).power(bits)
    return next(below: 2) == 0 ? size : -size
  }
}
