import COpenBLAS
import Computation

extension DenseMatrix {
  /// The product with another matrix, either of them transposed; other shapes trap.
  static func product(
    _ a: DenseMatrix, _ b: DenseMatrix, transposingFirst transposesA: Bool = false,
    transposingSecond transposesB: Bool = false
  ) -> DenseMatrix {
    let (rows, inner) = transposesA ? (a.columnCount, a.rowCount) : (a.rowCount, a.columnCount)
    let (innerB, columns) = transposesB ? (b.columnCount, b.rowCount) : (b.rowCount, b.columnCount)
    require(inner == innerB, "a product of matrices with inner lengths \(inner) and \(innerB)")
    var result = DenseMatrix(
      rowCount: rows, columnCount: columns, elements: Array(repeating: 0, count: rows * columns))
    guard rows > 0, columns > 0, inner > 0 else { return result }
    _ = OpenBLAS.singleThreaded
    var (m, n, k) = (Int32(rows), Int32(columns), Int32(inner))
    var (leadA, leadB) = (Int32(a.rowCount), Int32(b.rowCount))
    var (one, zero) = (1.0, 0.0)
    dgemm_(
      transposesA ? "T" : "N", transposesB ? "T" : "N", &m, &n, &k, &one, a.elements, &leadA,
      b.elements, &leadB, &zero, &result.elements, &m)
    return result
  }

  /// The triangular factor R of A = QR, min(rows, columns) × columns.
  ///
  /// - Complexity: 2mn² − 2n³/3 operations for m ≥ n.
  var triangularFactor: DenseMatrix {
    let k = min(rowCount, columnCount)
    var factored = self
    _ = factored.factor()
    var result = DenseMatrix(
      rowCount: k, columnCount: columnCount, elements: Array(repeating: 0, count: k * columnCount))
    for j in 0..<columnCount {
      for i in 0..<min(j + 1, k) { result[i, j] = factored[i, j] }
    }
    return result
  }

  /// An orthonormal basis of a space that contains the columns; there are at most as many as rows, else traps.
  var orthonormalColumns: DenseMatrix {
    require(columnCount <= rowCount, "\(columnCount) orthonormal vectors of length \(rowCount)")
    guard columnCount > 0 else { return self }
    var result = self
    var scales = result.factor()
    var (m, n, lead) = (Int32(rowCount), Int32(columnCount), Int32(rowCount))
    var work = [Double](repeating: 0, count: 64 * columnCount)
    var (size, info) = (Int32(work.count), Int32(0))
    var count = n
    dorgqr_(&m, &n, &count, &result.elements, &lead, &scales, &work, &size, &info)
    return result
  }

  /// Replaces the matrix by its factors as LAPACK's `dgeqrf` stores them, and returns the scales of the reflections.
  private mutating func factor() -> [Double] {
    let k = min(rowCount, columnCount)
    var scales = [Double](repeating: 0, count: max(k, 1))
    guard k > 0 else { return scales }
    _ = OpenBLAS.singleThreaded
    var (m, n, lead) = (Int32(rowCount), Int32(columnCount), Int32(rowCount))
    var work = [Double](repeating: 0, count: 64 * columnCount)
    var (size, info) = (Int32(work.count), Int32(0))
    dgeqrf_(&m, &n, &elements, &lead, &scales, &work, &size, &info)
    return scales
  }
}
