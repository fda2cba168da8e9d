import Foundation
import SingularLearning
import Synchronization

/// What a run tells on its way: lines of JSON in a file, and on a terminal what is being computed.
///
/// A log is a remark and no result: if it cannot be written any more, that is said once and the run goes on.
final class RunLog: Sendable {
  private struct State {
    var hasFailed = false
    /// What began last, for the terminal.
    var current = ""
    /// The step that is going on, and since when.
    var step: (name: String, seconds: Double)?
    var isShown = false
    /// Another line shows the progress.
    var isReplaced = false
  }

  private static let shared = Mutex<RunLog?>(nil)

  private let file: OpenFile?
  private let path: String
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  /// A log that appends to a file, if one is given.
  private init(path: String?) throws(CommandFailure) {
    self.path = path ?? ""
    guard let path else {
      file = nil
      return
    }
    let number = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
    guard number >= 0 else { throw CommandFailure("--log: cannot write \(path): \(SystemError())") }
    file = OpenFile(number)
  }

  /// Starts the log of this run; what is parsed later, such as the arguments of other commands, starts no other.
  static func begin(path: String?) throws(CommandFailure) {
    guard shared.withLock({ $0 == nil }) else { return }
    let log = try RunLog(path: path)
    shared.withLock { $0 = log }
    log.write("began", CommandLine.arguments.dropFirst().joined(separator: " "))
  }

  /// Shows on a terminal what is being computed, from the second second on.
  static func showProgress() {
    guard StandardStreams.errorIsTerminal, let log = shared.withLock({ $0 }) else { return }
    Thread { log.watch() }.start()
  }

  /// Ends the log of this run, if there is one.
  static func end(status: Int32, message: String) {
    clearTerminal()
    shared.withLock { $0 }?.write(
      "ended", "status \(status)" + (message.isEmpty ? "" : ": \(message)"))
  }

  /// Removes the line from the terminal for good: a result or a progress bar takes its place.
  static func clearTerminal() {
    shared.withLock { $0 }?.state.withLock { state in
      if state.isShown { StandardStreams.note("\r\u{1b}[K") }
      (state.isShown, state.isReplaced) = (false, true)
    }
  }

  /// Takes an event of this run.
  static func record(_ event: ComputationEvent) { shared.withLock { $0 }?.record(event) }

  private func record(_ event: ComputationEvent) {
    switch event {
    case .began(let name):
      writeLongStep()
      write("began", name)
      state.withLock { $0.current = Self.shortened(name) }
    case .step(let name):
      writeLongStep()
      let step = (name: Self.shortened(name), seconds: seconds)
      state.withLock { ($0.current, $0.step) = (step.name, step) }
    case .decided(let what):
      writeLongStep()
      write("decided", what)
    }
  }

  /// Writes down the step that is over, if it took a tenth of a second.
  private func writeLongStep() {
    let step = state.withLock { state in
      defer { state.step = nil }
      return state.step
    }
    if let step, seconds - step.seconds > 0.1 { write("began", step.name, at: step.seconds) }
  }

  /// The seconds since the start, in thousandths.
  private var seconds: Double {
    let elapsed = start.duration(to: .now).components
    return Double(elapsed.seconds) + (Double(elapsed.attoseconds) / 1e15).rounded() / 1e3
  }

  private static func shortened(_ text: String) -> String {
    text.count > longestText ? text.prefix(longestText) + "…" : text
  }

  /// Longer texts, such as large ideals, are cut.
  private static let longestText = 500

  private func write(_ event: String, _ text: String, at time: Double? = nil) {
    guard let file else { return }
    let line = JSONValue.object([
      .init("seconds", .real(time ?? seconds)),
      .init("memoryMiB", ProcessMemory.current.map { .integer($0.resident) } ?? .null),
      .init("event", .string(event)),
      .init("what", .string(Self.shortened(text))),
    ]).line
    let failure = state.withLock { state -> SystemError? in
      if state.hasFailed { return nil }
      do throws(SystemError) {
        try OutputDescriptor(file.number).write(Array((line + "\n").utf8))
        return nil
      } catch {
        state.hasFailed = true
        return error
      }
    }
    if let failure { StandardStreams.report("--log: cannot write \(path): \(failure)") }
  }

  /// Shows what is being computed once it has taken two seconds.
  private func watch() {
    while true {
      Thread.sleep(forTimeInterval: 0.5)
      let seconds = start.duration(to: .now).components.seconds
      if seconds < 2 { continue }
      let memory = ProcessMemory.current.map { ", \($0.resident) MiB" } ?? ""
      let isOver = state.withLock { state in
        if state.isReplaced { return true }
        let width = max((StandardStreams.errorColumns ?? 80) - 24, 20)
        StandardStreams.note(
          "\r\(printable(String(state.current.prefix(width))))  \(seconds) s\(memory)\u{1b}[K")
        state.isShown = true
        return false
      }
      if isOver { return }
    }
  }
}
