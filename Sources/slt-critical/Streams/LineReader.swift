import SingularLearning

/// Reads lines as they arrive, so that a program at the other end of a pipe gets its answers at once;
/// waiting for input honours limits and interrupts.
///
/// - Complexity: linear in the length of the input, also for long lines.
final class LineReader {
  /// The longest line that is read.
  static let maximumBytes = 64 << 20

  private let file: InputFile
  private let control: ComputationControl
  private var buffer: [UInt8] = []
  private var start = 0
  /// Up to where there is no newline behind `start`.
  private var searched = 0
  private var isAtEnd = false
  /// The number of the line returned last, from 1.
  private(set) var lineNumber = 0

  /// A reader of an open file.
  init(_ file: InputFile, control: ComputationControl) {
    self.file = file
    self.control = control
  }

  /// The next line without its newline, or `nil` at the end.
  func next() throws(CommandFailure) -> String? { try nextLine()?.get() }

  /// The next line, or why it is no text, after which reading can go on; `nil` at the end.
  func nextLine() throws(CommandFailure) -> Result<String, CommandFailure>? {
    while true {
      if let newline = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { (start, searched) = (newline + 1, newline + 1) }
        return decode(buffer[start..<newline])
      }
      searched = buffer.count
      if isAtEnd {
        guard start < buffer.count else { return nil }
        defer { start = buffer.count }
        return decode(buffer[start...])
      }
      try fill()
    }
  }

  private func decode(_ bytes: ArraySlice<UInt8>) -> Result<String, CommandFailure> {
    lineNumber += 1
    let bytes = lineNumber == 1 ? withoutByteOrderMark(bytes) : bytes
    guard let line = String(validating: bytes, as: UTF8.self) else {
      return .failure(CommandFailure("\(file.name):\(lineNumber): expected UTF-8 text"))
    }
    return .success(line)
  }

  private func fill() throws(CommandFailure) {
    if start > 0 {
      buffer.removeFirst(start)
      (start, searched) = (0, searched - start)
    }
    guard buffer.count <= Self.maximumBytes else {
      throw CommandFailure(
        "\(file.name):\(lineNumber + 1): expected lines of at most \(Self.maximumBytes >> 20) MiB")
    }
    do throws(InputFileError) {
      let part = try file.next(control: control)
      isAtEnd = part.isEmpty
      buffer += part
    } catch {
      throw CommandFailure(error, option: nil)
    }
  }
}
