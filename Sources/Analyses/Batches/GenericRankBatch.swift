import Computation
import Synchronization

/// The generic ranks of a list of networks, each handed on as soon as it and all before it are known.
///
/// Every network is treated as by `genericRank(of:seed:failureBound:maximumTrials:control:)` with the same
/// seed, so its answer depends neither on its place in the list nor on `threads`. What is no network, or too
/// large, has an answer that says so; the first answer that another limit has cut is the last one.
///
/// - Parameter next: The places one after the other, `nil` at the end; called on this thread, and may wait for
///   input: answers are handed on all the same. What it throws ends the batch after the answers to what came before.
/// - Parameter seed: Fixes the randomness of every network.
/// - Parameter failureBound: The probability to go below where a value is not proven.
/// - Parameter threads: The number of networks treated at the same time; 1 unless it is larger.
/// - Parameter control: Limits for the whole batch.
/// - Parameter receive: Takes the answers in order, one at a time, on any thread; `false` for no further ones.
/// - Throws: What `next` throws.
/// - Complexity: memory for `threads` computations and 64 answers a thread.
public func forEachGenericRank<Failure: Error>(
  of next: () throws(Failure) -> BatchEntry?, seed: UInt64 = 1, failureBound: Double = 1e-12,
  threads: Int = 1, control: ComputationControl = ComputationControl(),
  _ receive: @escaping @Sendable (BatchAnswer) -> Bool
) throws(Failure) {
  let isOver = Atomic(false)
  let workers = OrderedWorkers<BatchAnswer?>(threads: max(threads, 1)) { answer in
    guard let answer, !isOver.load(ordering: .relaxed) else { return }
    if !receive(answer) || answer.stop != nil { isOver.store(true, ordering: .relaxed) }
  }
  defer { workers.finish() }
  while !isOver.load(ordering: .relaxed), let entry = try next() {
    workers.submit {
      isOver.load(ordering: .relaxed)
        ? nil : BatchAnswer(entry, seed: seed, failureBound: failureBound, control: control)
    }
  }
}
