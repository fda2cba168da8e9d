import Foundation
import SingularLearning
import Synchronization

/// A file of finished results, one a line, that outlives its program: what has been written is there
/// when the file is opened again, and a line that was cut off is taken out.
///
/// One process at a time has it open.
final class LineJournal: Sendable {
  /// The lines that the file had, without the header.
  let lines: [JournalLine]
  /// The file.
  let path: String
  private let option: String
  private let file: OpenFile
  /// Where the last complete line ends.
  private let end: Mutex<Int>

  /// Opens or creates the file.
  ///
  /// - Parameter header: The first line, which tells what the results belong to; a file with another one
  ///   is refused with `mismatch`.
  init(
    path: String, option: String, header: String? = nil, mismatch: String = ""
  ) throws(CommandFailure) {
    func failure(_ error: SystemError = SystemError()) -> CommandFailure {
      CommandFailure("\(option): cannot write \(path): \(error)")
    }
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o666)
    guard number >= 0 else { throw failure() }
    self.path = path
    self.option = option
    file = OpenFile(number)
    var status = stat()
    guard fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CommandFailure("\(option): \(path) is no regular file, expected one")
    }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw CommandFailure("\(option): another program is writing to \(path)")
    }
    let content: [UInt8]
    do throws(SystemError) {
      content = try contents(of: number)
    } catch {
      throw CommandFailure("\(option): cannot read \(path): \(error)")
    }
    let start = Array((header.map { $0 + "\n" } ?? "").utf8)
    let isNew = content.count < start.count && start.starts(with: content)
    guard isNew || content.starts(with: start) else { throw CommandFailure(mismatch) }
    let parts = isNew ? (rest: [], end: 0) : Self.complete(content)
    lines = try JournalLine.lines(
      of: content[min(start.count, parts.end)..<parts.end] + parts.rest, in: path,
      option: option, first: header == nil ? 1 : 2)
    end = Mutex(parts.end)
    guard ftruncate(number, off_t(parts.end)) == 0, lseek(number, 0, SEEK_END) >= 0 else {
      throw failure()
    }
    if isNew, !start.isEmpty { try append(start) }
    if !parts.rest.isEmpty { try append(parts.rest) }
  }

  /// Where the last line with a newline ends, and what follows if it is a line that lacks but this.
  private static func complete(_ content: [UInt8]) -> (rest: [UInt8], end: Int) {
    let end = content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let rest = content[end...]
    guard !rest.isEmpty, rest.first == UInt8(ascii: "{") else { return ([], end) }
    do {
      // An object that was cut off is no JSON.
      _ = try JSONSerialization.jsonObject(with: Data(rest))
      return (rest + [UInt8(ascii: "\n")], end)
    } catch {
      return ([], end)
    }
  }

  /// Adds a line; if it cannot be written nothing of it stays.
  func append(line: String) throws(CommandFailure) { try append(Array((line + "\n").utf8)) }

  private func append(_ bytes: [UInt8]) throws(CommandFailure) {
    let error = end.withLock { end -> SystemError? in
      do throws(SystemError) {
        try OutputDescriptor(file.number).write(bytes)
        end += bytes.count
        return nil
      } catch {
        _ = ftruncate(file.number, off_t(end))
        _ = lseek(file.number, 0, SEEK_END)
        return error
      }
    }
    if let error {
      throw error.code == EINTR
        ? CommandFailure(.cancelled) : CommandFailure("\(option): cannot write \(path): \(error)")
    }
  }

  /// Has everything reach the disk.
  func synchronize() throws(CommandFailure) {
    guard fsync(file.number) == 0 else {
      throw CommandFailure("\(option): cannot write \(path): \(SystemError())")
    }
  }
}

/// A line of a journal with its place.
struct JournalLine {
  /// The line, without newline.
  let text: String
  /// File and number, as messages name them.
  let place: String

  /// The lines of a file that are not empty.
  ///
  /// - Throws: for a line that is not UTF-8: it was damaged, and leaving it out would lose a result.
  static func lines(
    of content: some Sequence<UInt8>, in file: String, option: String, first: Int = 1
  ) throws(CommandFailure) -> [JournalLine] {
    var lines: [JournalLine] = []
    let parts = withoutByteOrderMark(Array(content)[...])
      .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() where !part.isEmpty {
      let place = "\(option): \(file):\(index + first)"
      guard let text = String(validating: part, as: UTF8.self) else {
        throw CommandFailure("\(place): expected a line in UTF-8; repair or remove it")
      }
      lines.append(JournalLine(text: text, place: place))
    }
    return lines
  }

  /// The value that the line holds.
  func decoded<Value: Decodable>(as type: Value.Type, kind: String) throws(CommandFailure) -> Value
  {
    do {
      if repeatedKey(inJSON: text.utf8) != nil { throw CocoaError(.coderReadCorrupt) }
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      return try decoder.decode(type, from: Data(text.utf8))
    } catch {
      throw CommandFailure("\(place): expected \(kind) as JSON; repair or remove the line")
    }
  }
}

/// A value as one line of JSON.
func encodedLine(_ value: some Encodable) throws(CommandFailure) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  do {
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  } catch {
    throw CommandFailure("a result has no JSON form: \(error)")
  }
}
