import Computation

/// Why a run of the engine ended early.
enum F4Interruption: Error {
  /// A limit or cancellation.
  case stopped(ComputationStopped)
  /// An exponent does not fit into its lane; a run with wider lanes may succeed.
  case exponentOverflow
  /// A replay met a prime, or a pattern of zeros, that its trace does not cover.
  case traceMismatch
}

extension ComputationControl {
  /// `checkpoint(operations:)` with the error type of the engine.
  func f4Checkpoint(operations: Int = 0) throws(F4Interruption) {
    do { try checkpoint(operations: operations) } catch { throw .stopped(error) }
  }
}
