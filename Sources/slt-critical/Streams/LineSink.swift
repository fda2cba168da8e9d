import Synchronization

/// Writes result lines as they come and remembers the first failure; what follows it is dropped.
final class LineSink: Sendable {
  /// One result: its line, and the failure after which nothing follows.
  struct Result {
    var line: String?
    var failure: CommandFailure?
  }

  private struct State {
    var progress: ProgressBar
    var lineCount = 0
    var failure: CommandFailure?
  }

  private let write: @Sendable (String) throws(CommandFailure) -> Void
  private let state: Mutex<State>

  /// A sink that passes each line, without newline, to `write`.
  init(
    progress: ProgressBar, write: @escaping @Sendable (String) throws(CommandFailure) -> Void
  ) {
    self.write = write
    state = Mutex(State(progress: progress))
  }

  /// Whether a result was a failure.
  var hasFailed: Bool { state.withLock { $0.failure != nil } }

  /// Takes the next result.
  func deliver(_ result: Result) {
    state.withLock { state in
      guard state.failure == nil else { return }
      state.failure = result.failure
      guard let line = result.line else { return }
      do throws(CommandFailure) {
        try write(line)
        state.lineCount += 1
        state.progress.update(done: state.lineCount)
      } catch {
        state.failure = error
      }
    }
  }

  /// Removes the progress bar and throws the first failure.
  func finish() throws(CommandFailure) {
    let failure = state.withLock { state in
      state.progress.finish()
      return state.failure
    }
    if let failure { throw failure }
  }
}
