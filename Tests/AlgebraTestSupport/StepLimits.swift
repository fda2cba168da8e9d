import SingularLearning
import Testing

/// Stops a computation after every number of steps, or after about `stops` numbers evenly spread up to all.
///
/// With less than all steps it must throw the limit, with all of them give the same as without a limit, and count
/// the same number of steps again.
/// - Returns: What the computation gives, and its steps.
@discardableResult
public func checkStops<Value: Equatable>(
  _ stops: Int = 40, sourceLocation: SourceLocation = #_sourceLocation,
  of compute: (ComputationControl) throws -> Value
) throws -> (value: Value, steps: Int) {
  let counter = ComputationControl(stepLimit: .max)
  let expected = try compute(counter)
  let steps = counter.stepsDone
  #expect(steps > 0, "no checkpoint", sourceLocation: sourceLocation)
  let all = ComputationControl(stepLimit: steps)
  #expect(try compute(all) == expected, sourceLocation: sourceLocation)
  #expect(all.stepsDone == steps, sourceLocation: sourceLocation)
  for limit in limits(below: steps, stops) {
    #expect(throws: ComputationStopped.workLimit(steps: limit), sourceLocation: sourceLocation) {
      try compute(ComputationControl(stepLimit: limit))
    }
  }
  return (expected, steps)
}

/// The same for computations that give what they have found when they are stopped.
///
/// - Parameter stopped: The reason in a result; `nil` for a complete one.
/// - Parameter check: Expectations on a result that was stopped.
@discardableResult
public func checkPartialStops<Value>(
  _ stops: Int = 40, stopped: (Value) -> ComputationStopped?,
  sourceLocation: SourceLocation = #_sourceLocation,
  of compute: (ComputationControl) throws -> Value, check: (Value) throws -> Void
) throws -> Value {
  let counter = ComputationControl(stepLimit: .max)
  let complete = try compute(counter)
  #expect(stopped(complete) == nil, sourceLocation: sourceLocation)
  let steps = counter.stepsDone
  #expect(
    stopped(try compute(ComputationControl(stepLimit: steps))) == nil,
    sourceLocation: sourceLocation)
  for limit in limits(below: steps, stops) {
    let partial = try compute(ComputationControl(stepLimit: limit))
    #expect(
      stopped(partial) == .workLimit(steps: limit), sourceLocation: sourceLocation)
    try check(partial)
  }
  return complete
}

/// Some numbers from 0 on and the last one below `steps`.
private func limits(below steps: Int, _ stops: Int) -> [Int] {
  let spread = Array(stride(from: 0, to: steps, by: max(1, steps / stops)))
  return spread.last == steps - 1 ? spread : spread + [max(0, steps - 1)]
}
