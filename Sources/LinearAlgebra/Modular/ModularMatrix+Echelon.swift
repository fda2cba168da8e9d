import AlgebraicStructures
import Computation

extension ModularMatrix {
  /// The reduced row echelon form, zero rows at the end, and the columns of the leading ones.
  ///
  /// It is determined by the row space and the number of rows. O(rows · columns · rank) word
  /// operations, without blocking: for the rank alone, `rank(stopAt:strategy:)` is much faster.
  public func reducedRowEchelonForm() -> (matrix: ModularMatrix, pivotColumns: [Int]) {
    var result = self
    let pivots = GaussJordan.reduce(
      &result.elements, rowCount: rowCount, columnCount: columnCount, pivotColumns: columnCount,
      modulus: modulus)
    return (result, pivots)
  }

  /// The canonical basis of the kernel, one vector for each column without a leading one: 1 there
  /// and 0 in the other such columns.
  public func nullspace() -> [[UInt32]] {
    let (echelon, pivots) = reducedRowEchelonForm()
    let pivotSet = Set(pivots)
    return (0..<columnCount).filter { !pivotSet.contains($0) }.map { free in
      var vector = [UInt32](repeating: 0, count: columnCount)
      vector[free] = 1
      for (i, j) in pivots.enumerated() {
        let entry = echelon[i, free]
        vector[j] = entry == 0 ? 0 : modulus - entry
      }
      return vector
    }
  }

  /// The inverse, or `nil` if the matrix is singular.
  ///
  /// Traps unless it is square.
  public var inverse: ModularMatrix? {
    require(
      rowCount == columnCount,
      "inverse: the matrix must be square, but it is \(rowCount) × \(columnCount)")
    let size = rowCount
    var extended = ModularMatrix(modulus: modulus, rowCount: size, columnCount: 2 * size)
    for i in 0..<size {
      let start = i * 2 * size
      extended.elements.replaceSubrange(start..<start + size, with: row(i))
      extended.elements[start + size + i] = 1
    }
    let pivots = GaussJordan.reduce(
      &extended.elements, rowCount: size, columnCount: 2 * size, pivotColumns: size,
      modulus: modulus)
    guard pivots.count == size else { return nil }
    let right = (0..<size).flatMap { extended.row($0).suffix(size) }
    return ModularMatrix(modulus: modulus, rowCount: size, columnCount: size, elements: right)
  }
}
