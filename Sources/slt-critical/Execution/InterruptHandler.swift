import Dispatch
import Foundation
import SingularLearning
import Synchronization

/// Turns SIGINT or SIGTERM into a cancellation, so that what is known so far can still be written; a
/// second signal, some time later, ends the program at once.
struct InterruptHandler {
  private let sources: [any DispatchSourceSignal]

  /// Handles the signals for as long as the program runs.
  init(cancelling control: ComputationControl) {
    let patience = Patience()
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        control.cancel()
        if patience.isOverAtSignal { _exit(CommandFailure.interrupted) }
      }
      source.activate()
      return source
    }
  }
}

/// Tells a signal that insists from one that merely arrives twice: some senders signal a process and its
/// group.
private final class Patience: Sendable {
  private let firstSignal = Mutex<ContinuousClock.Instant?>(nil)

  /// Whether the first signal was some time ago; notes the first one.
  var isOverAtSignal: Bool {
    firstSignal.withLock { first in
      guard let start = first else {
        first = .now
        return false
      }
      return start.duration(to: .now) > .milliseconds(500)
    }
  }
}
