import COpenBLAS

/// BLAS as this package uses it.
enum FloatingProduct {
  /// Makes OpenBLAS use one thread in this process: several are slower at our sizes and would
  /// compete with the caller's tasks.
  ///
  /// Evaluated once.
  static let singleThreaded: Void = openblas_set_num_threads(1)

  /// The product of row-major matrices a (rows × depth) and b (depth × columns), exact if all
  /// partial sums are integers below 2⁵³.
  static func product(
    _ a: [Double], _ b: [Double], rows: Int, depth: Int, columns: Int
  ) -> [Double] {
    _ = singleThreaded
    if depth == 0 { return Array(repeating: 0, count: rows * columns) }
    if rows * columns == 0 { return [] }
    return [Double](unsafeUninitializedCapacity: rows * columns) { result, count in
      // Row-major is the transpose to BLAS: (a b)ᵀ = bᵀ aᵀ.
      var (m, n, k) = (Int32(columns), Int32(rows), Int32(depth))
      var (alpha, beta, plain) = (1.0, 0.0, CChar(UInt8(ascii: "N")))
      dgemm_(
        &plain, &plain, &m, &n, &k, &alpha, b, &m, a, &k, &beta, result.baseAddress, &m)
      count = rows * columns
    }
  }
}
