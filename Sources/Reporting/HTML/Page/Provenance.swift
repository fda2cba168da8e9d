/// What makes a report again.
public struct Provenance: Hashable, Sendable {
  /// The name and version of the program.
  public var program: String
  /// The words of the command line after the name of the program.
  public var arguments: [String]

  /// The provenance of a report.
  public init(program: String, arguments: [String]) {
    self.program = program
    self.arguments = arguments
  }

  /// The words of the command for a shell.
  var command: [String] { (["slt-critical"] + arguments).map(shellWord) }
}

/// A word as a POSIX shell has to be told it: quoted unless it consists of harmless characters.
private func shellWord(_ word: String) -> String {
  let isPlain =
    !word.isEmpty
    && word.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".", "/", ",", ":", "=", "+", "@", "%": true
      default: false
      }
    }
  return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
