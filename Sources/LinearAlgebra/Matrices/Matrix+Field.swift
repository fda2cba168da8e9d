import AlgebraicStructures
import Computation

extension Matrix where R: Field {
  /// The reduced row echelon form by Gauss–Jordan elimination: O(m n rank) field operations.
  ///
  /// Over ℚ the entries grow; `exactRank` is faster for anything but small matrices.
  public func reducedRowEchelonForm() -> ReducedEchelonForm<R> {
    var rows = self.rows
    let pivots = GaussianElimination(ring: ring).reduce(&rows, columnCount: columnCount)
    return ReducedEchelonForm(
      matrix: Self(ring: ring, rows: Array(rows.prefix(pivots.count)), columnCount: columnCount),
      pivotColumns: pivots)
  }

  /// The rank.
  public var rank: Int { reducedRowEchelonForm().rank }

  /// The canonical basis of {v : A v = 0}: see `ReducedEchelonForm.kernelBasis`.
  public func nullspace() -> [[R.Element]] { reducedRowEchelonForm().kernelBasis }

  /// A solution of A x = b, 0 in the free columns, or `nil` if there is none.
  public func solve(_ b: [R.Element]) -> [R.Element]? {
    solve(Self(ring: ring, rowCount: b.count, columnCount: 1, elements: b))?.elements
  }

  /// A solution X of A X = B, 0 in the free rows, or `nil` if there is none.
  public func solve(_ b: Self) -> Self? {
    require(ring == b.ring, "solve: the rings \(ring) and \(b.ring) differ")
    require(
      b.rowCount == rowCount,
      "solve: the right side has \(b.rowCount) rows, but the matrix has \(rowCount)")
    var rows = (0..<rowCount).map { row($0) + b.row($0) }
    let pivots = GaussianElimination(ring: ring).reduce(&rows, columnCount: columnCount)
    let isConsistent = rows.dropFirst(pivots.count).allSatisfy {
      $0.dropFirst(columnCount).allSatisfy(ring.isZero)
    }
    guard isConsistent else { return nil }
    var result = Self.zero(ring: ring, rowCount: columnCount, columnCount: b.columnCount)
    for (i, j) in pivots.enumerated() {
      for k in 0..<b.columnCount { result[j, k] = rows[i][columnCount + k] }
    }
    return result
  }

  /// The inverse, or `nil` if the matrix is singular.
  ///
  /// Traps unless it is square.
  public var inverse: Self? {
    require(
      rowCount == columnCount,
      "inverse: the matrix must be square, but it is \(rowCount) × \(columnCount)")
    // Without full rank the identity is not in the column space, so a solution is the inverse.
    return solve(Self.identity(ring: ring, size: rowCount))
  }

  /// The determinant; 1 for 0 × 0.
  ///
  /// Traps unless the matrix is square.
  public var determinant: R.Element {
    require(
      rowCount == columnCount,
      "determinant: the matrix must be square, but it is \(rowCount) × \(columnCount)")
    var rows = self.rows
    return GaussianElimination(ring: ring).determinant(&rows)
  }
}
