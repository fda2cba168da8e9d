import Computation

extension ComputationControl {
  /// A checkpoint after that many floating-point operations, as steps of work.
  func checkpoint(operations: Double) throws(ComputationStopped) {
    try checkpoint(steps: max(1, Int(min(operations / 1000, 1e15))))
  }
}
