import AlgebraicStructures
import CKernels
import COpenBLAS
import Computation

/// Where an elimination found its pivots, in the order found.
struct PivotPositions {
  var rows: [Int] = []
  var columns: [Int] = []
}

/// Rank of a matrix of words by panels of columns.
///
/// A panel is copied to doubles and eliminated (`PanelWorkspace`); its multipliers express every
/// row by the pivot rows, so the rest of each row becomes row − M · pivot rows: one matrix product
/// per tile, converted on the fly. The pivot rows are then dropped; no triangular solve is needed.
/// Besides the matrix itself, which is overwritten, this takes memory for one panel and one tile.
struct BlockedElimination: ~Copyable {
  private let bounds: ModularArithmeticBounds
  private let columnCount: Int
  private let target: Int
  private let panelWidth: Int
  private var rows: [UnsafeMutablePointer<UInt32>]
  private var labels: [Int]
  private var workspace: PanelWorkspace
  private let strip: UnsafeMutablePointer<Double>
  private let tile: UnsafeMutablePointer<Double>
  private(set) var pivots = PivotPositions()

  /// The shape of a tile of the update.
  private static let tileRows = 256
  private static let tileColumns = 512

  /// The pivots of the row-major matrix `elements`, which is overwritten (without a copy if the
  /// caller holds the only reference).
  static func pivots(
    overwriting elements: inout [UInt32], rowCount: Int, columnCount: Int, modulus: UInt32,
    target: Int, strategy: EliminationStrategy, control: ComputationControl?
  ) throws(ComputationStopped) -> PivotPositions {
    try elements.withUnsafeMutableBufferPointer {
      (words) throws(ComputationStopped) -> PivotPositions in
      guard let base = words.baseAddress else { return PivotPositions() }
      var elimination = BlockedElimination(
        words: base, rowCount: rowCount, columnCount: columnCount, modulus: modulus,
        target: target, strategy: strategy)
      try elimination.run(control: control)
      return elimination.pivots
    }
  }

  /// An elimination of the row-major `words`, looking for at most `target` pivots.
  private init(
    words: UnsafeMutablePointer<UInt32>, rowCount: Int, columnCount: Int, modulus: UInt32,
    target: Int, strategy: EliminationStrategy
  ) {
    bounds = ModularArithmeticBounds(modulus: modulus)
    self.columnCount = columnCount
    self.target = min(target, rowCount, columnCount)
    panelWidth = min(strategy.panelWidth, columnCount)
    rows = (0..<rowCount).map { words + $0 * columnCount }
    labels = Array(0..<rowCount)
    let rank = min(panelWidth, self.target)
    workspace = PanelWorkspace(
      rows: rowCount, width: panelWidth, rank: rank, bounds: bounds, strategy: strategy)
    let limbs = panelWidth == columnCount ? 0 : bounds.splits ? 2 : 1
    strip = .allocate(capacity: limbs * rank * Self.tileColumns)
    tile = .allocate(capacity: limbs * Self.tileRows * Self.tileColumns)
  }

  deinit {
    strip.deallocate()
    tile.deallocate()
  }

  /// Runs to the end; `control` is asked before every panel and every strip of columns.
  private mutating func run(control: ComputationControl?) throws(ComputationStopped) {
    var column = 0
    while column < columnCount, pivots.rows.count < target, !rows.isEmpty {
      let width = min(panelWidth, columnCount - column)
      try control?.checkpoint(operations: rows.count * width * (1 + width / 8))
      let next = column + width
      let found = eliminatePanel(from: column, width: width)
      if found > 0, next < columnCount, pivots.rows.count < target {
        let pivotRows = dropPivotRows(found)
        for start in stride(from: next, to: columnCount, by: Self.tileColumns) {
          let count = min(Self.tileColumns, columnCount - start)
          try control?.checkpoint(operations: rows.count * count * (1 + found / 8))
          updateStrip(from: start, count: count, pivotRows: pivotRows)
        }
      }
      column = next
    }
  }

