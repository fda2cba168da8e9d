import AlgebraicStructures
import CFLINT
import Computation
import Dispatch
import Synchronization

/// The result of `work`, which cannot be interrupted and therefore runs on a thread of its own, unless
/// it is short.
///
/// If `control` stops the computation, this throws within milliseconds; the work is abandoned: its thread
/// goes on until it is done, and its result is dropped.
/// - Parameter operations: About how many the work takes; all are counted before it begins, so that what a
///   limit of steps allows does not depend on the machine.
/// - Parameter work: A computation by FLINT whose result does not refer to FLINT's memory.
func interruptible<Result: Sendable>(
  _ control: ComputationControl, operations: Int, isShort: Bool,
  _ work: @escaping @Sendable () -> Result
) throws(ComputationStopped) -> Result {
  try control.checkpoint(operations: operations)
  if isShort { return work() }
  let slot = ResultSlot<Result>()
  let isDone = DispatchSemaphore(value: 0)
  // A queue of its own: abandoned work must not keep later work from starting.
  DispatchQueue(label: "SingularLearning.factorization").async {
    slot.store(work())
    // The caches that FLINT keeps for this thread.
    flint_cleanup()
    isDone.signal()
  }
  while true {
    let outcome = isDone.wait(timeout: .now() + .milliseconds(5))
    if outcome == .success, let result = slot.result { return result }
    try control.checkpoint(steps: 0)
  }
}

/// Hands a value from one thread to another.
private final class ResultSlot<Result: Sendable>: Sendable {
  private let value = Mutex<Result?>(nil)

  var result: Result? { value.withLock { $0 } }

  func store(_ result: Result) { value.withLock { $0 = result } }
}

extension TermTable {
  /// The sum of the degrees in the variables.
  private var degreeSum: Int {
    (0..<variableCount).reduce(0) { sum, variable in
      sum + Int((0..<termCount).lazy.map { exponents[$0 * variableCount + variable] }.max() ?? 0)
    }
  }

  /// Whether factoring takes a few milliseconds at most, less than it would matter to interrupt.
  var isShort: Bool { termCount <= 100 && degreeSum <= 24 }

  /// About how many operations factoring takes: an estimate from sizes alone; what a polynomial costs
  /// depends on its factors too.
  var factoringOperations: Int {
    let degree = degreeSum + variableCount
    return 20_000 + 8 * termCount * min(degree, 20_000) * min(degree, 20_000)
  }
}
