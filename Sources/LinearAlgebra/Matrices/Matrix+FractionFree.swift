import AlgebraicStructures
import Computation

extension Matrix {
  /// The determinant by Bareiss's fraction-free elimination, for integral domains without division:
  /// integers, polynomials.
  ///
  /// 1 for 0 × 0. Traps unless the matrix is square.
  ///
  /// All divisions are exact because every intermediate entry is a minor of the matrix; over a ring
  /// with zero divisors that fails and traps. O(n³) ring operations.
  /// Source: E. Bareiss, *Sylvester's identity and multistep integer-preserving Gaussian
  /// elimination*, Math. Comp. 22 (1968).
  public func fractionFreeDeterminant() -> R.Element {
    fractionFreeDeterminant { (_, _) throws(Never) in }
  }

  /// `fractionFreeDeterminant()` that calls `beforeProduct` with the factors of a product before each entry is
  /// computed; it may throw to stop.
  package func fractionFreeDeterminant<Stop: Error>(
    beforeProduct: (R.Element, R.Element) throws(Stop) -> Void
  ) throws(Stop) -> R.Element {
    require(
      rowCount == columnCount,
      "determinant: the matrix must be square, but it is \(rowCount) × \(columnCount)")
    let result = try bareissElimination(beforeProduct)
    return result.rank == rowCount ? result.lastPivot : ring.zero
  }

  /// The rank over the fraction field, by Bareiss's elimination over an integral domain.
  public func fractionFreeRank() -> Int { bareissElimination { (_, _) throws(Never) in }.rank }

  /// The rank and the last pivot, which is ± the leading minor of that size (1 for rank 0), with
  /// the sign of the row exchanges included.
  private func bareissElimination<Stop: Error>(
    _ beforeProduct: (R.Element, R.Element) throws(Stop) -> Void
  ) throws(Stop) -> (rank: Int, lastPivot: R.Element) {
    var rows = self.rows
    var (rank, previous, isNegated) = (0, ring.one, false)
    for column in 0..<columnCount where rank < rowCount {
      guard let found = rows.indices[rank...].first(where: { !ring.isZero(rows[$0][column]) })
      else { continue }
      if found != rank {
        rows.swapAt(found, rank)
        isNegated.toggle()
      }
      let pivotRow = rows[rank]
      let pivot = pivotRow[column]
      for i in (rank + 1)..<max(rowCount, rank + 1) {
        let factor = ring.negate(rows[i][column])
        rows[i][column] = ring.zero
        for j in (column + 1)..<max(columnCount, column + 1) {
          try beforeProduct(pivot, rows[i][j])
          var entry = ring.multiply(pivot, rows[i][j])
          ring.addProduct(factor, pivotRow[j], to: &entry)
          guard let quotient = ring.dividedExactly(entry, by: previous) else {
            contractViolation("fraction-free elimination needs an integral domain, unlike \(ring)")
          }
          rows[i][j] = quotient
        }
      }
      previous = pivot
      rank += 1
    }
    return (rank, isNegated ? ring.negate(previous) : previous)
  }
}

extension Matrix where R: EuclideanDomain {
  /// The determinant; 1 for 0 × 0.
  ///
  /// Traps unless the matrix is square. O(n³) ring operations.
  public var determinant: R.Element { fractionFreeDeterminant() }

  /// The rank over the fraction field.
  public var rank: Int { fractionFreeRank() }
}