  /// Eliminates columns `first..<first + width` of the remaining rows and records the pivots.
  private mutating func eliminatePanel(from first: Int, width: Int) -> Int {
    workspace.rowCount = rows.count
    rows.withUnsafeBufferPointer {
      $0.withMemoryRebound(to: UnsafePointer<UInt32>?.self) {
        slt_load_columns(
          workspace.isa, bounds.kernel, workspace.panel, rows.count, $0.baseAddress, rows.count,
          first, width)
      }
    }
    let found = workspace.eliminate(
      width: width, limit: target - pivots.rows.count,
      needsMultipliers: first + width < columnCount)
    for k in 0..<found {
      pivots.rows.append(labels[Int(workspace.pivotRows[k])])
      pivots.columns.append(first + Int(workspace.pivotColumns[k]))
    }
    return found
  }

  /// Removes the pivot rows of the last panel from the remaining rows and the multipliers, filling
  /// their places from the end; returns them in the order of the pivots.
  private mutating func dropPivotRows(_ found: Int) -> [UnsafeMutablePointer<UInt32>] {
    let pivotIndices = (0..<found).map { Int(workspace.pivotRows[$0]) }
    let result = pivotIndices.map { rows[$0] }
    let m = rows.count
    for hole in pivotIndices.sorted(by: >) {
      let last = rows.count - 1
      if hole != last {
        rows[hole] = rows[last]
        labels[hole] = labels[last]
        for k in 0..<found {
          workspace.multipliers[hole + k * m] = workspace.multipliers[last + k * m]
        }
      }
      rows.removeLast()
      labels.removeLast()
    }
    return result
  }

  /// Columns `first..<first + count` of all remaining rows −= multipliers · pivot rows.
  private func updateStrip(from first: Int, count: Int, pivotRows: [UnsafeMutablePointer<UInt32>]) {
    let rank = pivotRows.count
    let stripHigh = strip + rank * count
    for (k, row) in pivotRows.enumerated() {
      slt_load_row(
        workspace.isa, bounds.kernel, stripHigh + k * count, strip + k * count, row + first, count)
    }
    for top in stride(from: 0, to: rows.count, by: Self.tileRows) {
      let height = min(Self.tileRows, rows.count - top)
      var start = 0
      while start < rank {
        let depth = min(bounds.productsPerReduction, rank - start)
        updateTile(
          rows: top..<top + height, columns: first..<first + count, depth: start..<start + depth,
          low: strip + start * count, high: stripHigh + start * count)
        start += depth
      }
    }
  }

  private func updateTile(
    rows range: Range<Int>, columns: Range<Int>, depth: Range<Int>,
    low: UnsafePointer<Double>, high: UnsafePointer<Double>
  ) {
    let tileHigh = tile + range.count * columns.count
    multiply(low, rows: range, columns: columns.count, depth: depth, into: tile)
    if bounds.splits {
      multiply(high, rows: range, columns: columns.count, depth: depth, into: tileHigh)
    }
    for i in range {
      let offset = (i - range.lowerBound) * columns.count
      slt_subtract_from_row(
        workspace.isa, bounds.kernel, rows[i] + columns.lowerBound, tileHigh + offset,
        tile + offset, columns.count)
    }
  }

  /// product (row-major) = multipliers[rows, depth] · strip (row-major): to BLAS, which thinks in
  /// columns, the transpose of that.
  private func multiply(
    _ strip: UnsafePointer<Double>, rows range: Range<Int>, columns: Int, depth: Range<Int>,
    into product: UnsafeMutablePointer<Double>
  ) {
    let multipliers =
      workspace.multipliers + range.lowerBound
      + depth.lowerBound * workspace.rowCount
    var (m, n, k) = (Int32(columns), Int32(range.count), Int32(depth.count))
    var ldm = Int32(workspace.rowCount)
    var (alpha, beta) = (1.0, 0.0)
    var (plain, transposed) = (CChar(UInt8(ascii: "N")), CChar(UInt8(ascii: "T")))
    dgemm_(
      &plain, &transposed, &m, &n, &k, &alpha, strip, &m, multipliers, &ldm, &beta, product, &m)
  }
}
