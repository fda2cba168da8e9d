import AlgebraicStructures
import COpenBLAS

/// OpenBLAS as this module uses it.
private enum OpenBLAS {
  /// One thread in this process, as in `LinearAlgebra`: our matrices are small, and runs are parallel.
  static let singleThreaded: Void = openblas_set_num_threads(1)
}

extension DenseMatrix {
  /// The singular values in decreasing order, by LAPACK's `dgesdd`.
  ///
  /// - Returns: min(rows, columns) numbers, or `nil` if an entry is not finite or the iteration does not
  ///   converge.
  public func singularValues() -> [Double]? { decomposition(job: "N")?.values }

  /// A thin singular value decomposition A = U diag(σ) Vᵀ.
  struct SingularValueDecomposition {
    /// The singular values in decreasing order, k = min(rows, columns) of them.
    var values: [Double]
    /// rows × k, column-major.
    var left: [Double]
    /// k × columns, column-major.
    var rightTransposed: [Double]
  }

  /// The thin decomposition, or `nil` as in `singularValues()`.
  func singularValueDecomposition() -> SingularValueDecomposition? { decomposition(job: "S") }

  private func decomposition(job: Unicode.Scalar) -> SingularValueDecomposition? {
    _ = OpenBLAS.singleThreaded
    let k = min(rowCount, columnCount)
    if k == 0 { return SingularValueDecomposition(values: [], left: [], rightTransposed: []) }
    guard elements.allSatisfy(\.isFinite) else { return nil }
    var (m, n, lead) = (Int32(rowCount), Int32(columnCount), Int32(k))
    var jobz = CChar(UInt8(ascii: job))
    var matrix = elements
    var values = [Double](repeating: 0, count: k)
    let isThin = job == "S"
    var left = [Double](repeating: 0, count: isThin ? rowCount * k : 1)
    var right = [Double](repeating: 0, count: isThin ? k * columnCount : 1)
    var integers = [Int32](repeating: 0, count: 8 * k)
    var (query, size, info) = (0.0, Int32(-1), Int32(0))
    dgesdd_(
      &jobz, &m, &n, &matrix, &m, &values, &left, &m, &right, &lead, &query, &size, &integers,
      &info)
    size = Int32(query)
    var work = [Double](repeating: 0, count: max(Int(size), 1))
    dgesdd_(
      &jobz, &m, &n, &matrix, &m, &values, &left, &m, &right, &lead, &work, &size, &integers,
      &info)
    guard info == 0 else { return nil }
    return SingularValueDecomposition(values: values, left: left, rightTransposed: right)
  }
}
