import Foundation

/// Where a result goes: standard output or the file of an option.
struct Destination {
  /// The file, or `nil` for standard output.
  let path: String?
  /// The option that names the file.
  let option: String

  /// Fails early when the file certainly cannot be written, before anything is computed.
  init(path: String?, option: String = "--output") throws(CommandFailure) {
    self.path = path
    self.option = option
    guard let path else { return }
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    {
      throw CommandFailure("\(option): \(path) is a directory, expected a file")
    }
    let parent = (path as NSString).deletingLastPathComponent
    let folder = parent.isEmpty ? "." : parent
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory),
      isDirectory.boolValue
    else {
      throw CommandFailure("\(option): there is no folder \(folder)")
    }
  }

  /// Writes the whole result, ending in a newline.
  func write(_ text: String) throws(CommandFailure) {
    try withHandle { handle throws(CommandFailure) in
      try handle.writeAll(text.hasSuffix("\n") ? text : text + "\n", name: name)
    }
  }

  /// Writes bytes.
  func write(_ data: Data) throws(CommandFailure) {
    try withHandle { handle throws(CommandFailure) in try handle.writeAll(data, name: name) }
  }

  /// Opens the destination, for results that grow line by line.
  func withHandle(_ body: (FileHandle) throws(CommandFailure) -> Void) throws(CommandFailure) {
    guard let path else { return try body(.standardOutput) }
    guard FileManager.default.createFile(atPath: path, contents: nil),
      let handle = FileHandle(forWritingAtPath: path)
    else {
      throw CommandFailure("\(option): cannot write \(path): \(String(cString: strerror(errno)))")
    }
    try body(handle)
    try? handle.close()
  }

  /// The destination in messages.
  var name: String { path ?? "the standard output" }
}
