import AlgebraicStructures
import CKernels
import Computation

/// Eight dense rows at a time, reduced by sparse monic rows modulo one prime.
final class DenseLanes {
  static let laneCount = Int(SLT_LANES)
  /// What the update of an entry in all lanes counts, with vector instructions.
  static let operationsPerEntry = 4
  let prime: UInt32
  let isa: Int32
  /// Entry (column c, lane l) at 8 c + l; all zero between uses.
  private(set) var entries: UnsafeMutablePointer<Int64>
  private(set) var pivots: UnsafeMutablePointer<slt_sparse_row>
  private var capacity = 64

  init(prime: UInt32, isa: Int32) {
    self.prime = prime
    self.isa = isa
    entries = DenseLanes.zeros(64)
    pivots = .allocate(capacity: 64)
  }

  deinit {
    entries.deallocate()
    pivots.deallocate()
  }

  private static func zeros(_ columns: Int) -> UnsafeMutablePointer<Int64> {
    let bytes = columns * laneCount * 8
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    return raw.initializeMemory(as: Int64.self, repeating: 0, count: columns * laneCount)
  }

  /// Prepares for a matrix with the given number of columns and no pivots yet.
  func prepare(columnCount: Int) {
    if columnCount > capacity {
      entries.deallocate()
      pivots.deallocate()
      capacity = max(columnCount, 2 * capacity)
      entries = DenseLanes.zeros(capacity)
      pivots = .allocate(capacity: capacity)
    }
    pivots.initialize(
      repeating: slt_sparse_row(columns: nil, coefficients: nil, length: 0), count: columnCount)
  }

  func setPivot(_ row: MatrixRow) { pivots[Int(row.columns[0])] = row.sparse }

  func load(_ row: MatrixRow, lane: Int) {
    for k in 0..<row.length {
      entries[Int(row.columns[k]) * DenseLanes.laneCount + lane] = Int64(row.coefficients[k])
    }
  }

  /// - Returns: The number of operations.
  func sweep(from first: Int, to end: Int, keeping kept: [UInt32]) -> Int {
    let entries = kept.withUnsafeBufferPointer {
      slt_sweep(isa, self.entries, UInt32(first), UInt32(end), pivots, prime, $0.baseAddress)
    }
    return DenseLanes.operationsPerEntry * Int(entries) + end - first
  }

  /// Subtracts from each lane after `lane` the multiple of `row` that clears its leading column.
  func clear(with row: MatrixRow, after lane: Int) {
    let base = Int(row.columns[0]) * DenseLanes.laneCount
    var factors = [UInt32](repeating: 0, count: DenseLanes.laneCount)
    var isNeeded = false
    for l in (lane + 1)..<DenseLanes.laneCount {
      factors[l] = UInt32(truncatingIfNeeded: entries[base + l] % Int64(prime))
      isNeeded = isNeeded || factors[l] != 0
    }
    guard isNeeded else { return }
    var sparse = row.sparse
    slt_subtract_row(isa, entries, &sparse, factors, prime)
  }

  /// Sets the given columns of all lanes to zero.
  func clearColumns(_ range: Range<Int>) {
    (entries + range.lowerBound * DenseLanes.laneCount).update(
      repeating: 0, count: range.count * DenseLanes.laneCount)
  }

  /// The columns and residues of the nonzero entries of a lane in a range of columns.
  func gather(
    lane: Int, _ range: Range<Int>, columns: UnsafeMutablePointer<UInt32>,
    coefficients: UnsafeMutablePointer<UInt32>
  ) -> Int {
    let modulus = UInt64(prime)
    var count = 0
    for c in range {
      let entry = UInt64(bitPattern: entries[c * DenseLanes.laneCount + lane])
      if entry == 0 { continue }
      let value = entry < modulus ? entry : entry % modulus
      if value == 0 { continue }
      columns[count] = UInt32(truncatingIfNeeded: c)
      coefficients[count] = UInt32(truncatingIfNeeded: value)
      count += 1
    }
    return count
  }

  /// Divides the row by its leading coefficient.
  func makeMonic(_ coefficients: UnsafeMutablePointer<UInt32>, count: Int) {
    guard coefficients[0] != 1 else { return }
    let inverse = UInt64(slt_inverse(coefficients[0], prime))
    for k in 0..<count {
      coefficients[k] = UInt32(
        truncatingIfNeeded: UInt64(coefficients[k]) &* inverse % UInt64(prime))
    }
  }
}
