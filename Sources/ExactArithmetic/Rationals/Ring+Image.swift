import AlgebraicStructures

extension Ring {
  /// The image of `n` under the unique ring map ℤ → R.
  @inlinable
  public func image(of n: Integer) -> Element {
    if let small = n.asInt { return self(small) }
    return image(magnitude: n.magnitudeWords, isNegative: n.isNegative)
  }

  /// The image of `q` under the unique ring map to R from the rational numbers whose denominator is
  /// a unit of R; `nil` for other denominators.
  @inlinable
  public func image(of q: Rational) -> Element? {
    let numerator = image(of: q.numerator)
    if q.isInteger { return numerator }
    return inverse(image(of: q.denominator)).map { multiply(numerator, $0) }
  }
}
