import AlgebraicStructures
import Computation
import Networks
import Synchronization

/// The generic ranks of many architectures, handed over in input order while the batch runs.
///
/// Every architecture is treated as by `genericRank(of:seed:failureBound:maximumTrials:control:)` with
/// the same seed, so its result depends neither on its place in the batch nor on `threads`.
///
/// - Parameter architectures: Read lazily, so an endless or streamed sequence works.
/// - Parameter seed: Fixes the randomness of every architecture.
/// - Parameter failureBound: The probability to go below where a value is not proven.
/// - Parameter threads: The number of architectures treated at the same time; 1 unless it is larger.
/// - Parameter control: Limits for the whole batch.
/// - Parameter body: Receives the position, counted from 0, and the result, or why there is none (for
///   example that the matrix would be too large). What it throws ends the batch.
/// - Throws: What `body` throws, or `ComputationStopped` when a limit ends the batch.
/// - Complexity: memory for `threads` computations and 64 results a thread.
public func forEachGenericRank(
  of architectures: some Sequence<Architecture>, seed: UInt64 = 1, failureBound: Double = 1e-12,
  threads: Int = 1, control: ComputationControl = ComputationControl(),
  _ body: (Int, Result<GenericRank, ComputationStopped>) throws -> Void
) throws {
  let finished = Mutex<[Result<GenericRank, ComputationStopped>]>([])
  let workers = OrderedWorkers<Result<GenericRank, ComputationStopped>>(threads: max(threads, 1)) {
    result in finished.withLock { $0.append(result) }
  }
  var position = 0
  func handOver() throws {
    let results = finished.withLock { results in
      defer { results = [] }
      return results
    }
    for result in results {
      try body(position, result)
      position += 1
    }
  }
  defer { workers.finish() }
  for architecture in architectures {
    workers.submit {
      Result { () throws(ComputationStopped) in
        try genericRank(of: architecture, seed: seed, failureBound: failureBound, control: control)
      }
    }
    try handOver()
    do { try control.checkpoint() } catch { break }
  }
  workers.finish()
  try handOver()
  try control.checkpoint()
}
