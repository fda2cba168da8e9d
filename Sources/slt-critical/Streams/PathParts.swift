import Foundation

/// A path as folder and name, byte by byte. (Foundation traps when it looks for the folder of a name of
/// one character.)
struct PathParts {
  /// What stands before the last slash; `.` if there is none.
  let folder: String
  /// What stands behind it.
  let name: String

  /// The parts of `path`.
  init(_ path: String) {
    let bytes = Array(path.utf8)
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else {
      (folder, name) = (".", path)
      return
    }
    folder = slash == 0 ? "/" : String(decoding: bytes[..<slash], as: UTF8.self)
    name = String(decoding: bytes[(slash + 1)...], as: UTF8.self)
  }

  /// What stands behind the last dot of the name, in lower case; empty if there is none.
  var ending: String {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The path of the file that `path` leads to through symbolic links, whether or not it exists.
  static func resolved(_ path: String) throws(SystemError) -> String {
    var path = path
    // As many links as Linux follows.
    for _ in 0..<40 {
      if let real = realPath(path) { return real }
      guard errno == ENOENT else { throw SystemError() }
      let parts = PathParts(path)
      guard let folder = realPath(parts.folder) else { throw SystemError() }
      var status = stat()
      guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else {
        return (folder == "/" ? "" : folder) + "/" + parts.name
      }
      let target: String
      do {
        target = try FileManager.default.destinationOfSymbolicLink(atPath: path)
      } catch {
        throw SystemError(ENOENT)
      }
      path = target.hasPrefix("/") ? target : folder + "/" + target
    }
    throw SystemError(ELOOP)
  }

  private static func realPath(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
