import Synchronization

/// The values of `body` at 0 ..< `count`, computed on up to `threads` threads.
///
/// Memory grows with the values that are done, not with `count`. After an error no index is begun any more;
/// those that had begun are finished.
///
/// - Parameter report: Called after each value, for one at a time but in any order.
/// - Returns: The values that were done in the order of their indices, and the error at the smallest index, if
///   there was one.
package func concurrentValues<Value: Sendable>(
  count: Int, threads: Int, report: (@Sendable (Int, Value) -> Void)? = nil,
  _ body: @escaping @Sendable (Int) throws(ComputationStopped) -> Value
) -> (values: [Value], stopped: ComputationStopped?) {
  let done = Mutex<(values: [Value], stopped: ComputationStopped?)>(([], nil))
  let hasFailed = Atomic(false)
  let reporting = Mutex(())
  @Sendable func outcome(at index: Int) -> Result<Value, ComputationStopped>? {
    if hasFailed.load(ordering: .relaxed) { return nil }
    do throws(ComputationStopped) {
      let value = try body(index)
      if let report { reporting.withLock { _ in report(index, value) } }
      return .success(value)
    } catch {
      hasFailed.store(true, ordering: .relaxed)
      return .failure(error)
    }
  }
  @Sendable func add(_ outcome: Result<Value, ComputationStopped>?) {
    done.withLock { done in
      switch outcome {
      case .success(let value)?: done.values.append(value)
      case .failure(let error)?: done.stopped = done.stopped ?? error
      case nil: break
      }
    }
  }
  var indices = (0..<max(count, 0)).makeIterator()
  if min(threads, count) <= 1 {
    while !hasFailed.load(ordering: .relaxed), let index = indices.next() {
      add(outcome(at: index))
    }
  } else {
    let workers = OrderedWorkers<Result<Value, ComputationStopped>?>(
      threads: min(threads, count)
    ) { add($0) }
    while !hasFailed.load(ordering: .relaxed), let index = indices.next() {
      workers.submit { outcome(at: index) }
    }
    workers.finish()
  }
  return done.withLock { $0 }
}

/// The values of `body` at 0 ..< `count`, as `concurrentValues` computes them, or the first error.
package func concurrentMap<Value: Sendable>(
  count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws(ComputationStopped) -> Value
) throws(ComputationStopped) -> [Value] {
  let outcome = concurrentValues(count: count, threads: threads, body)
  if let stopped = outcome.stopped { throw stopped }
  return outcome.values
}
