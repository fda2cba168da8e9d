import Foundation

/// A file of finished results, one a line, that outlives its program: what has been written is there
/// when the file is opened again, and a line that was cut off is taken out.
///
/// One process at a time has it open.
struct LineJournal {
  /// The lines that the file had, without the header.
  let lines: [String]
  /// The file, at its end.
  let handle: FileHandle

  /// Opens or creates the file.
  ///
  /// - Parameter header: The first line, which tells what the results belong to; a file with another one
  ///   is refused with `mismatch`.
  init(
    path: String, option: String, header: String? = nil, mismatch: String = ""
  ) throws(CommandFailure) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw CommandFailure("\(option): cannot write \(path): \(String(cString: strerror(errno)))")
    }
    handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw CommandFailure("\(option): another program is writing to \(path)")
    }
    guard let content = try? handle.readToEnd() ?? Data() else {
      throw CommandFailure("\(option): cannot read \(path)")
    }
    let start = Data((header.map { $0 + "\n" } ?? "").utf8)
    let isNew = content.count < start.count && start.starts(with: content)
    guard isNew || content.starts(with: start) else { throw CommandFailure(mismatch) }

    let end = isNew ? 0 : content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    lines = content[min(start.count, end)..<end].split(separator: UInt8(ascii: "\n"))
      .map { String(decoding: $0, as: UTF8.self) }
    do {
      try handle.truncate(atOffset: UInt64(end))
      if isNew { try handle.write(contentsOf: start) }
    } catch {
      throw CommandFailure("\(option): cannot write \(path): \(error.localizedDescription)")
    }
  }
}
