import COpenBLAS
import Computation

/// A positive semidefinite matrix G of scalar products, summed from blocks, with two factorizations in its place.
///
/// The k × k matrix is kept once in (k + 1)·k numbers: its lower triangle begins at the second number of the first
/// column, so that the upper triangle and the diagonal have room for a copy above it. The lower one becomes
/// LDLᵀ = G − sI (Bunch, Kaufman), whose D has as many positive eigenvalues as G has above s (Sylvester); the upper
/// one the Cholesky factor of G + tI, with which linear systems are solved.
///
/// Not thread-safe. Numbers that are not finite make all results meaningless.
final class GramMatrix {
  /// The number k of rows.
  let size: Int
  private let storage: AlignedDoubles
  private var lead: Int32

  /// The bytes that a matrix with k rows takes.
  static func bytes(size: Int) -> Double { 8 * Double(size + 1) * Double(size) }

  /// The zero matrix.
  init(size: Int) {
    require(size > 0, "a matrix of scalar products without rows")
    self.size = size
    storage = AlignedDoubles(count: (size + 1) * size)
    lead = Int32(size + 1)
    _ = OpenBLAS.singleThreaded
  }

  /// A symmetric matrix; another shape traps.
  convenience init(_ matrix: DenseMatrix) {
    require(
      matrix.rowCount == matrix.columnCount,
      "a matrix of scalar products with \(matrix.rowCount) rows and \(matrix.columnCount) columns")
    self.init(size: matrix.rowCount)
    for j in 0..<size {
      for i in j..<size { lower[j * (size + 1) + i] = matrix.elements[j * size + i] }
    }
  }

  private var lower: UnsafeMutablePointer<Double> { storage.pointer + 1 }
  private var upper: UnsafeMutablePointer<Double> { storage.pointer }

  /// The sum of the diagonal of the lower triangle.
  var trace: Double { (0..<size).reduce(0) { $0 + lower[$1 * (size + 1) + $1] } }

  /// Adds AᵀA; A has k columns, else traps.
  func addSquare(of rows: DenseMatrix) {
    require(rows.columnCount == size, "\(rows.columnCount) columns for \(size)")
    var (n, k, one) = (Int32(size), Int32(rows.rowCount), 1.0)
    if k == 0 { return }
    dsyrk_("L", "T", &n, &k, &one, rows.elements, &k, &one, lower, &lead)
  }

  /// Adds ABᵀ with its first entry at (row, column) of the lower triangle; above the diagonal only where the blocks
  /// meet it, which is never read.
  func addProduct(of a: DenseMatrix, _ b: DenseMatrix, atRow row: Int, column: Int) {
    require(
      a.columnCount == b.columnCount && column + b.rowCount <= size && row + a.rowCount <= size,
      "a block outside of a matrix of scalar products")
    var (m, n, k, one) = (
      Int32(a.rowCount), Int32(b.rowCount), Int32(a.columnCount), 1.0
    )
    if m == 0 || n == 0 || k == 0 { return }
    let target = lower + column * (size + 1) + row
    if row == column {
      dsyrk_("L", "N", &m, &k, &one, a.elements, &m, &one, target, &lead)
    } else {
      dgemm_(
        "N", "T", &m, &n, &k, &one, a.elements, &m, b.elements, &n, &one, target, &lead)
    }
  }

  /// Copies the lower triangle over the upper one.
  func mirror() {
    let tile = 64
    for top in stride(from: 0, to: size, by: tile) {
      for left in stride(from: 0, through: top, by: tile) {
        for j in left..<min(left + tile, size) {
          for i in max(top, j)..<min(top + tile, size) {
            upper[i * (size + 1) + j] = lower[j * (size + 1) + i]
          }
        }
      }
    }
  }

  /// The number of eigenvalues above `shift`, up to the rounding errors of the factorization; takes the place of the
  /// lower triangle.
  ///
  /// - Throws: `ComputationStopped` as `control` demands, between blocks of columns.
  /// - Complexity: k³/3 operations.
  func countEigenvalues(
    above shift: Double, control: ComputationControl
  ) throws(ComputationStopped) -> Int {
    let stride = size + 1
    for i in 0..<size { lower[i * stride + i] -= shift }
    let width = 64
    var work = [Double](repeating: 0, count: size * width)
    var pivots = [Int32](repeating: 0, count: size)
    var (done, count) = (0, 0)
    while done < size {
      let rest = size - done
      try control.checkpoint(operations: 2 * Double(rest) * Double(rest) * Double(width))
      let start = lower + done * stride + done
      var (n, block, factored, info) = (Int32(rest), Int32(width), Int32(0), Int32(0))
      if rest > width {
        var leadWork = Int32(rest)
        dlasyf_("L", &n, &block, &factored, start, &lead, &pivots, &work, &leadWork, &info)
      } else {
        dsytf2_("L", &n, start, &lead, &pivots, &info)
        factored = n
      }
      // A negative pivot index marks a block of two rows: by the choice of pivots it has one eigenvalue of each sign.
      var i = 0
      while i < Int(factored) {
        if pivots[i] < 0 {
          count += 1
          i += 2
        } else {
          if start[i * stride + i] > 0 { count += 1 }
          i += 1
        }
      }
      done += Int(factored)
    }
    return count
  }

  /// Puts the Cholesky factor of G + `addend`·I in the place of the upper triangle; `false` if rounding errors leave
  /// that matrix not positive definite.
  ///
  /// - Throws: `ComputationStopped` as `control` demands, between blocks of columns.
  /// - Complexity: k³/3 operations.
  func factor(adding addend: Double, control: ComputationControl) throws(ComputationStopped) -> Bool
  {
    let stride = size + 1
    for i in 0..<size { upper[i * stride + i] += addend }
    var (one, minusOne, info) = (1.0, -1.0, Int32(0))
    for done in Swift.stride(from: 0, to: size, by: 128) {
      var width = Int32(min(128, size - done))
      var rest = Int32(size - done) - width
      try control.checkpoint(operations: Double(rest) * Double(rest) * Double(width))
      let start = upper + done * stride + done
      dpotrf_("U", &width, start, &lead, &info)
      guard info == 0 else { return false }
      guard rest > 0 else { break }
      let right = start + Int(width) * stride
      dtrsm_("L", "U", "T", "N", &width, &rest, &one, start, &lead, right, &lead)
      dsyrk_(
        "U", "T", &rest, &width, &minusOne, right, &lead, &one, right + Int(width), &lead)
    }
    return true
  }

  /// (G + tI)⁻¹ of the columns, after `factor(adding:control:)`.
  func solve(_ columns: DenseMatrix) -> DenseMatrix {
    require(columns.rowCount == size, "\(columns.rowCount) rows for \(size)")
    var result = columns
    var (n, count, info) = (Int32(size), Int32(columns.columnCount), Int32(0))
    dpotrs_("U", &n, &count, upper, &lead, &result.elements, &n, &info)
    return result
  }
}
