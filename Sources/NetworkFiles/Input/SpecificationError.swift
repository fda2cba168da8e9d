import Computation
import Networks

/// Why a specification or weights file cannot be used: where, what was expected, and what was found.
public struct SpecificationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file as the caller named it.
  public let file: String
  /// The line, counted from 1, where it is known.
  public let line: Int?
  /// The column, counted from 1 in Unicode scalars, where it is known.
  public let column: Int?
  /// The field, such as `weights[1][0][2]` with positions counted from 0; empty for the whole file.
  public let path: String
  /// What was expected.
  public let expected: String
  /// What was found instead.
  public let found: String

  /// An error at a place.
  package init(
    file: String, line: Int?, column: Int?, path: String, expected: String, found: String
  ) {
    (self.file, self.line, self.column) = (file, line, column)
    (self.path, self.expected, self.found) = (path, expected, found)
  }

  /// One line: `net.yaml:5:7: weights[1][0][2]: expected a number …, found "abc"`.
  public var description: String {
    var place = file
    if let line {
      place += ":\(line)"
      if let column { place += ":\(column)" }
    }
    let field = path.isEmpty ? "" : "\(path): "
    return escapedLine("\(place): \(field)expected \(expected), found \(found)")
  }
}
