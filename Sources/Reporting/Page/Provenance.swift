/// What makes a report again.
public struct Provenance: Hashable, Sendable {
  /// The name and version of the program.
  public var program: String
  /// The words of the command line after the name of the program.
  public var arguments: [String]

  /// What the page refers to for more.
  public var further: FurtherCommands

  /// The provenance of a report.
  ///
  /// `program`: Its name, a space, and its version.
  public init(
    program: String, arguments: [String], further: FurtherCommands = FurtherCommands()
  ) {
    self.program = program
    self.arguments = arguments
    self.further = further
  }

  /// The program and the command.
  var markup: Markup { .fields(["program": Markup(program), "made again by": commandMarkup]) }

  /// The command in which lines break between words only.
  var commandMarkup: Markup {
    let words = command.map { Markup.span("word", Markup($0)) }
    return .element("code", ["class": "command"], .joined(words, separator: " "))
  }

  /// What the badges mean.
  static var badges: Markup {
    .element("h3", [:], "How results are known") + "\n"
      + .fields([
        .badge("proven"):
          "exact arithmetic over the rational numbers, or a cited theorem whose hypotheses were checked",
        .badge("probabilistic"):
          "random evaluation modulo primes, wrong with at most the probability that is stated",
        .badge("numerical"): "floating-point numbers with the tolerance that is stated",
        .badge("searched"): "a list that may not be complete, and where it was searched",
      ])
  }

  /// The words of the command for a shell.
  var command: [String] {
    (program.split(separator: " ").prefix(1).map(String.init) + arguments).map(shellWord)
  }
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
