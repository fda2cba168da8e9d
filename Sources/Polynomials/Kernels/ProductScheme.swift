import AlgebraicStructures

/// How products of coefficients are formed and summed inside a multiplication kernel.
@usableFromInline
protocol ProductScheme {
  associatedtype Factor
  associatedtype Sum
  func product(_ a: Factor, _ b: Factor) -> Sum
  func addProduct(_ a: Factor, _ b: Factor, to sum: inout Sum)
}

/// Elements of a ring, by its own operations.
@usableFromInline
struct RingScheme<R: Ring>: ProductScheme {
  @usableFromInline let ring: R
  @inlinable init(ring: R) { self.ring = ring }
  @inlinable func product(_ a: R.Element, _ b: R.Element) -> R.Element { ring.multiply(a, b) }
  @inlinable func addProduct(_ a: R.Element, _ b: R.Element, to sum: inout R.Element) {
    ring.addProduct(a, b, to: &sum)
  }
}

/// A scheme on machine integers.
protocol IntegerScheme: ProductScheme where Factor == Int {
  var zero: Sum { get }
  func isZero(_ sum: Sum) -> Bool
}

/// Machine integers whose sums of products are known to fit one word.
struct WordScheme: IntegerScheme {
  var zero: Int { 0 }
  func isZero(_ sum: Int) -> Bool { sum == 0 }
  func product(_ a: Int, _ b: Int) -> Int { a &* b }
  func addProduct(_ a: Int, _ b: Int, to sum: inout Int) { sum &+= a &* b }
}

/// A sum of products of machine integers: high · 2⁶⁴ + low.
@usableFromInline
struct DoubleWord {
  @usableFromInline var high: Int64
  @usableFromInline var low: UInt64
}

/// Machine integers whose sums of products are known to fit two words.
struct DoubleWordScheme: IntegerScheme {
  var zero: DoubleWord { DoubleWord(high: 0, low: 0) }
  func isZero(_ sum: DoubleWord) -> Bool { sum.high == 0 && sum.low == 0 }
  func product(_ a: Int, _ b: Int) -> DoubleWord {
    let (high, low) = a.multipliedFullWidth(by: b)
    return DoubleWord(high: Int64(high), low: UInt64(low))
  }
  func addProduct(_ a: Int, _ b: Int, to sum: inout DoubleWord) {
    let (high, low) = a.multipliedFullWidth(by: b)
    let (newLow, carry) = sum.low.addingReportingOverflow(UInt64(low))
    sum.low = newLow
    sum.high = sum.high &+ Int64(high) &+ (carry ? 1 : 0)
  }
}
