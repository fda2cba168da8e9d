import AlgebraicStructures

/// Bounds for numbers of terms through the interface of a ring: evaluating a polynomial at the numbers of terms of what is
/// inserted bounds that of the result, as if no two terms were equal.
///
/// It is no ring; nothing but bounds may be computed with it.
struct TermCounts: Field {
  var zero: Double { 0 }
  var one: Double { 1 }
  var characteristic: UInt64 { 0 }

  func add(_ a: Double, _ b: Double) -> Double { a + b }
  func negate(_ a: Double) -> Double { a }
  func multiply(_ a: Double, _ b: Double) -> Double { a * b }
  func power(_ a: Double, _ n: Int) -> Double {
    a == 0 ? n == 0 ? 1 : 0 : multisets(of: n, from: a)
  }
  func callAsFunction(_ n: Int) -> Double { n == 0 ? 0 : 1 }
  /// That of a constant.
  func inverse(_ a: Double) -> Double? { a == 1 ? 1 : nil }
}
