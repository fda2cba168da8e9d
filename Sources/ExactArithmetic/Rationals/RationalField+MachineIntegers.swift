import AlgebraicStructures
import Computation

extension RationalField {
  /// The numerators over the common denominator, if these fit in `Int`.
  public func integerMultiples(_ elements: [Rational]) -> (integers: [Int], scale: Rational)? {
    var denominator = 1
    for a in elements {
      guard let d = a.denominator.asInt else { return nil }
      if denominator % d == 0 { continue }
      let common = Integer.leastCommonMultiple(Integer(denominator), Integer(d))
      guard let small = common.asInt else { return nil }
      denominator = small
    }
    var integers: [Int] = []
    integers.reserveCapacity(elements.count)
    for a in elements {
      guard let n = a.numerator.asInt, let d = a.denominator.asInt else { return nil }
      let (product, overflow) = n.multipliedReportingOverflow(by: denominator / d)
      if overflow { return nil }
      integers.append(product)
    }
    return (integers, Rational(1, Integer(denominator)))
  }

  /// The integer high · 2⁶⁴ + low.
  public func image(high: Int64, low: UInt64) -> Rational {
    Rational(IntegerRing().image(high: high, low: low))
  }
}
