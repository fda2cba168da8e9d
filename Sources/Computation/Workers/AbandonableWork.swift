import Dispatch
import Synchronization

/// The result of `work`, which cannot be interrupted and therefore runs on a thread of its own.
///
/// If `control` stops the computation, this throws within milliseconds; the work is abandoned: its thread
/// goes on until it is done, and its result is dropped.
package func abandonable<Result: Sendable>(
  _ control: ComputationControl, _ work: @escaping @Sendable () -> Result
) throws(ComputationStopped) -> Result {
  let slot = ResultSlot<Result>()
  let isDone = DispatchSemaphore(value: 0)
  // A queue of its own: abandoned work must not keep later work from starting.
  DispatchQueue(label: "SingularLearning.abandonable").async {
    slot.store(work())
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
