import Dispatch
import Foundation
import SingularLearning
import Synchronization

/// Turns SIGINT or SIGTERM into a cancellation, so that what is known so far can still be written; a
/// second signal, some time later, ends the program at once.
struct InterruptHandler {
  /// The variable by which a program tells those it starts for its own purposes that they end with it;
  /// the value is its process identifier.
  static let parentVariable = "SLT_CRITICAL_PARENT"

  private let sources: [any DispatchSourceProtocol]

  /// Handles the signals for as long as the program runs.
  ///
  /// - Parameter action: What else is done at the first signal, and at further ones.
  init(cancelling control: ComputationControl, action: (@Sendable () -> Void)? = nil) {
    let patience = Patience()
    // A serial queue of its own: busy workers can occupy every thread of the global queue.
    let queue = DispatchQueue(label: "slt-critical.interrupts")
    let signals = [SIGINT, SIGTERM].map { number -> any DispatchSourceProtocol in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        control.cancel()
        action?()
        if patience.isOverAtSignal { _exit(CommandFailure.interrupted) }
      }
      source.activate()
      return source
    }
    sources = signals + Self.parentWatch(cancelling: control, queue: queue)
  }

  /// Cancels when the program that started this one is gone.
  private static func parentWatch(
    cancelling control: ComputationControl, queue: DispatchQueue
  ) -> [any DispatchSourceProtocol] {
    guard let parent = ProcessInfo.processInfo.environment[parentVariable].flatMap({ Int32($0) })
    else { return [] }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now(), repeating: .seconds(1))
    timer.setEventHandler { if getppid() != parent { control.cancel() } }
    timer.activate()
    return [timer]
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
