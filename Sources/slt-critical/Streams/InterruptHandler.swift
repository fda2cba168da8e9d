import Dispatch
import Foundation
import SingularLearning
import Synchronization

/// Turns SIGINT or SIGTERM into a cancellation, so that what is known so far can still be written.
///
/// The program ends at once at a signal while nothing is being computed yet, at a second one some time
/// later, and when a computation or a reader of the result does not let go in time.
struct InterruptHandler {
  /// The variable by which a program tells those it starts for its own purposes that they end with it;
  /// the value is its process identifier.
  static let parentVariable = "SLT_CRITICAL_PARENT"

  private struct State {
    var actions: [@Sendable () -> Void] = []
    var first: (time: ContinuousClock.Instant, processorSeconds: Double)?
    var hasEnded = false
  }

  private static let state = Mutex(State())
  // A serial queue of its own: busy workers can occupy every thread of the global queue.
  private static let queue = DispatchQueue(label: "slt-critical.interrupts")

  private let sources: [any DispatchSourceProtocol]

  /// Handles the signals for as long as the value lives.
  init() {
    sources =
      [SIGINT, SIGTERM].map { number -> any DispatchSourceProtocol in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: Self.queue)
        source.setEventHandler { Self.interrupt() }
        source.activate()
        return source
      } + Self.parentWatch()
  }

  /// Has the computation stop at the first signal.
  static func cancel(_ control: ComputationControl, action: (@Sendable () -> Void)? = nil) {
    let isLate = state.withLock { state in
      state.actions.append {
        control.cancel()
        action?()
      }
      return state.first != nil
    }
    if isLate { control.cancel() }
  }

  /// Whether an interrupt was long enough ago that nobody is waited for any more.
  static var isOverdue: Bool {
    guard let first = state.withLock({ $0.first }) else { return false }
    return first.time.duration(to: .now) > .milliseconds(500)
  }

  /// Claims the right to end the program; `false` if another thread is about to.
  static func claimEnd() -> Bool {
    state.withLock { state in
      defer { state.hasEnded = true }
      return !state.hasEnded
    }
  }

  private static func interrupt() {
    let (actions, isFirst) = state.withLock { state in
      let isFirst = state.first == nil
      if isFirst { state.first = (.now, processorSeconds) }
      return (state.actions, isFirst)
    }
    if isFirst, !actions.isEmpty {
      for action in actions { action() }
      queue.asyncAfter(deadline: .now() + 0.9) { endWhenOverdue() }
    } else if isFirst || isOverdue {
      // Some senders signal a process and its group: a second signal right after the first is the same.
      end()
    }
  }

  /// Ends the program if it had its second of processor time, or three on a busy machine.
  private static func endWhenOverdue() {
    guard let first = state.withLock({ $0.first }) else { return }
    let isOver =
      processorSeconds - first.processorSeconds > 0.8
      || first.time.duration(to: .now) > .seconds(3)
    if isOver { end() }
    queue.asyncAfter(deadline: .now() + 0.1) { endWhenOverdue() }
  }

  private static func end() {
    TemporaryFile.removeAll()
    if claimEnd() {
      let message = ComputationStopped.cancelled.description
      RunLog.end(status: CommandFailure.interrupted, message: message)
      StandardStreams.report(message)
    }
    _exit(CommandFailure.interrupted)
  }

  private static var processorSeconds: Double {
    var time = timespec()
    guard clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Interrupts when the program that started this one is gone.
  private static func parentWatch() -> [any DispatchSourceProtocol] {
    guard let parent = ProcessInfo.processInfo.environment[parentVariable].flatMap({ Int32($0) })
    else { return [] }
    let timer = DispatchSource.makeTimerSource(queue: queue)
    timer.schedule(deadline: .now(), repeating: .seconds(1))
    timer.setEventHandler {
      let isKnown = state.withLock { $0.first != nil }
      if getppid() != parent, !isKnown { interrupt() }
    }
    timer.activate()
    return [timer]
  }
}
