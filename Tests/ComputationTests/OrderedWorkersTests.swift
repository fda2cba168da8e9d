import Computation
import Dispatch
import Synchronization
import Testing

/// Threads that work on many jobs.
@Suite struct OrderedWorkersTests {
  @Test("results come in the order of submission, for any number of threads", arguments: [1, 2, 5])
  func order(threads: Int) {
    let seen = Mutex<[Int]>([])
    let active = Mutex((now: 0, most: 0))
    let workers = OrderedWorkers<Int>(threads: threads) { value in
      seen.withLock { $0.append(value) }
    }
    // With several threads the first job of each pair waits for the second one.
    let second = (0..<100).map { _ in DispatchSemaphore(value: 0) }
    for index in 0..<200 {
      workers.submit {
        active.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        let pair = second[index / 2]
        if !index.isMultiple(of: 2) { pair.signal() } else if threads > 1 { pair.wait() }
        active.withLock { $0.now -= 1 }
        return index
      }
    }
    workers.finish()
    #expect(seen.withLock { $0 } == Array(0..<200))
    #expect(active.withLock { $0.most } <= threads)
  }

  @Test("a result is handed on while the next job is still awaited")
  func streaming() {
    let arrived = DispatchSemaphore(value: 0)
    let workers = OrderedWorkers<Int>(threads: 2) { _ in arrived.signal() }
    workers.submit { 1 }
    arrived.wait()
    workers.finish()
  }

  @Test(arguments: [1, 2, 5]) func valuesAreInOrderAndReported(threads: Int) throws {
    let reported = Mutex<[Int]>([])
    let outcome = concurrentValues(
      count: 300, threads: threads,
      report: { index, value in
        #expect(value == index * index)
        reported.withLock { $0.append(index) }
      }
    ) { $0 * $0 }
    #expect(outcome.stopped == nil && outcome.values == (0..<300).map { $0 * $0 })
    #expect(reported.withLock { $0.sorted() } == Array(0..<300))
    let none = try concurrentMap(count: 0, threads: threads) { $0 }
    #expect(none.isEmpty)
  }

  /// What was begun is finished and kept, and nothing is begun afterwards.
  @Test(arguments: [1, 2, 5]) func errorsEndTheWork(threads: Int) {
    let begun = Mutex<Set<Int>>([])
    let outcome = concurrentValues(count: 1_000_000, threads: threads) {
      index throws(ComputationStopped) -> Int in
      begun.withLock { _ = $0.insert(index) }
      if index == 10 || index == 11 { throw .workLimit(steps: index) }
      return index
    }
    let indices = begun.withLock { $0 }
    let failed = indices.intersection([10, 11])
    #expect(outcome.stopped == failed.min().map { .workLimit(steps: $0) })
    #expect(outcome.values == indices.subtracting(failed).sorted() && indices.count < 1_000)
    #expect(throws: ComputationStopped.cancelled) {
      try concurrentMap(count: 20, threads: threads) { index throws(ComputationStopped) in
        if index >= 10 { throw .cancelled }
      }
    }
  }

  @Test func workIsAbandonedAtAStop() throws {
    #expect(try abandonable(ComputationControl()) { 7 } == 7)
    let control = ComputationControl()
    let (begins, mayEnd) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    DispatchQueue.global().async {
      begins.wait()
      control.cancel()
    }
    #expect(throws: ComputationStopped.cancelled) {
      try abandonable(control) {
        begins.signal()
        mayEnd.wait()
      }
    }
    mayEnd.signal()
  }
}
