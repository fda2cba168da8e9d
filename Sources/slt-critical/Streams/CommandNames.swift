import ArgumentParser
import Foundation
import SingularLearning
import Synchronization

/// The commands and options that there are, for messages about others.
///
/// The parser takes the value of an option that it does not know for a spec, and a command that it does not
/// know for the default one; what it says then is beside the point.
enum CommandNames {
  /// The command that has all others, which `register` names when the program starts.
  private static let registered = Mutex<(any ParsableCommand.Type)?>(nil)

  /// Names the command that has all others.
  static func register(_ root: any ParsableCommand.Type) { registered.withLock { $0 = root } }

  /// The command that has all others.
  static var root: any ParsableCommand.Type {
    guard let root = registered.withLock({ $0 }) else {
      contractViolation("no command is registered")
    }
    return root
  }

  /// Fails with the right message if a command line that cannot be parsed has an unknown command or option.
  static func check(_ arguments: [String]) throws(CommandFailure) {
    let command = command(arguments)
    if command == nil, let word = arguments.first { try refuse(word) }
    let names = optionNames(of: command)
    for argument in arguments.prefix(while: { $0 != "--" }) where isOption(argument) {
      let name = String(argument.prefix { $0 != "=" })
      if !names.contains(name) {
        let best = nearest(to: name, among: names.filter { $0.hasPrefix("--") })
        let advice = best.map { ". Did you mean '\($0)'?" } ?? ""
        throw CommandFailure(
          "Unknown option '\(name)'\(advice) (see 'slt-critical --help')")
      }
    }
  }

  /// Fails if help is asked for a command that there is not.
  static func checkHelp(_ arguments: [String]) throws(CommandFailure) {
    let word = arguments.first == "help" ? arguments.dropFirst().first : arguments.first
    guard let word, !word.hasPrefix("-"), word != "help", !all.contains(word) else { return }
    if arguments.first == "help" { throw unknown(word) }
    try refuse(word)
  }

  /// The command that a misspelt word may stand for.
  static func suggestion(for word: String) -> String? { nearest(to: word, among: all) }

  private static var all: [String] {
    root.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func command(_ arguments: [String]) -> String? {
    arguments.first.flatMap { all.contains($0) ? $0 : nil }
  }

  /// Fails if a word in the place of a command or spec is neither.
  private static func refuse(_ word: String) throws(CommandFailure) {
    let isName = word.first?.isLetter == true && word.allSatisfy { $0.isLetter || $0 == "-" }
    if isName, !FileManager.default.fileExists(atPath: word) { throw unknown(word) }
  }

  private static func unknown(_ word: String) -> CommandFailure {
    CommandFailure(
      "\(word): there is neither a file nor a command of this name"
        + (suggestion(for: word).map { "; did you mean '\($0)'?" } ?? ""))
  }

  /// Whether an argument has the form of an option, and not of a negative number.
  private static func isOption(_ argument: String) -> Bool {
    argument.hasPrefix("--")
      || (argument.count == 2 && argument.hasPrefix("-") && argument.last?.isLetter == true)
  }

  /// The options of a command, by default those of a bare spec.
  private static func optionNames(of command: String?) -> [String] {
    let configuration = root.configuration
    let type =
      configuration.subcommands.first { $0.configuration.commandName == command }
      ?? configuration.defaultSubcommand
    guard let type else { return [] }
    do {
      let help = try JSONDecoder().decode(Help.self, from: Data(type._dumpHelp().utf8))
      return help.command.optionNames
        + ["--help", "-h", "--version", "--generate-completion-script"]
    } catch {
      return []
    }
  }

  /// What the parser tells of a command, as far as it is used.
  private struct Help: Decodable {
    struct Command: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable {
          var kind: String
          var name: String
        }
        var names: [Name]?
      }
      var arguments: [Argument]?

      var optionNames: [String] {
        (arguments ?? []).flatMap { $0.names ?? [] }
          .map { ($0.kind == "long" ? "--" : "-") + $0.name }
      }
    }
    var command: Command
  }

  private static func nearest(to word: String, among names: [String]) -> String? {
    names.map { (name: $0, distance: editDistance($0, word)) }
      .filter { $0.distance <= max(1, min(2, word.count / 3)) }
      .min { $0.distance < $1.distance }?.name
  }
}

/// The number of characters to insert, remove or replace to make one word of another.
private func editDistance(_ a: String, _ b: String) -> Int {
  let (a, b) = (Array(a.utf8.prefix(64)), Array(b.utf8.prefix(64)))
  var row = Array(0...b.count)
  for i in a.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let replaced = diagonal + (a[i] == b[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[b.count]
}
