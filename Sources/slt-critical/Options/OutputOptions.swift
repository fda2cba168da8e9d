import ArgumentParser

/// The form of a result.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text
  case json
  case html
  /// JSON on one line, for the jobs of a sweep.
  case jsonLine = "json-line"

  /// Those that are for people to choose.
  static var allValueStrings: [String] { [text, json, html].map(\.rawValue) }
}

/// Where a result goes and in which form; the same for all commands.
struct OutputOptions: ParsableArguments {
  @Option(help: "The form of the result.")
  var format: OutputFormat?

  @Flag(name: .customLong("json"), help: "The same as --format json.")
  var wantsJSON = false

  @Option(
    name: [.customShort("o"), .long],
    help: ArgumentHelp("Write the result to FILE instead of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  @Flag(help: "No progress and no remarks on standard error.")
  var quiet = false

  /// The form asked for.
  var form: OutputFormat { wantsJSON ? .json : format ?? .text }

  func validate() throws {
    if wantsJSON, let format, format != .json {
      throw ValidationError("--json contradicts --format \(format.rawValue)")
    }
    if let output, output.isEmpty {
      throw ValidationError("--output needs the name of a file")
    }
  }
}
