import CGMP
import Computation

// Division, common divisors and powers beyond `Int`. The callers exclude zero divisors.
extension Integer {
  @usableFromInline @inline(never)
  func truncatedDivisionSlowly(_ divisor: Integer) -> (quotient: Integer, remainder: Integer) {
    let quotient = IntegerBox()
    let remainder = IntegerBox()
    withGMP { a in
      divisor.withGMP { b in __gmpz_tdiv_qr(&quotient.z, &remainder.z, a, b) }
    }
    return (Integer(normalizing: quotient), Integer(normalizing: remainder))
  }

  @inline(never)
  func exactQuotientSlowly(_ divisor: Integer) -> Integer? {
    withGMP { a in
      divisor.withGMP { b in
        guard __gmpz_divisible_p(a, b) != 0 else { return nil }
        return Integer { __gmpz_divexact($0, a, b) }
      }
    }
  }

  @usableFromInline @inline(never)
  func residueSlowly(modulo modulus: UInt64) -> UInt64 {
    withGMP { UInt64(__gmpz_fdiv_ui($0, UInt(modulus))) }
  }

  @inline(never)
  static func greatestCommonDivisorSlowly(_ a: Integer, _ b: Integer) -> Integer {
    combining(a, b) { __gmpz_gcd($0, $1, $2) }
  }

  @inline(never)
  static func extendedSlowly(_ a: Integer, _ b: Integer) -> (Integer, Integer, Integer) {
    let g = IntegerBox()
    let s = IntegerBox()
    let t = IntegerBox()
    a.withGMP { x in b.withGMP { y in __gmpz_gcdext(&g.z, &s.z, &t.z, x, y) } }
    return (Integer(normalizing: g), Integer(normalizing: s), Integer(normalizing: t))
  }

  func powerUnchecked(_ n: UInt) -> Integer {
    withGMP { a in Integer { __gmpz_pow_ui($0, a, n) } }
  }

  /// The truncated n-th root and whether it is exact; the value must be nonnegative for even n.
  func truncatedRoot(_ n: UInt) -> (root: Integer, isExact: Bool) {
    var isExact = false
    let root = withGMP { a in Integer { isExact = __gmpz_root($0, a, n) != 0 } }
    return (root, isExact)
  }

  func shiftedLeftUnchecked(_ count: UInt) -> Integer {
    withGMP { a in Integer { __gmpz_mul_2exp($0, a, count) } }
  }

  func shiftedRightFloor(_ count: UInt) -> Integer {
    withGMP { a in Integer { __gmpz_fdiv_q_2exp($0, a, count) } }
  }
}
