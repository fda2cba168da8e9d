// Writes the manual page slt-critical(1) in mdoc to standard output, from the description of the commands
// that the tool itself gives.
//
// usage: slt-critical --experimental-dump-help | examples/run scripts/generate-manual.swift
import Foundation

struct Manual: Decodable {
  var command: Command
}

struct Command: Decodable {
  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [Command]?
}

struct Argument: Decodable, Hashable {
  struct Name: Decodable, Hashable {
    var kind: String
    var name: String
  }
  var kind: String
  var names: [Name]?
  var valueName: String?
  var abstract: String?
  var defaultValue: String?
  var allValues: [String]?
  var isOptional: Bool
  var shouldDisplay: Bool

  /// Whether a name of `other` is one of this argument too; without names both must have none.
  func sharesName(with other: Argument) -> Bool {
    guard let names, let theirs = other.names else { return names == other.names }
    return !Set(names).isDisjoint(with: theirs)
  }
}

/// Text in which nothing is a macro or an escape.
func escaped(_ text: String) -> String {
  let safe = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
  return safe.hasPrefix(".") || safe.hasPrefix("'") ? "\\&" + safe : safe
}

/// Prints running text: every sentence on a line of its own, long ones broken, as mdoc wants it.
func printText(_ text: String) {
  let sentences = text.replacing(/([^.][.!?]) +/, with: { "\($0.output.1)\n" })
  for sentence in sentences.split(separator: "\n") {
    var line = ""
    for word in sentence.split(separator: " ") {
      if !line.isEmpty, line.count + word.count > 70 {
        print(escaped(line))
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    print(escaped(line))
  }
}

/// An argument of a macro: quoted, so that punctuation and macro names in it are plain text.
func quoted(_ text: String) -> String { "\"" + escaped(text).replacing("\"", with: "\\(dq") + "\"" }

/// The paragraphs of a discussion; those with a heading are `EXAMPLES`, `EXIT STATUS` and the like.
func paragraphs(_ discussion: String?) -> [(heading: String?, lines: [String])] {
  (discussion ?? "").components(separatedBy: "\n\n").filter { !$0.isEmpty }.map { text in
    var lines = text.components(separatedBy: "\n")
    let isHeading = lines.count > 1 && lines[0].allSatisfy { $0.isUppercase || $0 == " " }
    let heading = isHeading ? lines.removeFirst() : nil
    return (heading, lines.map { isHeading ? String($0.trimmingPrefix("  ")) : $0 })
  }
}

func printLiteral(_ lines: [String]) {
  print(".Bd -literal -offset indent")
  for line in lines { print(escaped(line)) }
  print(".Ed")
}

/// The terms of a list of options, such as `--json` or `--seed seed`.
func term(_ argument: Argument) -> String {
  let value = argument.valueName.map { " Ar \(quoted($0))" } ?? ""
  guard let names = argument.names else { return ".It Ar \(quoted(argument.valueName ?? ""))" }
  let spelled = names.map { "Fl \(quoted(($0.kind == "long" ? "-" : "") + $0.name))" }
  return ".It " + spelled.joined(separator: " , ") + (argument.kind == "option" ? value : "")
}

func printArguments(_ arguments: [Argument]) {
  guard !arguments.isEmpty else { return }
  print(".Bl -tag -width Ds")
  for argument in arguments {
    print(term(argument))
    var text = argument.abstract ?? ""
    if let values = argument.allValues, !text.contains(values.joined(separator: ", ")) {
      text += " One of " + values.joined(separator: ", ") + "."
    }
    if argument.kind == "option", let value = argument.defaultValue {
      text += " The default is \(value)."
    }
    printText(text)
  }
  print(".El")
}

let data = FileHandle.standardInput.readDataToEndOfFile()
let root = try JSONDecoder().decode(Manual.self, from: data).command
let commands = (root.subcommands ?? []).filter { $0.commandName != "help" }
func arguments(_ command: Command) -> [Argument] {
  (command.arguments ?? []).filter(\.shouldDisplay)
}

// What most commands share is described once.
let counts = Dictionary(commands.flatMap(arguments).map { ($0, 1) }, uniquingKeysWith: +)
var shared: [Argument] = []
for argument in commands.flatMap(arguments)
where counts[argument, default: 0] > commands.count / 2 && !shared.contains(argument) {
  shared.append(argument)
}

/// Now, or the time that a reproducible build asks for.
let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
let date = epoch.map { Date(timeIntervalSince1970: $0) } ?? Date()

print(
  """
  .Dd \(date.formatted(.verbatim("\(month: .wide) \(day: .defaultDigits), \(year: .defaultDigits)", locale: Locale(identifier: "en_US_POSIX"), timeZone: .gmt, calendar: Calendar(identifier: .gregorian))))
  .Dt SLT\\-CRITICAL 1
  .Os
  .Sh NAME
  .Nm slt\\-critical
  .Nd \(escaped((root.abstract ?? "").trimmingCharacters(in: ["."])))
  .Sh SYNOPSIS
  .Nm
  .Op Ar command
  .Op Ar options
  .Op Ar spec
  .Sh DESCRIPTION
  """)
let sections = paragraphs(root.discussion)
for (index, paragraph) in sections.filter({ $0.heading == nil }).enumerated() {
  if index > 0 { print(".Pp") }
  printText(paragraph.lines.joined(separator: " "))
}
print(".Sh COMMANDS")
for command in commands {
  print(".Ss \(quoted(command.commandName))")
  printText(command.abstract ?? "")
  let own = arguments(command).filter { !shared.contains($0) }
  let missing = shared.filter { argument in
    !arguments(command).contains { $0.kind == argument.kind && $0.sharesName(with: argument) }
  }
  for paragraph in paragraphs(command.discussion) {
    print(".Pp")
    if paragraph.heading == "EXAMPLES" {
      print("Examples:")
      printLiteral(paragraph.lines)
    } else {
      printText(paragraph.lines.joined(separator: " "))
    }
  }
  if !missing.isEmpty {
    let names = missing.map { $0.names?.last.map { "--\($0.name)" } ?? $0.valueName ?? "" }
    print(".Pp")
    // In two lines, as none may be longer than 80 bytes.
    printText("Not accepted here:")
    printText(names.joined(separator: ", ") + ".")
  }
  if !own.isEmpty {
    print(".Pp\nOptions of its own:")
    printArguments(own)
  }
}
print(".Sh OPTIONS\nThese are accepted by all commands that do not say otherwise.")
printArguments(shared)
// The conventional order has the examples last.
let headed = sections.filter { $0.heading != nil }
for (heading, lines) in headed.filter({ $0.heading != "EXAMPLES" })
  + headed.filter({ $0.heading == "EXAMPLES" })
{
  print(".Sh \(heading ?? "")")
  printLiteral(lines)
}
