import CFLINT
import Computation

/// The result of a computation by FLINT, which cannot be interrupted and is abandoned at a stop, unless it is
/// short.
///
/// - Parameter operations: About how many the work takes; all are counted before it begins, so that what a
///   limit of steps allows does not depend on the machine.
/// - Parameter work: A computation whose result does not refer to FLINT's memory.
func interruptible<Result: Sendable>(
  _ control: ComputationControl, operations: Int, isShort: Bool,
  _ work: @escaping @Sendable () -> Result
) throws(ComputationStopped) -> Result {
  try control.checkpoint(operations: operations)
  if isShort { return work() }
  return try abandonable(control) {
    // The caches that FLINT keeps for this thread.
    defer { flint_cleanup() }
    return work()
  }
}

extension TermTable {
  /// The sum of the degrees in the variables.
  private var degreeSum: Int {
    (0..<variableCount).reduce(0) { sum, variable in
      sum + Int((0..<termCount).lazy.map { exponents[$0 * variableCount + variable] }.max() ?? 0)
    }
  }

  /// Whether factoring takes a few milliseconds at most, less than it would matter to interrupt.
  var isShort: Bool { termCount <= 100 && degreeSum <= 24 }

  /// About how many operations factoring takes: an estimate from sizes alone; what a polynomial costs
  /// depends on its factors too.
  var factoringOperations: Int {
    let degree = degreeSum + variableCount
    return 20_000 + 8 * termCount * min(degree, 20_000) * min(degree, 20_000)
  }
}
