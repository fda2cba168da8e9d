import Foundation

/// The text of the file at `path`, or of standard input for `-`.
func specificationText(
  atPath path: String, maximumBytes: Int
) throws(SpecificationError) -> String {
  let data = try fileContents(atPath: path, maximumBytes: maximumBytes)
  guard let text = String(validating: data, as: UTF8.self) else {
    throw SpecificationError(
      file: path, line: nil, column: nil, path: "", expected: "text in UTF-8", found: "other bytes")
  }
  return text
}

/// The bytes of the file at `path`, or of standard input for `-`.
///
/// Never reads more than one byte beyond the limit, so that endless files end.
func fileContents(atPath path: String, maximumBytes: Int) throws(SpecificationError) -> Data {
  func failure(_ expected: String, _ found: String) -> SpecificationError {
    SpecificationError(
      file: path, line: nil, column: nil, path: "", expected: expected, found: found)
  }
  var isDirectory: ObjCBool = false
  if path != "-" {
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw failure("a readable file", "no such file")
    }
    if isDirectory.boolValue { throw failure("a readable file", "a directory") }
  }
  guard
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
  else { throw failure("a readable file", "one that may not be read") }
  let data: Data
  do {
    data = try handle.read(upToCount: maximumBytes + 1) ?? Data()
  } catch {
    throw failure("a readable file", "a read error")
  }
  guard data.count <= maximumBytes else {
    throw failure("a file of at most \(maximumBytes >> 20) MiB", "a larger one")
  }
  return data
}
