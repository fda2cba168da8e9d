import AlgebraicStructures

/// ℤ modulo 2⁶⁴ on `Int`: exact wherever the true result is known to fit.
struct WordRing: Ring {
  var zero: Int { 0 }
  var one: Int { 1 }
  /// 0, for lack of a word that holds 2⁶⁴.
  var characteristic: UInt64 { 0 }
  func add(_ a: Int, _ b: Int) -> Int { a &+ b }
  func negate(_ a: Int) -> Int { 0 &- a }
  func multiply(_ a: Int, _ b: Int) -> Int { a &* b }
  func isZero(_ a: Int) -> Bool { a == 0 }
  func callAsFunction(_ n: Int) -> Int { n }
  func dividedExactly(_ a: Int, by b: Int) -> Int? { b != 0 && a % b == 0 ? a / b : nil }
  func inverse(_ a: Int) -> Int? { a == 1 || a == -1 ? a : nil }
}
