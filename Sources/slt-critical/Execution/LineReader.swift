import Foundation
import SingularLearning

/// Reads lines as they arrive, so that a program at the other end of a pipe gets its answers at once;
/// waiting for input honours limits and interrupts.
final class LineReader {
  private let descriptor: Int32
  private let name: String
  private let control: ComputationControl
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// The number of the line returned last, from 1.
  private(set) var lineNumber = 0

  /// A reader of an open file that messages call `name`.
  init(descriptor: Int32, name: String, control: ComputationControl) {
    self.descriptor = descriptor
    self.name = name
    self.control = control
  }

  /// The next line without its newline, or `nil` at the end.
  func next() throws(CommandFailure) -> String? {
    while true {
      if let newline = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = newline + 1 }
        return try decode(buffer[start..<newline])
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return try decode(buffer[start...])
      }
      try fill()
    }
  }

  private func decode(_ bytes: ArraySlice<UInt8>) throws(CommandFailure) -> String {
    lineNumber += 1
    guard let line = String(validating: bytes, as: UTF8.self) else {
      throw CommandFailure("\(name):\(lineNumber): expected UTF-8 text")
    }
    return line
  }

  private func fill() throws(CommandFailure) {
    try awaitInput()
    buffer.removeFirst(start)
    start = 0
    // Only this call returns as soon as some bytes are there.
    let chunk = FileHandle(fileDescriptor: descriptor).availableData
    if chunk.isEmpty { isAtEnd = true }
    buffer += chunk
  }

  private func awaitInput() throws(CommandFailure) {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    do throws(ComputationStopped) {
      repeat { try control.checkpoint() } while poll(&request, 1, 100) == 0
    } catch {
      throw CommandFailure(error)
    }
  }
}
