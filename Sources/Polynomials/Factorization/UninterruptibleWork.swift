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
/// - Parameter work: A computation by FLINT whose result does not refer to FLINT's memory.
func interruptible<Result: Sendable>(
  _ control: ComputationControl, isShort: Bool, _ work: @escaping @Sendable () -> Result
) throws(ComputationStopped) -> Result {
  try control.checkpoint()
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
    try control.checkpoint()
  }
}

/// Hands a value from one thread to another.
private final class ResultSlot<Result: Sendable>: Sendable {
  private let value = Mutex<Result?>(nil)

  var result: Result? { value.withLock { $0 } }

  func store(_ result: Result) { value.withLock { $0 = result } }
}

extension TermTable {
  /// Whether factoring takes a few milliseconds at most, less than it would matter to interrupt.
  var isShort: Bool {
    guard termCount <= 100 else { return false }
    var total: UInt = 0
    for variable in 0..<variableCount {
      total += (0..<termCount).lazy.map { exponents[$0 * variableCount + variable] }.max() ?? 0
    }
    return total <= 24
  }
}
