import Dispatch
import Synchronization

/// Runs jobs on several threads and hands their results on in the order of submission, each as soon
/// as all before it are done.
///
/// The thread that submits may wait for its input meanwhile: `forEachGenericRank` works block by block
/// and would hold back answers that a program at the other end of a pipe is waiting for.
final class OrderedWorkers<Value: Sendable>: Sendable {
  private struct State {
    var ready: [Int: Value] = [:]
    var nextToDeliver = 0
    var submitted = 0
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "slt-critical.workers", attributes: .concurrent)
  private let room: DispatchSemaphore
  private let group = DispatchGroup()
  private let deliver: @Sendable (Value) -> Void

  /// Workers on `threads` threads; `deliver` is called for one result at a time.
  init(threads: Int, deliver: @escaping @Sendable (Value) -> Void) {
    room = DispatchSemaphore(value: threads)
    self.deliver = deliver
  }

  /// Runs `job` when a thread is free; waits until then.
  func submit(_ job: @escaping @Sendable () -> Value) {
    room.wait()
    let index = state.withLock { state in
      defer { state.submitted += 1 }
      return state.submitted
    }
    queue.async(group: group) { [self] in
      let value = job()
      state.withLock { state in
        state.ready[index] = value
        while let next = state.ready.removeValue(forKey: state.nextToDeliver) {
          deliver(next)
          state.nextToDeliver += 1
        }
      }
      room.signal()
    }
  }

  /// Waits until every result has been delivered.
  func finish() { group.wait() }
}
