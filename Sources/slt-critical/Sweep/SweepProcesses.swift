import Foundation
import SingularLearning
import Subprocess
import Synchronization
import SystemPackage

/// Runs the jobs of a sweep, each in a process of its own: memory limits hold for one job, and a job
/// that crashes takes no other with it.
final class SweepProcesses: Sendable {
  private struct State {
    var isInterrupted = false
    var identifiers: Set<Int32> = []
    /// Those that were ended because they took too long.
    var ended: Set<Int32> = []
  }

  /// The command.
  let command: SweptCommand
  /// The options that all jobs share.
  let options: [String]
  /// After so many seconds a job is ended that did not end itself; `nil` for never.
  let longestSeconds: Double?
  private let state = Mutex(State())

  /// Processes of a command with options that all jobs share.
  init(_ command: SweptCommand, options: [String], longestSeconds: Double?) {
    (self.command, self.options, self.longestSeconds) = (command, options, longestSeconds)
  }

  /// The command line of a job.
  func arguments(of job: SweepJob) -> [String] { [command.rawValue] + job.arguments + options }

  /// The line of a job; `nil` if it was interrupted.
  ///
  /// Waits for the process: for threads that may.
  func line(of task: SweepTask) -> String? {
    let line = Mutex<String?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task {
      let text = await run(task)
      line.withLock { $0 = text }
      done.signal()
    }
    done.wait()
    return line.withLock { $0 }
  }

  private func run(_ task: SweepTask) async -> String? {
    let job = task.job
    guard let program = Bundle.main.executableURL, !state.withLock({ $0.isInterrupted }) else {
      return nil
    }
    var platform = PlatformOptions()
    // An interrupt at the terminal is for the sweep, which passes it on.
    platform.processGroupID = 0
    let environment = Environment.inherit.updating([
      .parentOfSweep: "\(ProcessInfo.processInfo.processIdentifier)",
      // A crash is told in one line.
      .backtrace: "enable=no",
    ])
    func line(_ status: Int32, result: String? = nil, error: String? = nil) -> String {
      job.line(
        index: task.index, identifier: task.identifier, status: status, result: result,
        error: error)
    }
    do {
      func outcome(
        of input: some InputProtocol
      ) async throws -> ExecutionResult<Void, BytesOutput, BytesOutput> {
        try await Subprocess.run(
          .path(FilePath(program.path)), arguments: Arguments(arguments(of: job)),
          environment: environment, platformOptions: platform, input: input,
          output: .bytes(limit: .max), error: .bytes(limit: Self.largestMessages)
        ) { execution in
          self.started(execution.processIdentifier.value)
          self.watch(execution.processIdentifier.value)
        }
      }
      let outcome =
        if let text = job.input {
          try await outcome(of: .string(text))
        } else {
          try await outcome(of: .none)
        }
      let (isInterrupted, wasEnded) = state.withLock { state in
        let identifier = outcome.processIdentifier.value
        state.identifiers.remove(identifier)
        return (state.isInterrupted, state.ended.remove(identifier) != nil)
      }
      if isInterrupted { return nil }
      if wasEnded, let longestSeconds {
        return line(
          CommandFailure.interrupted, error: "ended from outside after \(longestSeconds) s")
      }
      guard case .exited(let status) = outcome.terminationStatus else {
        guard case .signaled(let signal) = outcome.terminationStatus else { return nil }
        return line(signal, error: "ended by signal \(signal)")
      }
      let result = String(validating: outcome.standardOutput, as: UTF8.self) ?? ""
      if result.hasPrefix("{"), result.hasSuffix("}\n") {
        return line(status, result: String(result.dropLast()))
      }
      let message = String(decoding: outcome.standardError, as: UTF8.self)
      return line(
        status, error: message.split(separator: "\n").last.map(String.init) ?? "nothing was printed"
      )
    } catch {
      return line(CommandFailure.badInput, error: "cannot run: \(error)")
    }
  }

  /// The most that a job may write to standard error.
  private static let largestMessages = 1 << 20

  /// Remembers a process, or interrupts it if the sweep was interrupted meanwhile.
  private func started(_ identifier: Int32) {
    let isInterrupted = state.withLock { state in
      state.identifiers.insert(identifier)
      return state.isInterrupted
    }
    if isInterrupted { kill(identifier, SIGINT) }
  }

  /// Ends a process that is still there after the longest time.
  private func watch(_ identifier: Int32) {
    guard let longestSeconds else { return }
    DispatchQueue.global().asyncAfter(deadline: .now() + longestSeconds) { [weak self] in
      self?.state.withLock { state in
        // A process that has ended is not in the list, so that its number may mean another one.
        guard state.identifiers.contains(identifier) else { return }
        state.ended.insert(identifier)
        kill(identifier, SIGKILL)
      }
    }
  }

  /// Interrupts the running jobs; no further ones are started.
  func interrupt() {
    state.withLock { state in
      state.isInterrupted = true
      for identifier in state.identifiers { kill(identifier, SIGINT) }
    }
  }
}

extension Environment.Key {
  /// The process that ends its jobs with it.
  fileprivate static var parentOfSweep: Self { key(InterruptHandler.parentVariable) }
  /// How the runtime tells of a crash.
  fileprivate static var backtrace: Self { "SWIFT_BACKTRACE" }

  private static func key(_ name: String) -> Self {
    guard let key = Self(rawValue: name) else { contractViolation("a variable named \(name)") }
    return key
  }
}
