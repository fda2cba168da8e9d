import AlgebraicStructures
import Dispatch
import Synchronization

/// The values of `body` at 0 ..< `count` in order, computed on up to `threads` threads.
///
/// `report` is called after each value, for one at a time but in any order. The first error in the order
/// of indices is thrown after the values that had begun are done; values before it are lost unless
/// `report` has kept them.
func concurrentMap<Value: Sendable>(
  count: Int, threads: Int, report: (@Sendable (Int, Value) -> Void)? = nil,
  _ body: @Sendable (Int) throws(ComputationStopped) -> Value
) throws(ComputationStopped) -> [Value] {
  let next = Atomic(0)
  let hasFailed = Atomic(false)
  let results = Mutex([Result<Value, ComputationStopped>?](repeating: nil, count: count))
  @Sendable func work() {
    while !hasFailed.load(ordering: .relaxed) {
      let index = next.add(1, ordering: .relaxed).oldValue
      if index >= count { return }
      do throws(ComputationStopped) {
        let value = try body(index)
        results.withLock {
          $0[index] = .success(value)
          report?(index, value)
        }
      } catch {
        results.withLock { $0[index] = .failure(error) }
        hasFailed.store(true, ordering: .relaxed)
      }
    }
  }
  let workers = min(max(threads, 1), max(count, 1))
  if workers == 1 {
    work()
  } else {
    DispatchQueue.concurrentPerform(iterations: workers) { _ in work() }
  }
  var values: [Value] = []
  for result in results.withLock({ $0 }) {
    guard let result else { continue }
    values.append(try result.get())
  }
  return values
}
