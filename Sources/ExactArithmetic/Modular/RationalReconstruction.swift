import AlgebraicStructures
import Computation

/// The rational number n/d with n ≡ d · `residue` modulo `modulus`, |n| ≤ `numeratorBound` and
/// 0 < d ≤ `denominatorBound`, or `nil` if there is none.
///
/// With 2 · `numeratorBound` · `denominatorBound` < `modulus` there is at most one such number; the
/// function traps unless this holds and the bounds are nonnegative and positive. So if a wanted
/// number obeys the bounds, the result is that number; without this knowledge a result is only a
/// candidate.
///
/// Source: P. S. Wang, *A p-adic algorithm for univariate partial fractions*, SYMSAC 1981; J. von
/// zur Gathen, J. Gerhard, *Modern Computer Algebra*, theorem 5.26.
/// - Complexity: quadratic in the length of `modulus`.
public func reconstructRational(
  _ residue: Integer, modulus: Integer, numeratorBound: Integer, denominatorBound: Integer
) -> Rational? {
  require(
    !numeratorBound.isNegative && denominatorBound.signum > 0
      && 2 * numeratorBound * denominatorBound < modulus,
    "rational reconstruction modulo \(modulus) is not unique for numerators up to "
      + "\(numeratorBound) and denominators up to \(denominatorBound)")
  // Extended Euclid: r ≡ t · residue throughout, stopped at the first small r.
  var (r0, r1) = (modulus, residue.flooredQuotientAndRemainder(dividingBy: modulus).remainder)
  var (t0, t1) = (Integer.zero, Integer.one)
  while r1 > numeratorBound {
    let (quotient, remainder) = r0.quotientAndRemainder(dividingBy: r1)
    (r0, r1) = (r1, remainder)
    t0.subtractProduct(quotient, t1)
    swap(&t0, &t1)
  }
  guard t1.magnitude <= denominatorBound, Integer.greatestCommonDivisor(r1, t1).isOne else {
    return nil
  }
  return Rational(t1.isNegative ? -r1 : r1, t1.magnitude)
}

/// The rational number with numerator and denominator at most √((m − 1)/2) in absolute value that
/// is congruent to `residue` modulo m = `modulus`, or `nil` if there is none.
///
/// Traps unless `modulus` > 0. Modulo 1 and 2 only 0 qualifies.
public func reconstructRational(_ residue: Integer, modulus: Integer) -> Rational? {
  require(modulus.signum > 0, "rational reconstruction: the modulus \(modulus) is not positive")
  let bound = ((modulus - 1) / 2).squareRootFloor
  return reconstructRational(
    residue, modulus: modulus, numeratorBound: bound, denominatorBound: max(bound, 1))
}
