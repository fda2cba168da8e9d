import AlgebraicStructures

extension Polynomial {
  /// The power fⁿ; f⁰ = 1 also for f = 0.
  ///
  /// Traps for n < 0.
  @inlinable
  public func power(_ n: Int) -> Polynomial {
    require(n >= 0, "power: the exponent must not be negative, but it is \(n)")
    if n == 0 { return ring.one }
    if n == 1 || isZero { return self }
    var result = self
    for bit in stride(from: Int.bitWidth - n.leadingZeroBitCount - 2, through: 0, by: -1) {
      result = result * result
      if (n >> bit) & 1 == 1 { result = result * self }
    }
    return result
  }
}
