/// Double-precision numbers through the interface of a field, for numerical evaluation.
///
/// This is *not* a field: sums and products round, so the ring laws hold only approximately and
/// nothing computed with it is proven. Divisibility and zero tests compare exactly.
public struct DoubleField: Field {
  /// The ring of doubles; all values are the same.
  public init() {}
  /// 0.
  @inlinable public var zero: Double { 0 }
  /// 1.
  @inlinable public var one: Double { 1 }
  /// 0.
  public var characteristic: UInt64 { 0 }
  /// a + b, rounded.
  @inlinable public func add(_ a: Double, _ b: Double) -> Double { a + b }
  /// a − b, rounded.
  @inlinable public func subtract(_ a: Double, _ b: Double) -> Double { a - b }
  /// −a.
  @inlinable public func negate(_ a: Double) -> Double { -a }
  /// a · b, rounded.
  @inlinable public func multiply(_ a: Double, _ b: Double) -> Double { a * b }
  /// The nearest double.
  @inlinable public func callAsFunction(_ n: Int) -> Double { Double(n) }
  /// 1 / a, rounded, or `nil` for 0.
  @inlinable public func inverse(_ a: Double) -> Double? { a == 0 ? nil : 1 / a }
}
