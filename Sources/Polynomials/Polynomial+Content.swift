import AlgebraicStructures
import ExactArithmetic

extension Polynomial where Coefficients: EuclideanDomain {
  /// The canonical greatest common divisor of the coefficients; zero for 0.
  public var content: Coefficients.Element {
    let c = ring.coefficients
    var divisor = c.zero
    for a in coefficientArray {
      divisor = c.greatestCommonDivisor(divisor, a)
      if divisor == c.one { break }
    }
    return divisor
  }

  /// The polynomial divided by its content; 0 for 0.
  public var primitivePart: Polynomial {
    isZero ? self : dividedExactly(byScalar: content)!
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The positive rational number c for which f / c has integer coefficients without common
  /// divisor; zero for 0.
  public var content: Rational {
    var numerator = Integer.zero
    var denominator = Integer.one
    for a in coefficientArray {
      numerator = Integer.greatestCommonDivisor(numerator, a.numerator)
      denominator = Integer.leastCommonMultiple(denominator, a.denominator)
    }
    return Rational(numerator, denominator)
  }

  /// The polynomial divided by its content: integer coefficients without common divisor; 0 for 0.
  public var primitivePart: Polynomial {
    isZero ? self : dividedExactly(byScalar: content)!
  }

  /// The polynomial over ℤ that is this one times the least common denominator, and that
  /// denominator.
  public var clearingDenominators: (integral: Polynomial<IntegerRing>, denominator: Integer) {
    let denominator = coefficientArray.reduce(Integer.one) {
      Integer.leastCommonMultiple($0, $1.denominator)
    }
    let integral = mapTerms(into: ring.changing(coefficients: IntegerRing())) {
      $0.numerator * (denominator / $0.denominator)
    }
    return (integral, denominator)
  }
}
