import AlgebraicStructures
import Computation
import ExactArithmetic

/// The coefficients of a basis modulo all usable primes so far.
struct ModularImages {
  private(set) var primes: [UInt32] = []
  private let lengths: [Int]
  /// For each prime the values that it came with, and its lane among so many in them.
  private var images: [(values: [[UInt32]], lane: Int, laneCount: Int)] = []
  private var lastBatchSize = 0
  /// The row at which the last attempt failed: it is tried first.
  private var hardestRow = 0

  init(lengths: [Int]) { self.lengths = lengths }

  /// Takes in values in which the residues modulo the given primes are interleaved.
  mutating func append(primes: [UInt32], _ values: [[UInt32]], isUsable: [Bool]) {
    lastBatchSize = 0
    for lane in primes.indices where isUsable[lane] {
      self.primes.append(primes[lane])
      images.append((values, lane, primes.count))
      lastBatchSize += 1
    }
  }

  func lastBatchAgrees(with candidate: IntegerRows) -> Bool {
    lastBatchSize > 0
      && (primes.count - lastBatchSize..<primes.count).allSatisfy { i in
        candidate.agree(modulo: primes[i]) { row, term in residue(i, row, term) }
      }
  }

  @inline(__always)
  private func residue(_ prime: Int, _ row: Int, _ term: Int) -> UInt32 {
    let image = images[prime]
    return image.values[row][term * image.laneCount + image.lane]
  }

  /// The rational coefficients, or `nil` if more primes are needed.
  mutating func lift(_ control: ComputationControl) throws(F4Interruption) -> IntegerRows? {
    guard !primes.isEmpty else { return nil }
    let rowLift = RationalRowLift(primes: primes)
    let result = IntegerRows(lengths: lengths)
    for i in lengths.indices {
      let row = (hardestRow + i) % lengths.count
      if try !lift(row, rowLift, into: result, at: row, control) {
        hardestRow = row
        return nil
      }
    }
    return result
  }

  /// The rows whose coefficients can be rebuilt with little work and agree with a basis modulo a further
  /// prime.
  func liftedRows(
    agreeingWith basis: SparseSystem, modulo prime: UInt32
  ) -> (rows: [Int], coefficients: IntegerRows) {
    guard !primes.isEmpty else { return ([], IntegerRows(lengths: [])) }
    let rowLift = RationalRowLift(primes: primes)
    let control = ComputationControl(stepLimit: 100_000)
    var rows: [Int] = []
    var lifted: [IntegerRows] = []
    for row in lengths.indices {
      let single = IntegerRows(lengths: [lengths[row]])
      let residues = basis.rows[row].coefficients
      do throws(F4Interruption) {
        if try lift(row, rowLift, into: single, at: 0, control),
          single.agree(modulo: prime, with: { _, term in residues[term] })
        {
          rows.append(row)
          lifted.append(single)
        }
      } catch {
        break
      }
    }
    return (rows, IntegerRows(joining: lifted))
  }

  private func lift(
    _ row: Int, _ rowLift: RationalRowLift, into result: IntegerRows, at target: Int,
    _ control: ComputationControl
  ) throws(F4Interruption) -> Bool {
    try control.f4Checkpoint()
    return try rowLift.lift(into: result, row: target) { k, residues throws(F4Interruption) in
      if k & 31 == 31 { try control.f4Checkpoint(operations: 32 * rowLift.operations) }
      for i in residues.indices { residues[i] = residue(i, row, k + 1) }
    }
  }
}
