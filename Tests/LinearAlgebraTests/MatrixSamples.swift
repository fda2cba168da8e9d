import SingularLearning

/// A matrix of small random entries n / d, many of them 0; d = 1 unless the ring has fractions.
func randomMatrix<R: Ring>(
  over ring: R, _ rowCount: Int, _ columnCount: Int, using random: inout RandomSource
) -> Matrix<R> {
  Matrix(
    ring: ring, rowCount: rowCount, columnCount: columnCount,
    elements: (0..<rowCount * columnCount).map { _ in
      let numerator = ring(random.integer(in: -9...9))
      let denominator = ring(random.integer(in: 1...3))
      if random.next(below: 4) == 0 { return ring.zero }
      return ring.inverse(denominator).map { ring.multiply(numerator, $0) } ?? numerator
    })
}

/// A matrix of rank at most `rank` as a product.
func randomMatrix<R: Ring>(
  over ring: R, _ rowCount: Int, _ columnCount: Int, rank: Int, using random: inout RandomSource
) -> Matrix<R> {
  randomMatrix(over: ring, rowCount, rank, using: &random)
    * randomMatrix(over: ring, rank, columnCount, using: &random)
}

/// The determinant by expansion along the first row, straight from the definition.
func expandedDeterminant<R: Ring>(_ matrix: Matrix<R>) -> R.Element {
  let ring = matrix.ring
  if matrix.rowCount == 0 { return ring.one }
  var sum = ring.zero
  for j in 0..<matrix.columnCount {
    let minor = expandedDeterminant(
      matrix.submatrix(
        rows: Array(1..<matrix.rowCount), columns: (0..<matrix.columnCount).filter { $0 != j }))
    let term = ring.multiply(matrix[0, j], minor)
    sum = j % 2 == 0 ? ring.add(sum, term) : ring.subtract(sum, term)
  }
  return sum
}
