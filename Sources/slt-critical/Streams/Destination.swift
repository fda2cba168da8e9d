import Foundation
import SingularLearning
import Synchronization

/// Where an output of a command goes: standard output or the file of an option.
///
/// A file is replaced when its new content is complete and keeps its mode; until then, and if anything
/// fails, the old one stays. Devices, named pipes, and files with several names are written through, and so
/// is the file behind a symbolic link.
final class Destination: Sendable {
  /// The file, or `nil` for standard output.
  let path: String?
  /// The option that names the file.
  let option: String
  private let target: OutputTarget
  private let state = Mutex(State())

  private struct State {
    var temporary: TemporaryFile?
    /// What comes into a file that is overwritten.
    var content: [UInt8] = []
  }

  /// An output that has been checked; `Outputs` makes them.
  init(path: String?, option: String, target: OutputTarget) {
    self.path = path
    self.option = option
    self.target = target
  }

  deinit { state.withLock { $0.temporary?.remove() } }

  /// Writes the whole result, ending in a newline.
  func write(_ text: String) throws(CommandFailure) {
    try write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
  }

  /// Writes the whole result.
  func write(_ bytes: [UInt8]) throws(CommandFailure) {
    try append(bytes)
    try finish()
  }

  /// Adds a part of a result that grows.
  func append(_ bytes: [UInt8]) throws(CommandFailure) {
    try attempt { state throws(SystemError) in
      switch target {
      case .stream(let descriptor): try descriptor.write(bytes)
      case .overwritten: state.content += bytes
      case .replaced(let path, let attributes):
        try temporary(&state, beside: path, attributes).descriptor.write(bytes)
      }
    }
  }

  /// The result is complete.
  func finish() throws(CommandFailure) {
    try attempt { state throws(SystemError) in
      switch target {
      case .stream: break
      case .overwritten(let path): try overwrite(path, with: state.content)
      case .replaced(let path, let attributes):
        let file = try temporary(&state, beside: path, attributes)
        do throws(SystemError) {
          try file.replace(path)
        } catch {
          // For example the mount point of a single file.
          guard attributes != nil, error.code == EBUSY else { throw error }
          try overwrite(path, withContentsOf: file)
          file.remove()
        }
        state.temporary = nil
      }
    }
  }

  private func temporary(
    _ state: inout State, beside path: String, _ attributes: FileAttributes?
  ) throws(SystemError) -> TemporaryFile {
    if let file = state.temporary { return file }
    let file = try TemporaryFile(beside: path, attributes: attributes)
    state.temporary = file
    return file
  }

  /// Runs `body`; what is incomplete after a failure goes.
  private func attempt(
    _ body: (inout State) throws(SystemError) -> Void
  ) throws(CommandFailure) {
    let error = state.withLock { state -> SystemError? in
      do throws(SystemError) {
        try body(&state)
        return nil
      } catch {
        state.temporary?.remove()
        state = State()
        return error
      }
    }
    if let error { throw failure(error) }
  }

  private func failure(_ error: SystemError) -> CommandFailure {
    if error.code == EINTR { return CommandFailure(.cancelled) }
    guard let path else {
      // Whoever read the output has enough (`| head`).
      return error.code == EPIPE
        ? .readerIsGone : CommandFailure("the standard output: cannot write: \(error)")
    }
    return CommandFailure("\(option): cannot write \(path): \(error)")
  }
}

/// Puts `content` into an existing file, which is as before if that fails.
private func overwrite(_ path: String, with content: [UInt8]) throws(SystemError) {
  var number = open(path, O_RDWR | O_CLOEXEC)
  let isReadable = number >= 0
  if !isReadable { number = open(path, O_WRONLY | O_CLOEXEC) }
  guard number >= 0 else { throw SystemError() }
  defer { close(number) }
  let old = isReadable ? try contents(of: number) : nil
  func put(_ bytes: [UInt8]) throws(SystemError) {
    guard lseek(number, 0, SEEK_SET) == 0 else { throw SystemError() }
    try OutputDescriptor(number).write(bytes)
    guard ftruncate(number, off_t(bytes.count)) == 0, fsync(number) == 0 else {
      throw SystemError()
    }
  }
  do throws(SystemError) {
    try put(content)
  } catch {
    // The old content fits: its space has not been given back.
    if let old { do { try put(old) } catch {} }
    throw error
  }
}

private func overwrite(_ path: String, withContentsOf file: TemporaryFile) throws(SystemError) {
  let number = open(file.path, O_RDONLY | O_CLOEXEC)
  guard number >= 0 else { throw SystemError() }
  defer { close(number) }
  try overwrite(path, with: try contents(of: number))
}
