import AlgebraicStructures
import Computation

extension PolynomialRing: Ring {
  /// The polynomials of this ring.
  public typealias Element = Polynomial<Coefficients>

  /// 0.
  @inlinable public var zero: Polynomial<Coefficients> { Polynomial(ring: self) }
  /// 1.
  @inlinable public var one: Polynomial<Coefficients> { constant(coefficients.one) }
  /// The characteristic of the coefficients.
  public var characteristic: UInt64 { coefficients.characteristic }
  /// f + g.
  @inlinable
  public func add(
    _ f: Polynomial<Coefficients>, _ g: Polynomial<Coefficients>
  ) -> Polynomial<Coefficients> { f + g }
  /// f − g.
  @inlinable
  public func subtract(
    _ f: Polynomial<Coefficients>, _ g: Polynomial<Coefficients>
  ) -> Polynomial<Coefficients> { f - g }
  /// −f.
  @inlinable
  public func negate(_ f: Polynomial<Coefficients>) -> Polynomial<Coefficients> { -f }
  /// f · g.
  @inlinable
  public func multiply(
    _ f: Polynomial<Coefficients>, _ g: Polynomial<Coefficients>
  ) -> Polynomial<Coefficients> { f * g }
  /// Whether f has no terms.
  @inlinable
  public func isZero(_ f: Polynomial<Coefficients>) -> Bool { f.isZero }
  /// The constant `n`.
  @inlinable
  public func callAsFunction(_ n: Int) -> Polynomial<Coefficients> { constant(coefficients(n)) }
  /// The constant ±Σ words[i]·2^(64 i).
  public func image(magnitude words: [UInt64], isNegative: Bool) -> Polynomial<Coefficients> {
    constant(coefficients.image(magnitude: words, isNegative: isNegative))
  }
  /// The quotient if g divides f, else `nil`; `nil` for g = 0.
  @inlinable
  public func dividedExactly(
    _ f: Polynomial<Coefficients>, by g: Polynomial<Coefficients>
  ) -> Polynomial<Coefficients>? { f.dividedExactly(by: g) }
  /// The inverse of a constant unit, else `nil`.
  public func inverse(_ f: Polynomial<Coefficients>) -> Polynomial<Coefficients>? {
    f.constantValue.flatMap { coefficients.inverse($0) }.map { constant($0) }
  }
  /// fⁿ for n ≥ 0.
  @inlinable
  public func power(_ f: Polynomial<Coefficients>, _ n: Int) -> Polynomial<Coefficients> {
    f.power(n)
  }
  /// The text that `parse` reads back.
  public func describe(_ f: Polynomial<Coefficients>) -> String { f.description }
}
