import Foundation
import SingularLearning

/// The outputs of a command: opened before anything is computed, no two of them one file.
final class Outputs {
  private let control: ComputationControl
  private var options: [OutputTarget.Identity: String] = [:]
  /// The first output that could not be written.
  private var failure: CommandFailure?

  /// No outputs yet; waiting for the reader of a named pipe honours `control`.
  init(control: ComputationControl) { self.control = control }

  /// The output of an option; standard output for `nil` and `-`.
  ///
  /// - Throws: naming the option, when the file cannot be written or is that of another output.
  func open(_ path: String?, option: String) throws(CommandFailure) -> Destination {
    let (target, identity) =
      if let path { try self.target(path, option) } else { OutputTarget.standardOutput }
    let name = path.map { $0 == "-" ? "the standard output" : option } ?? "the standard output"
    try reserve(identity, name)
    return Destination(path: path == "-" ? nil : path, option: option, target: target)
  }

  /// Keeps the journal of an option from being any other output; it is checked as outputs are.
  func reserve(_ path: String, option: String) throws(CommandFailure) {
    var status = stat()
    if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
      throw CommandFailure("\(option): \(path) is no regular file, expected one")
    }
    try reserve(try target(path, option).1, option)
  }

  private func target(
    _ path: String, _ option: String
  ) throws(CommandFailure) -> (OutputTarget, OutputTarget.Identity?) {
    if path.isEmpty { throw CommandFailure("\(option) needs the name of a file") }
    do throws(CommandFailure) {
      return try OutputTarget.target(of: path, control: control)
    } catch {
      guard error.status == CommandFailure.badInput else { throw error }
      throw CommandFailure("\(option): \(error.message)")
    }
  }

  private func reserve(
    _ identity: OutputTarget.Identity?, _ name: String
  ) throws(CommandFailure) {
    guard let identity else { return }
    if let other = options[identity] {
      throw CommandFailure("\(other) and \(name) are the same file, expected two")
    }
    options[identity] = name
  }

  /// Writes a result; a failure waits until all results are written.
  func deliver(_ text: String, to destination: Destination) {
    attempt { () throws(CommandFailure) in try destination.write(text) }
  }

  /// Writes a result, in bytes.
  func deliver(_ bytes: [UInt8], to destination: Destination) {
    attempt { () throws(CommandFailure) in try destination.write(bytes) }
  }

  /// Does what may fail; a failure waits until all results are written.
  func attempt(_ body: () throws(CommandFailure) -> Void) {
    do throws(CommandFailure) {
      try body()
    } catch {
      failure = failure ?? error
    }
  }

  /// Throws the first failure.
  func finish() throws(CommandFailure) {
    if let failure { throw failure }
  }
}
