import AlgebraicStructures

extension PrimeField {
  /// The residues of least absolute value, so that sums of products reduce only once.
  public func integerMultiples(_ elements: [UInt64]) -> (integers: [Int], scale: UInt64)? {
    (elements.map { $0 > modulus / 2 ? -Int(modulus - $0) : Int($0) }, 1)
  }

  /// The residue of high · 2⁶⁴ + low.
  @inlinable
  public func image(high: Int64, low: UInt64) -> UInt64 {
    if high >= 0 { return reduce(reduce(UInt64(high)), low) }
    // −(high · 2⁶⁴ + low) = (~high) · 2⁶⁴ + (2⁶⁴ − low), with a carry for low = 0.
    let magnitudeHigh = ~UInt64(bitPattern: high) &+ (low == 0 ? 1 : 0)
    return negate(reduce(reduce(magnitudeHigh), 0 &- low))
  }
}
