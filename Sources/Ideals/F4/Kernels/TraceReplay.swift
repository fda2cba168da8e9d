import AlgebraicStructures
import CKernels
import Computation

/// Repeats a traced computation modulo eight further primes at once.
///
/// A prime for which a leading coefficient of the trace vanishes, or an entry appears where the traced
/// prime had none, is reported as unusable.
final class TraceReplay {
  private let trace: F4Trace
  private let primes: [UInt32]
  private let isa: Int32
  private let arena = WordArena()
  private var entries: UnsafeMutablePointer<Int64>
  private var pivots: UnsafeMutablePointer<slt_sparse_row>
  private let columns: UnsafeMutablePointer<UInt32>
  private let coefficients: UnsafeMutablePointer<UInt32>
  /// Interleaved coefficients of the inputs and of all elements found so far.
  private var elements: [UnsafeMutablePointer<UInt32>] = []
  /// The operations since the last checkpoint.
  private var work = 0
  /// Whether the results are right for each prime.
  private(set) var isUsable: [Bool]
  private static let lanes = DenseLanes.laneCount

  init(trace: F4Trace, primes: [UInt32]) {
    self.trace = trace
    self.primes = primes
    isa = slt_isa_available()
    isUsable = Array(repeating: true, count: primes.count)
    let width = max(1, trace.steps.map(\.columnCount).max() ?? 1)
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: width * TraceReplay.lanes * 8, alignment: 64)
    entries = raw.initializeMemory(as: Int64.self, repeating: 0, count: width * TraceReplay.lanes)
    pivots = .allocate(capacity: width)
    columns = .allocate(capacity: width)
    coefficients = .allocate(capacity: width * TraceReplay.lanes)
  }

  deinit {
    entries.deallocate()
    pivots.deallocate()
    columns.deallocate()
    coefficients.deallocate()
  }

  /// The coefficients of the reduced basis: for every element, term by term, one for each prime.
  ///
  /// - Parameter inputs: For every input its coefficients in the same form.
  func run(
    _ inputs: [[UInt32]], control: ComputationControl
  ) throws(F4Interruption) -> [[UInt32]] {
    for input in inputs { elements.append(monic(input)) }
    for step in trace.steps { try run(step, control) }
    guard let last = trace.steps.last else { return [] }
    return zip(last.results, elements.suffix(last.results.count)).map { row, values in
      Array(UnsafeBufferPointer(start: values, count: row.length * TraceReplay.lanes))
    }
  }

  private func monic(_ input: [UInt32]) -> UnsafeMutablePointer<UInt32> {
    let buffer = arena.allocate(input.count)
    for lane in 0..<TraceReplay.lanes {
      let p = UInt64(primes[lane])
      let inverse = UInt64(slt_inverse(input[lane], primes[lane]))
      if inverse == 0 { isUsable[lane] = false }
      for k in stride(from: lane, to: input.count, by: TraceReplay.lanes) {
        buffer[k] = UInt32(truncatingIfNeeded: UInt64(input[k]) * inverse % p)
      }
    }
    return buffer
  }

  private func run(
    _ step: F4Trace.Step, _ control: ComputationControl
  ) throws(F4Interruption) {
    pivots.initialize(
      repeating: slt_sparse_row(columns: nil, coefficients: nil, length: 0),
      count: step.columnCount)
    for row in step.upper { setPivot(row.columns, elements[row.source], row.length) }
    for (i, row) in step.lower.enumerated() {
      if i & 7 == 7 { try checkpoint(control) }
      eliminate(row, lead: Int(step.leads[i]), step)
    }
    // From the right, so that later rows meet reduced pivots.
    var reduced = [UnsafeMutablePointer<UInt32>?](repeating: nil, count: step.results.count)
    let order = step.results.indices.sorted {
      step.results[$0].columns[0] > step.results[$1].columns[0]
    }
    for (i, k) in order.enumerated() {
      if i & 7 == 7 { try checkpoint(control) }
      reduced[k] = reduceTail(step.results[k], step)
    }
    elements += reduced.compactMap { $0 }
    try checkpoint(control)
  }

  private func checkpoint(_ control: ComputationControl) throws(F4Interruption) {
    try control.f4Checkpoint(operations: work)
    work = 0
  }

  /// Clears the columns from `first` on that have pivots, but not `kept`.
  private func sweep(from first: Int, keeping kept: UInt32, _ step: F4Trace.Step) {
    let subtracted = slt_sweep_primes(
      isa, entries, UInt32(first), UInt32(step.columnCount), pivots, primes, kept)
    work += DenseLanes.operationsPerEntry * Int(subtracted) + 4 * (step.columnCount - first)
  }

  private func setPivot(
    _ columns: UnsafePointer<UInt32>, _ coefficients: UnsafePointer<UInt32>, _ length: Int
  ) {
    pivots[Int(columns[0])] = slt_sparse_row(
      columns: columns, coefficients: coefficients, length: UInt32(length))
  }

  private func load(
    _ columns: UnsafePointer<UInt32>, _ values: UnsafePointer<UInt32>, _ length: Int
  ) -> Int {
    var first = Int.max
    for k in 0..<length {
      let column = Int(columns[k])
      first = min(first, column)
      for lane in 0..<TraceReplay.lanes {
        entries[column * TraceReplay.lanes + lane] = Int64(values[k * TraceReplay.lanes + lane])
      }
    }
    return first
  }

  /// Reduces a lower row and makes it the pivot of its column `lead`.
  private func eliminate(_ row: MatrixRow, lead: Int, _ step: F4Trace.Step) {
    let first = load(row.columns, elements[row.source], row.length)
    sweep(from: first, keeping: .max, step)
    var inverses = [UInt32](repeating: 1, count: TraceReplay.lanes)
    for column in step.pivotCount..<lead {
      for lane in 0..<TraceReplay.lanes
      where entries[column * TraceReplay.lanes + lane] != 0 {
        isUsable[lane] = false
        entries[column * TraceReplay.lanes + lane] = 0
      }
    }
    for lane in 0..<TraceReplay.lanes {
      let value = UInt32(truncatingIfNeeded: entries[lead * TraceReplay.lanes + lane])
      inverses[lane] = slt_inverse(value, primes[lane])
      if inverses[lane] == 0 {
        isUsable[lane] = false
        // Any value will do; the pivot must only exist.
        entries[lead * TraceReplay.lanes + lane] = 1
        inverses[lane] = 1
      }
    }
    let count = take(from: lead, step, inverses)
    let stored = copy(count)
    setPivot(stored.columns, stored.coefficients, count)
  }

  /// The row with all other pivots cleared, as coefficients of its traced columns.
  private func reduceTail(_ row: MatrixRow, _ step: F4Trace.Step) -> UnsafeMutablePointer<UInt32> {
    let lead = Int(row.columns[0])
    let pivot = pivots[lead]
    // The lead of a pivot column is put back afterwards; its rest is eliminated like any row.
    let first = load(pivot.columns!, pivot.coefficients!, Int(pivot.length))
    sweep(from: first, keeping: UInt32(lead), step)
    let ones = [UInt32](repeating: 1, count: TraceReplay.lanes)
    for lane in 0..<TraceReplay.lanes { entries[lead * TraceReplay.lanes + lane] = 0 }
    let count = take(from: step.pivotCount, step, ones)
    let result = arena.allocate(row.length * TraceReplay.lanes)
    result.update(repeating: 0, count: row.length * TraceReplay.lanes)
    for lane in 0..<TraceReplay.lanes { result[lane] = 1 }
    var k = 1
    for i in 0..<count {
      while k < row.length, row.columns[k] < columns[i] { k += 1 }
      let isTraced = k < row.length && row.columns[k] == columns[i]
      for lane in 0..<TraceReplay.lanes {
        let value = coefficients[i * TraceReplay.lanes + lane]
        if isTraced {
          result[k * TraceReplay.lanes + lane] = value
        } else if value != 0 {
          isUsable[lane] = false
        }
      }
    }
    setPivot(row.columns, result, row.length)
    return result
  }

  private func take(from first: Int, _ step: F4Trace.Step, _ factors: [UInt32]) -> Int {
    Int(
      slt_take_primes(
        isa, entries, UInt32(first), UInt32(step.columnCount), factors, primes, columns,
        coefficients))
  }

  private func copy(
    _ count: Int
  ) -> (columns: UnsafeMutablePointer<UInt32>, coefficients: UnsafeMutablePointer<UInt32>) {
    let newColumns = arena.allocate(count)
    let newCoefficients = arena.allocate(count * TraceReplay.lanes)
    newColumns.update(from: columns, count: count)
    newCoefficients.update(from: coefficients, count: count * TraceReplay.lanes)
    return (newColumns, newCoefficients)
  }
}
