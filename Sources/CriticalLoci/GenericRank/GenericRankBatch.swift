import AlgebraicStructures
import Dispatch
import Networks
import Synchronization

/// The generic ranks of many architectures, handed over in input order while the batch runs.
///
/// Every architecture is treated as by `genericRank(of:seed:failureBound:maximumTrials:control:)` with
/// the same seed, so its result depends neither on its place in the batch nor on `threads`.
///
/// - Parameter architectures: Read lazily, a block at a time, so an endless or streamed sequence works.
/// - Parameter seed: Fixes the randomness of every architecture.
/// - Parameter failureBound: The probability to go below where a value is not proven.
/// - Parameter threads: The number of architectures treated at the same time, at least 1.
/// - Parameter control: Limits for the whole batch.
/// - Parameter body: Receives the position, counted from 0, and the result, or why there is none (for
///   example that the matrix would be too large). What it throws ends the batch.
/// - Throws: What `body` throws, or `ComputationStopped` when a limit ends the batch.
/// - Complexity: memory for `threads` computations and one block of results.
public func forEachGenericRank(
  of architectures: some Sequence<Architecture>, seed: UInt64 = 1, failureBound: Double = 1e-12,
  threads: Int = 1, control: ComputationControl = ComputationControl(),
  _ body: (Int, Result<GenericRank, ComputationStopped>) throws -> Void
) throws {
  let blockSize = max(threads, 1) * 64
  var iterator = architectures.makeIterator()
  var position = 0
  while true {
    var block: [Architecture] = []
    while block.count < blockSize, let next = iterator.next() { block.append(next) }
    if block.isEmpty { return }
    let results = genericRanks(
      ofBlock: block, seed: seed, failureBound: failureBound, threads: max(threads, 1),
      control: control)
    for result in results {
      try body(position, result)
      position += 1
    }
    try control.checkpoint()
  }
}

/// The results of one block; workers take the next architecture as they become free.
private func genericRanks(
  ofBlock block: [Architecture], seed: UInt64, failureBound: Double, threads: Int,
  control: ComputationControl
) -> [Result<GenericRank, ComputationStopped>] {
  @Sendable func result(at index: Int) -> Result<GenericRank, ComputationStopped> {
    Result { () throws(ComputationStopped) in
      try genericRank(
        of: block[index], seed: seed, failureBound: failureBound, control: control)
    }
  }
  if threads == 1 { return block.indices.map(result) }
  let next = Atomic(0)
  let results = Mutex(
    [Result<GenericRank, ComputationStopped>?](repeating: nil, count: block.count))
  DispatchQueue.concurrentPerform(iterations: min(threads, block.count)) { _ in
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      if index >= block.count { return }
      let value = result(at: index)
      results.withLock { $0[index] = value }
    }
  }
  return results.withLock { $0.compactMap { $0 } }
}
