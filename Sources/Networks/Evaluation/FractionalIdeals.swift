import AlgebraicStructures
import ExactArithmetic

/// Fractional ideals of ℤ by their generators, through the interface of a ring: evaluating a polynomial at ideals that
/// contain what is inserted gives one that contains every coefficient of the result.
///
/// Sums have the greatest common divisor, products the product of the generators. It is no ring; nothing but ideals may
/// be computed with it.
package struct FractionalIdeals: Field {
  package init() {}

  package var zero: Rational { .zero }
  package var one: Rational { .one }
  package var characteristic: UInt64 { 0 }

  package func add(_ a: Rational, _ b: Rational) -> Rational {
    if a.isZero { return b }
    if b.isZero || a == b { return a }
    let denominator = Integer.leastCommonMultiple(a.denominator, b.denominator)
    let first = a.numerator * (denominator / a.denominator)
    let second = b.numerator * (denominator / b.denominator)
    return Rational(IntegerRing().greatestCommonDivisor(first, second), denominator)
  }
  package func negate(_ a: Rational) -> Rational { a }
  package func multiply(_ a: Rational, _ b: Rational) -> Rational { a * b }
  package func callAsFunction(_ n: Int) -> Rational { Rational(Integer(n).magnitude) }
  package func inverse(_ a: Rational) -> Rational? { a.reciprocal }
}
