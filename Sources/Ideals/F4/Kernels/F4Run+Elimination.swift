import AlgebraicStructures
import Computation

extension F4Run {
  /// What came out of the lower rows of a matrix.
  struct Elimination {
    /// The rows that did not become zero, monic.
    var rows: [MatrixRow] = []
    /// The positions among the lower rows that they come from; the others depend on earlier ones.
    var useful: [Int] = []
  }

  /// Makes the upper rows of the matrix the pivots.
  func preparePivots(_ matrix: MacaulayMatrix) {
    lanes.prepare(columnCount: matrix.columnCount)
    for row in matrix.upper { lanes.setPivot(row) }
  }

  /// Reduces the lower rows, eight at a time, by the upper rows and by those found before.
  func eliminate(_ matrix: MacaulayMatrix) throws(F4Interruption) -> Elimination {
    preparePivots(matrix)
    let plain = matrix.pivotCount..<matrix.columnCount
    let columns = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, plain.count))
    let coefficients = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, plain.count))
    defer {
      columns.deallocate()
      coefficients.deallocate()
    }
    let nothing = [UInt32](repeating: .max, count: DenseLanes.laneCount)
    var found = Elimination()
    var start = 0
    while start < matrix.lower.count {
      try checkpoint()
      let batch = matrix.lower[start..<min(start + DenseLanes.laneCount, matrix.lower.count)]
      var first = matrix.columnCount
      for (lane, row) in batch.enumerated() {
        lanes.load(row, lane: lane)
        for k in 0..<row.length { first = min(first, Int(row.columns[k])) }
      }
      work += lanes.sweep(from: first, to: matrix.columnCount, keeping: nothing)
      for lane in batch.indices {
        let count = lanes.gather(
          lane: lane - start, plain, columns: columns, coefficients: coefficients)
        if count == 0 { continue }
        lanes.makeMonic(coefficients, count: count)
        let row = storedRow(columns, coefficients, count, matrix)
        lanes.clear(with: row, after: lane - start)
        work += DenseLanes.operationsPerEntry * count
        lanes.setPivot(row)
        found.rows.append(row)
        found.useful.append(lane)
      }
      lanes.clearColumns(plain)
      work += 2 * batch.count * plain.count
      start += DenseLanes.laneCount
    }
    try checkpoint()
    return found
  }

  /// Clears in each row the columns of all other pivots; the rows must be among the pivots.
  func reduceTails(
    _ rows: [MatrixRow], _ matrix: MacaulayMatrix
  ) throws(F4Interruption) -> [MatrixRow] {
    // From the right, so that later rows meet reduced pivots.
    let sorted = rows.sorted { $0.columns[0] > $1.columns[0] }
    let columns = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, matrix.columnCount))
    let coefficients = UnsafeMutablePointer<UInt32>.allocate(capacity: max(1, matrix.columnCount))
    defer {
      columns.deallocate()
      coefficients.deallocate()
    }
    let plain = matrix.pivotCount..<matrix.columnCount
    var result: [MatrixRow] = []
    var start = 0
    while start < sorted.count {
      try checkpoint()
      let batch = sorted[start..<min(start + DenseLanes.laneCount, sorted.count)]
      var leads = [UInt32](repeating: .max, count: DenseLanes.laneCount)
      var first = matrix.columnCount
      for (lane, row) in batch.enumerated() {
        lanes.load(row, lane: lane)
        leads[lane] = row.columns[0]
        for k in 0..<row.length { first = min(first, Int(row.columns[k])) }
      }
      work += lanes.sweep(from: first, to: matrix.columnCount, keeping: leads)
      for lane in batch.indices {
        let lead = Int(leads[lane - start])
        var count = 0
        if lead < matrix.pivotCount {
          columns[0] = UInt32(lead)
          coefficients[0] = 1
          count = 1
        }
        count += lanes.gather(
          lane: lane - start, plain, columns: columns + count, coefficients: coefficients + count)
        let row = storedRow(columns, coefficients, count, matrix)
        result.append(row)
        if lead < matrix.pivotCount { lanes.clearColumns(lead..<lead + 1) }
      }
      lanes.clearColumns(plain)
      for row in result.suffix(batch.count) { lanes.setPivot(row) }
      work += 2 * batch.count * plain.count
      start += DenseLanes.laneCount
    }
    try checkpoint()
    return result
  }

  private func storedRow(
    _ columns: UnsafeMutablePointer<UInt32>, _ coefficients: UnsafeMutablePointer<UInt32>,
    _ count: Int, _ matrix: MacaulayMatrix
  ) -> MatrixRow {
    let row = MatrixRow(
      source: -1, columns: matrix.arena.allocate(count),
      coefficients: matrix.arena.allocate(count), length: count)
    row.columns.update(from: columns, count: count)
    row.coefficients.update(from: coefficients, count: count)
    return row
  }
}
