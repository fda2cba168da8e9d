import AlgebraicStructures
import CKernels
import COpenBLAS
import Computation

/// Elimination of a panel: an m × w matrix of centred residues, columns contiguous.
///
/// The result is a set of pivot rows and multipliers M with  X = M · X[pivot rows]  for the panel X
/// as it was before: row i of the panel is the combination of the pivot rows with the coefficients
/// M[i]. The rows of M at the pivots are unit vectors, so no row is ever moved or masked here: what
/// is left of a pivot row is zero by itself.
///
/// The columns are halved recursively. With X = [X₁ X₂], X₁ = M₁ X₁[R₁], the residual
/// X₂ − M₁ X₂[R₁] = M₂ · (its rows R₂) gives the multipliers [M₁ − M₂ M₁[R₂], M₂] for R₁ ∪ R₂. Both
/// corrections are matrix products, left to BLAS on doubles, whose sums are exact by
/// `ModularArithmeticBounds`. Rank deficiency needs no special case.
struct PanelWorkspace: ~Copyable {
  let bounds: ModularArithmeticBounds
  let strategy: EliminationStrategy
  private let storage: UnsafeMutablePointer<Double>
  private let maximalRank: Int
  /// The panel; `rowCount` is its leading dimension.
  let panel: UnsafeMutablePointer<Double>
  /// The multipliers, one column per pivot; `rowCount` is the leading dimension.
  let multipliers: UnsafeMutablePointer<Double>
  private let gathered: UnsafeMutablePointer<Double>
  private let gatheredHigh: UnsafeMutablePointer<Double>
  private let productHigh: UnsafeMutablePointer<Double>
  /// Row in the panel of each pivot.
  let pivotRows: UnsafeMutablePointer<Int32>
  /// Column in the panel of each pivot, increasing.
  let pivotColumns: UnsafeMutablePointer<Int32>
  /// The number of rows of the panel at present.
  var rowCount: Int

  var isa: Int32 { strategy.instructionSet.rawValue }

  /// Room for panels of up to `rows` × `width` in which at most `rank` pivots are looked for.
  init(
    rows: Int, width: Int, rank: Int, bounds: ModularArithmeticBounds,
    strategy: EliminationStrategy
  ) {
    self.bounds = bounds
    self.strategy = strategy
    maximalRank = rank
    rowCount = rows
    let half = (width + 1) / 2 + strategy.baseWidth
    let gather = min(rank, half) * half
    let split = bounds.splits
    let total = rows * (width + rank) + gather + (split ? gather + rows * half : 0)
    storage = .allocate(capacity: total)
    panel = storage
    multipliers = panel + rows * width
    gathered = multipliers + rows * rank
    gatheredHigh = gathered + gather
    productHigh = gatheredHigh + (split ? gather : 0)
    pivotRows = .allocate(capacity: 2 * rank)
    pivotColumns = pivotRows + rank
  }

  deinit {
    storage.deallocate()
    pivotRows.deallocate()
  }

  /// Eliminates the first `width` columns of the panel, looking for at most `limit` pivots.
  ///
  /// The multipliers are complete unless `needsMultipliers` is false. Traps if the modulus turns
  /// out not to be prime.
  func eliminate(width: Int, limit: Int, needsMultipliers: Bool) -> Int {
    eliminate(
      from: 0, width: width, pivot: 0, limit: min(limit, maximalRank, rowCount),
      needsMultipliers: needsMultipliers)
  }

  private func eliminate(
    from column: Int, width: Int, pivot: Int, limit: Int, needsMultipliers: Bool
  ) -> Int {
    let m = rowCount
    if limit == 0 { return 0 }
    if width <= strategy.baseWidth {
      let found = Int(
        slt_eliminate_columns(
          isa, bounds.kernel, panel + column * m, m, m, width, limit, multipliers + pivot * m, m,
          pivotRows + pivot, pivotColumns + pivot))
      require(found >= 0, "elimination: the modulus \(Int(bounds.kernel.p)) is not prime")
      for k in pivot..<pivot + found { pivotColumns[k] += Int32(column) }
      return found
    }
    let base = strategy.baseWidth
    let left = (width / 2 + base - 1) / base * base
    let right = width - left
    let first = eliminate(
      from: column, width: left, pivot: pivot, limit: limit, needsMultipliers: true)
    if first == limit { return first }
    let rest = panel + (column + left) * m
    subtractProduct(of: pivot, count: first, rows: pivot, from: rest, columns: right)
    let second = eliminate(
      from: column + left, width: right, pivot: pivot + first, limit: limit - first,
      needsMultipliers: needsMultipliers)
    if needsMultipliers {
      subtractProduct(
        of: pivot + first, count: second, rows: pivot + first, from: multipliers + pivot * m,
        columns: first)
    }
    return first + second
  }

  /// target −= A · target[pivot rows], where A are `count` columns of the multipliers from `first`
  /// on and the pivot rows are those numbered from `rows` on.
  private func subtractProduct(
    of first: Int, count: Int, rows: Int, from target: UnsafeMutablePointer<Double>, columns: Int
  ) {
    guard count > 0, columns > 0 else { return }
    let m = rowCount
    for j in 0..<columns {
      for k in 0..<count {
        gathered[k + j * count] = target[Int(pivotRows[rows + k]) + j * m]
      }
    }
    if bounds.splits {
      slt_split(isa, bounds.kernel, gatheredHigh, gathered, gathered, count * columns)
    }
    var start = 0
    while start < count {
      let depth = min(bounds.productsPerReduction, count - start)
      let a = multipliers + (first + start) * m
      if bounds.splits {
        multiply(a, gatheredHigh + start, into: productHigh, columns, depth, count, scale: (1, 0))
      }
      multiply(a, gathered + start, into: target, columns, depth, count, scale: (-1, 1))
      slt_reduce(isa, bounds.kernel, target, productHigh, m * columns)
      start += depth
    }
  }

  /// target = β target + α a · b with a of size rowCount × depth and b of leading dimension `ldb`.
  private func multiply(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>,
    into target: UnsafeMutablePointer<Double>, _ columns: Int, _ depth: Int, _ ldb: Int,
    scale: (alpha: Double, beta: Double)
  ) {
    var (m, n, k, ldb) = (Int32(rowCount), Int32(columns), Int32(depth), Int32(ldb))
    var (alpha, beta, transpose) = (scale.alpha, scale.beta, CChar(UInt8(ascii: "N")))
    dgemm_(
      &transpose, &transpose, &m, &n, &k, &alpha, a, &m, b, &ldb, &beta, target, &m)
  }
}
