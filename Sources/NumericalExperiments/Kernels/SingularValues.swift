import AlgebraicStructures
import COpenBLAS
import Computation

/// OpenBLAS as this module uses it.
enum OpenBLAS {
  /// One thread in this process, as in `LinearAlgebra`: our matrices are small, and runs are parallel.
  static let singleThreaded: Void = openblas_set_num_threads(1)
}

extension DenseMatrix {
  /// The singular values in decreasing order, by LAPACK's `dgesdd`, or for large matrices by the same steps
  /// (bidiagonal form, `dbdsqr`) with checkpoints between blocks of columns.
  ///
  /// - Parameter control: Limits and cancellation.
  /// - Returns: min(rows, columns) numbers, or `nil` if an entry is not finite or the iteration does not
  ///   converge.
  /// - Throws: `ComputationStopped` as `control` demands, within the work of some 10⁸ multiplications.
  /// - Complexity: 4mn² − 4n³/3 operations for m ≥ n.
  public func singularValues(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [Double]? {
    let (m, n) = (Double(max(rowCount, columnCount)), Double(min(rowCount, columnCount)))
    try control.checkpoint(operations: 4 * m * n * n)
    return min(rowCount, columnCount) <= 256
      ? decomposition(job: "N")?.values : try blockwiseSingularValues(control)
  }

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

  /// The singular values by bidiagonal form, as LAPACK's `dgebrd` makes it, panel by panel.
  private func blockwiseSingularValues(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> [Double]? {
    _ = OpenBLAS.singleThreaded
    let largest = elements.reduce(0) { max($0, $1.magnitude) }
    guard elements.allSatisfy(\.isFinite) else { return nil }
    let (rows, columns) = (max(rowCount, columnCount), min(rowCount, columnCount))
    if largest == 0 { return Array(repeating: 0, count: columns) }
    // A power of two, so that nothing is rounded and no square overflows.
    let unit = Double(sign: .plus, exponent: largest.exponent, significand: 1)
    var matrix = rowCount >= columnCount ? elements : transposed.elements
    for i in matrix.indices { matrix[i] /= unit }
    var (diagonal, beside) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    // Short panels where columns are long: a panel takes about 4·rows·columns·width operations.
    let width = min(32, max(4, 50_000_000 / (rows * columns)))
    var (left, right) = (
      [Double](repeating: 0, count: rows * width), [Double](repeating: 0, count: columns * width)
    )
    var (tauq, taup) = (diagonal, diagonal)
    var (lead, leadRight, panel) = (Int32(rows), Int32(columns), Int32(width))
    var (one, minusOne) = (1.0, -1.0)
    var info = Int32(0)
    var done = 0
    while columns - done > 2 * width {
      try control.checkpoint(steps: 0)
      var (m, n) = (Int32(rows - done), Int32(columns - done))
      matrix.withUnsafeMutableBufferPointer { a in
        guard let a = a.baseAddress else { return }
        let start = a + done * rows + done
        diagonal.withUnsafeMutableBufferPointer { d in
          beside.withUnsafeMutableBufferPointer { e in
            dlabrd_(
              &m, &n, &panel, start, &lead, d.baseAddress! + done, e.baseAddress! + done, &tauq,
              &taup, &left, &lead, &right, &leadRight)
          }
        }
        var (restRows, restColumns) = (m - panel, n - panel)
        let rest = start + width * rows + width
        left.withUnsafeBufferPointer { x in
          right.withUnsafeBufferPointer { y in
            dgemm_(
              "N", "T", &restRows, &restColumns, &panel, &minusOne, start + width, &lead,
              y.baseAddress! + width, &leadRight, &one, rest, &lead)
            dgemm_(
              "N", "N", &restRows, &restColumns, &panel, &minusOne, x.baseAddress! + width, &lead,
              start + width * rows, &lead, &one, rest, &lead)
          }
        }
      }
      done += width
    }
    try control.checkpoint(steps: 0)
    var (m, n) = (Int32(rows - done), Int32(columns - done))
    var work = [Double](repeating: 0, count: max(rows, 4 * columns))
    matrix.withUnsafeMutableBufferPointer { a in
      diagonal.withUnsafeMutableBufferPointer { d in
        beside.withUnsafeMutableBufferPointer { e in
          dgebd2_(
            &m, &n, a.baseAddress! + done * rows + done, &lead, d.baseAddress! + done,
            e.baseAddress! + done, &tauq, &taup, &work, &info)
        }
      }
    }
    var (order, none, single) = (Int32(columns), Int32(0), Int32(1))
    var (unused1, unused2, unused3) = (0.0, 0.0, 0.0)
    dbdsqr_(
      "U", &order, &none, &none, &none, &diagonal, &beside, &unused1, &single, &unused2, &single,
      &unused3, &single, &work, &info)
    return info == 0 ? diagonal.map { $0 * unit } : nil
  }
}
