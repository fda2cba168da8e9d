import AlgebraicStructures
import Computation
import Dispatch
import Synchronization

/// The values of `body` at indices in increasing order, computed on up to `threads` threads.
///
/// Memory grows with the values that are done, not with `count`. After an error no index is begun any more;
/// those that had begun are finished.
///
/// - Parameter report: Called after each value, for one at a time but in any order.
/// - Returns: The values that were done in the order of their indices, and the error at the smallest index, if
///   there was one.
func concurrentValues<Value: Sendable>(
  count: Int, threads: Int, report: (@Sendable (Int, Value) -> Void)? = nil,
  _ body: @Sendable (Int) throws(ComputationStopped) -> Value
) -> (values: [Value], stopped: ComputationStopped?) {
  let next = Atomic(0)
  let hasFailed = Atomic(false)
  let results = Mutex([(index: Int, result: Result<Value, ComputationStopped>)]())
  @Sendable func work() {
    while !hasFailed.load(ordering: .relaxed) {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index < 0 || index >= count { return }
      do throws(ComputationStopped) {
        let value = try body(index)
        results.withLock {
          $0.append((index, .success(value)))
          report?(index, value)
        }
      } catch {
        results.withLock { $0.append((index, .failure(error))) }
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
  var (values, stopped): ([Value], ComputationStopped?) = ([], nil)
  for (_, result) in results.withLock({ $0 }).sorted(by: { $0.index < $1.index }) {
    switch result {
    case .success(let value): values.append(value)
    case .failure(let error): stopped = stopped ?? error
    }
  }
  return (values, stopped)
}

/// The values of `body` at 0 ..< `count`, as `concurrentValues` computes them, or the first error.
func concurrentMap<Value: Sendable>(
  count: Int, threads: Int, _ body: @Sendable (Int) throws(ComputationStopped) -> Value
) throws(ComputationStopped) -> [Value] {
  let outcome = concurrentValues(count: count, threads: threads, body)
  if let stopped = outcome.stopped { throw stopped }
  return outcome.values
}
