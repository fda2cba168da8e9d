import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// The rank of a matrix over a number field, proven both ways, perhaps with its kernel.
public struct NumberFieldRank: Hashable, Sendable {
  /// The rank r over the field.
  public let rank: Int
  /// The r columns that are no combination of the columns before them, increasing.
  public let pivotColumns: [Int]
  /// The canonical basis of the kernel: for each other column one vector with 1 there and 0 in the remaining
  /// non-pivot columns; `nil` if it was neither asked for nor needed for the proof.
  public let kernelBasis: [[NumberFieldElement]]?
  /// What proves the rank.
  public let evidence: Evidence
}

/// The rank of a matrix over a number field, proven whatever the random choices.
///
/// *Lower bound.* The rank of the residues at a prime ideal of degree one. *Upper bound.* The smaller side of the
/// matrix or `upperBound`, where that is met; otherwise kernel vectors: those of the residues at all prime ideals over
/// primes that split completely, interpolated in the generator, joined by the Chinese remainder theorem and
/// reconstructed. The product of a row with such a vector is, up to a known integer, an algebraic integer divisible by
/// all these primes; when their product exceeds a bound of all its conjugates, it is zero, because otherwise its norm
/// would be larger than it can be. A field that splits over too few primes is treated through its regular representation
/// over ℚ.
///
/// - Parameter matrix: Any shape, also without rows or columns.
/// - Parameter includingKernel: Whether to return the kernel.
/// - Parameter upperBound: A proven upper bound of the rank, if one is known.
/// - Parameter random: Supplies the primes.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: for degree n, n eliminations modulo a prime for each 30 bits of the kernel.
public func exactRank(
  of matrix: Matrix<NumberField>, includingKernel: Bool = true, upperBound: Int? = nil,
  using random: inout RandomSource, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumberFieldRank {
  let rows = IntegralRows(matrix)
  let largest = min(matrix.rowCount, matrix.columnCount, upperBound ?? .max)
  var search = DegreeOnePrimeSearch(matrix.ring)
  let first = try search.anyPrime(using: &random, control: control)[0]
  try control.checkpoint(operations: 4 * matrix.rowCount * matrix.columnCount)
  let profile = try rows.residues(at: first).rankProfile(control: control)
  if profile.rank == largest && (profile.rank == matrix.columnCount || !includingKernel) {
    return NumberFieldRank(
      rank: profile.rank, pivotColumns: profile.pivotColumns,
      kernelBasis: profile.rank == matrix.columnCount ? [] : nil,
      evidence: .proven(
        detail: "rank \(profile.rank) at a prime ideal of \(matrix.ring) over "
          + "\(first.field.modulus), and no larger one is possible"))
  }
  var lifting = SplitPrimeLifting(rows, matrix.ring, search)
  if let found = try lifting.run(using: &random, control: control) { return found }
  return try rankByRegularRepresentation(of: matrix, using: &random, control: control)
}
