import AlgebraicStructures

extension Rational {
  /// The most binary digits of a numerator or denominator that `boundedPower` computes: 8 MiB.
  public static let largestPowerBitCount = 1 << 26

  /// The power xⁿ for n ≥ 0, where its size is not known to be moderate.
  ///
  /// - Throws: `sizeLimit`, before anything is computed, if it could have more than `largestPowerBitCount`
  ///   binary digits.
  public func boundedPower(_ n: Int) throws(ComputationStopped) -> Rational {
    // A factor ±1 stays as short as it is.
    let bits = [numerator, denominator].map { $0.magnitude.isOne || $0.isZero ? 1 : $0.bitCount }
    let needed = Double(bits.max() ?? 1) * Double(n)
    if bits.contains(where: { $0 > 1 }), needed > Double(Self.largestPowerBitCount) {
      throw .sizeLimit(
        what: "the number of binary digits of an exact power",
        needed: needed < 1e15 ? "up to \(Int(needed))" : "up to \(needed)",
        limit: Self.largestPowerBitCount)
    }
    return power(n)
  }
}
