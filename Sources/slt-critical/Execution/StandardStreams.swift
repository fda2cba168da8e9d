import Foundation

/// The standard streams, past Swift's buffering where order or progress matters.
enum StandardStreams {
  /// Writes all of `text`; a closed pipe ends the program by its signal.
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) throws(CommandFailure) {
    try FileHandle(fileDescriptor: descriptor).writeAll(text, name: "the standard output")
  }

  /// One line of diagnosis on standard error, with the name of the program.
  static func report(_ message: String) {
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    FileHandle.standardError.write(Data("slt-critical: \(line)\n".utf8))
  }

  /// Whether progress on standard error reaches a person.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

extension FileHandle {
  /// Writes all of `text` or fails naming `name`.
  func writeAll(_ text: String, name: String) throws(CommandFailure) {
    try writeAll(Data(text.utf8), name: name)
  }

  /// Writes all of `data` or fails naming `name`.
  func writeAll(_ data: Data, name: String) throws(CommandFailure) {
    do {
      try write(contentsOf: data)
    } catch {
      throw CommandFailure("\(name): cannot write: \(String(cString: strerror(errno)))")
    }
  }
}
