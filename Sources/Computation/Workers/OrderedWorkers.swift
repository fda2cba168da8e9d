import Dispatch
import Synchronization

/// Runs jobs on several threads and hands their results on in the order of submission, each as soon
/// as all before it are done.
///
/// The thread that submits may wait for its input meanwhile: results are handed on all the same, which
/// a program at the other end of a pipe may be waiting for.
public final class OrderedWorkers<Value: Sendable>: Sendable {
  private struct Job {
    let index: Int
    let body: @Sendable () -> Value
  }

  private struct State {
    var waiting: [Job] = []
    var activeCount = 0
    var submittedCount = 0
    var ready: [Int: Value] = [:]
    var nextToDeliver = 0
  }

  private let threads: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "ordered-workers", attributes: .concurrent)
  private let group = DispatchGroup()
  /// Places for jobs whose results are not handed on yet.
  private let room: DispatchSemaphore
  private let deliver: @Sendable (Value) -> Void

  /// Workers that wait for jobs.
  ///
  /// - Parameter threads: The most jobs that run at the same time, at least 1 (else traps).
  /// - Parameter deliver: Called for one result at a time, on any thread; must not submit jobs.
  public init(threads: Int, deliver: @escaping @Sendable (Value) -> Void) {
    precondition(threads >= 1, "workers on \(threads) threads")
    self.threads = threads
    self.deliver = deliver
    room = DispatchSemaphore(value: 64 * threads)
  }

  /// Runs `job` when a thread is free; waits while 64 jobs a thread are under way.
  public func submit(_ job: @escaping @Sendable () -> Value) {
    room.wait()
    let startsWorker = state.withLock { state in
      state.waiting.append(Job(index: state.submittedCount, body: job))
      state.submittedCount += 1
      guard state.activeCount < threads else { return false }
      state.activeCount += 1
      return true
    }
    if startsWorker { queue.async(group: group) { self.work() } }
  }

  /// Waits until every result has been handed on.
  public func finish() { group.wait() }

  private func work() {
    while let job = nextJob() {
      let value = job.body()
      let count = state.withLock { state in
        state.ready[job.index] = value
        var count = 0
        while let next = state.ready.removeValue(forKey: state.nextToDeliver) {
          deliver(next)
          state.nextToDeliver += 1
          count += 1
        }
        return count
      }
      for _ in 0..<count { room.signal() }
    }
  }

  /// The job submitted first of those that wait; without one the worker is no longer active.
  private func nextJob() -> Job? {
    state.withLock { state in
      if state.waiting.isEmpty {
        state.activeCount -= 1
        return nil
      }
      return state.waiting.removeFirst()
    }
  }
}
