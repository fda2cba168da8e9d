import AlgebraicStructures
import Computation

extension IntegerRing {
  /// The integers themselves if each fits in `Int`.
  public func integerMultiples(_ elements: [Integer]) -> (integers: [Int], scale: Integer)? {
    var integers: [Int] = []
    integers.reserveCapacity(elements.count)
    for a in elements {
      guard let n = a.asInt else { return nil }
      integers.append(n)
    }
    return (integers, .one)
  }

  /// The integer high · 2⁶⁴ + low.
  public func image(high: Int64, low: UInt64) -> Integer {
    if high == Int64(bitPattern: low) >> 63 { return Integer(Int(truncatingIfNeeded: low)) }
    let isNegative = high < 0
    let magnitudeLow = isNegative ? 0 &- low : low
    let magnitudeHigh =
      isNegative ? ~UInt64(bitPattern: high) &+ (low == 0 ? 1 : 0) : UInt64(high)
    return Integer(magnitudeWords: [magnitudeLow, magnitudeHigh], isNegative: isNegative)
  }
}
