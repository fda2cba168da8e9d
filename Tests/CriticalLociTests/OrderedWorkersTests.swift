import Dispatch
import SingularLearning
import Synchronization
import Testing

@Suite struct OrderedWorkersTests {
  @Test("results come in the order of submission, for any number of threads", arguments: [1, 2, 5])
  func order(threads: Int) {
    let seen = Mutex<[Int]>([])
    let active = Mutex((now: 0, most: 0))
    let workers = OrderedWorkers<Int>(threads: threads) { value in
      seen.withLock { $0.append(value) }
    }
    for index in 0..<200 {
      workers.submit {
        active.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        // Early jobs of each group of ten take longest.
        let end = ContinuousClock.now + .microseconds(50 * (10 - index % 10))
        while ContinuousClock.now < end {}
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
    #expect(arrived.wait(timeout: .now() + 20) == .success)
    workers.finish()
  }
}
