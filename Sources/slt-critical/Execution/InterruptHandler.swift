import Dispatch
import Foundation
import SingularLearning

/// Turns the first SIGINT or SIGTERM into a cancellation, so that what is known so far can still be
/// written; the second one ends the program at once.
struct InterruptHandler {
  private let sources: [any DispatchSourceSignal]

  /// Handles the signals for as long as the program runs.
  init(cancelling control: ComputationControl) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      let isFirst = Once()
      source.setEventHandler {
        guard isFirst.take() else { _exit(CommandFailure.interrupted) }
        control.cancel()
      }
      source.activate()
      return source
    }
  }
}
