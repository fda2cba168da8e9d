import AlgebraicStructures
import Computation

extension Rational {
  /// The most binary digits of a numerator or denominator of a power of a weight: 8 MiB.
  public static let largestPowerBitCount = 1 << 26

  /// Throws `sizeLimit` if the power xⁿ, n ≥ 0, could have more than `largestPowerBitCount` binary digits.
  public func requireBoundedPower(_ n: Int) throws(ComputationStopped) {
    // A factor ±1 stays as short as it is.
    let bits = [numerator, denominator].map { $0.magnitude.isOne || $0.isZero ? 0 : $0.bitCount }
    let needed = Double(bits.max() ?? 0) * Double(n)
    if needed > Double(Self.largestPowerBitCount) {
      throw .sizeLimit(
        what: "the number of binary digits of an exact power",
        needed: needed < 1e15 ? "up to \(Int(needed))" : "up to \(needed)",
        limit: Self.largestPowerBitCount)
    }
  }
}
