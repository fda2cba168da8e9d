import Foundation
import SingularLearning
import Synchronization

/// Runs the jobs of a sweep, each in a process of its own: memory limits hold for one job, and a job
/// that crashes takes no other with it.
final class SweepProcesses: Sendable {
  private struct State {
    var isInterrupted = false
    var identifiers: Set<Int32> = []
  }

  private let command: SweptCommand
  private let options: [String]
  private let state = Mutex(State())

  /// Processes of a command with options that all jobs share.
  init(_ command: SweptCommand, options: [String]) {
    self.command = command
    self.options = options
  }

  /// The command line of a job.
  func arguments(of job: SweepJob) -> [String] { [command.rawValue] + job.arguments + options }

  /// The line of a job; `nil` if it was interrupted.
  func line(of job: SweepJob, index: Int) -> String? {
    let process = Process()
    let (output, errors) = (Pipe(), Pipe())
    process.executableURL = Bundle.main.executableURL
    process.arguments = arguments(of: job)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    var environment = ProcessInfo.processInfo.environment
    environment[InterruptHandler.parentVariable] = "\(ProcessInfo.processInfo.processIdentifier)"
    // A crash is told in one line.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    do {
      guard try start(process) else { return nil }
    } catch {
      return job.line(
        index: index, status: CommandFailure.badInput, result: nil,
        error: "cannot start: \(error.localizedDescription)")
    }
    let written: ChildOutput?
    do throws(SystemError) {
      written = try ChildOutput(
        standardOutput: output.fileHandleForReading.fileDescriptor,
        standardError: errors.fileHandleForReading.fileDescriptor)
    } catch {
      written = nil
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let isInterrupted = state.withLock { state in
      state.identifiers.remove(process.processIdentifier)
      return state.isInterrupted
    }
    if isInterrupted { return nil }
    let status = process.terminationStatus
    if process.terminationReason == .uncaughtSignal {
      return job.line(index: index, status: status, result: nil, error: "ended by signal \(status)")
    }
    let result = written.flatMap { String(validating: $0.result, as: UTF8.self) } ?? ""
    guard result.hasPrefix("{"), result.hasSuffix("}\n") else {
      let message = String(decoding: written?.messages ?? [], as: UTF8.self)
      let reason = message.split(separator: "\n").last.map(String.init) ?? "nothing was printed"
      return job.line(index: index, status: status, result: nil, error: reason)
    }
    return job.line(index: index, status: status, result: String(result.dropLast()), error: nil)
  }

  /// Starts a process unless the sweep was interrupted.
  private func start(_ process: Process) throws -> Bool {
    try state.withLock { state in
      if state.isInterrupted { return false }
      try process.run()
      state.identifiers.insert(process.processIdentifier)
      return true
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
