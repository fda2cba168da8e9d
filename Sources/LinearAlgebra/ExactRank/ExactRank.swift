import Computation
import ExactArithmetic

/// The rank of a rational matrix with its kernel, proven both ways.
public struct ExactRank: Hashable, Sendable {
  /// The rank r over ℚ.
  public let rank: Int
  /// r rows that are linearly independent, in no particular order.
  public let pivotRows: [Int]
  /// The r columns that are no combination of the columns before them, increasing.
  public let pivotColumns: [Int]
  /// The canonical basis of the kernel: for each other column one vector with 1 there and 0 in the
  /// remaining non-pivot columns, in the order of the columns.
  public let kernelBasis: [[Rational]]
  /// What proves the rank.
  public let evidence: Evidence
}

/// The rank over ℚ with pivots and kernel, proven whatever the random choices.
///
/// The rank modulo a random prime is a lower bound, certified by an invertible submatrix. A kernel
/// is lifted p-adically from that submatrix, reconstructed over ℚ and multiplied exactly with every
/// row: if all products vanish, the rank is at most the lower bound. If not, the prime was bad and
/// another one is drawn; so the randomness influences the time, never the result.
///
/// - Parameter matrix: Any shape, also without rows or columns.
/// - Parameter random: Supplies the primes.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: one rank modulo a 30-bit prime; for each kernel vector about r² word operations per
///   30 bits of its entries.
public func exactRank(
  of matrix: Matrix<RationalField>, using random: inout RandomSource,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> ExactRank {
  let rows = PrimitiveRows(matrix)
  while true {
    try control.checkpoint(operations: 16 * matrix.rowCount * matrix.columnCount)
    let prime = randomLiftingPrime(using: &random)
    let profile = try rows.modulo(prime).rankProfile(control: control)
    let lifting = KernelLifting(rows: rows, profile: profile, prime: prime)
    if let kernel = try lifting.kernel(control: control) {
      return ExactRank(
        rank: profile.rank, pivotRows: profile.pivotRows, pivotColumns: profile.pivotColumns,
        kernelBasis: kernel,
        evidence: .proven(
          detail: kernel.isEmpty
            ? "full column rank modulo the prime \(prime)"
            : "rank at least \(profile.rank) modulo the prime \(prime); "
              + "\(kernel.count) independent kernel vectors checked exactly over the rationals"))
    }
  }
}

/// A prime of 30 bits, large enough that a bad one is rare and small enough for exact products.
private func randomLiftingPrime(using random: inout RandomSource) -> UInt32 {
  guard let prime = PrimeField.randomPrime(in: 1 << 29...1 << 30, using: &random) else {
    contractViolation("no prime of 30 bits found")
  }
  return UInt32(prime)
}
