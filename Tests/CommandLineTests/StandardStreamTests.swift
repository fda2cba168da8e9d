import AlgebraTestSupport
import Foundation
import Testing

/// A command that reads the file `FILE` in some option; `text` is a good one.
struct ReadingCommand: Sendable, CustomTestStringConvertible {
  var arguments: String
  var text: String

  init(_ arguments: String, _ text: String) {
    self.arguments = arguments
    self.text = text
  }

  var testDescription: String { arguments }

  func line(_ path: String) -> String {
    "slt-critical " + arguments.replacing("FILE", with: path)
  }

  private static let spec =
    #"{"widths": [2, 1, 1], "activation": {"monomial": 2}, "weights": [[[1, 2]], [[3]]]}"#
  private static let weights = #"{"weights": [[[1, 2]], [[3]]]}"#
  private static let data =
    #"{"inputs": [[1, 0], [0, 1]], "targets": [[1], [2]]}"#

  static let all = [
    ReadingCommand("dimension FILE", spec),
    ReadingCommand("analyze --widths 2,1,1 --degree 2 --weights FILE", weights),
    ReadingCommand("dimension --batch FILE", "2,2,1 3\n"),
    ReadingCommand("ideal FILE", #"{"generators": ["x*y"], "variables": ["x", "y"]}"#),
    ReadingCommand(
      "descend --widths 2,1,1 --degree 2 --runs 1 --steps 5 --data FILE", data),
    ReadingCommand(
      "descend --widths 2,1,1 --degree 2 --runs 1 --steps 5 --teacher FILE", spec),
    ReadingCommand(
      "landscape --widths 2,1,1 --degree 2 --cells 2 --first FILE --second examples/second.json",
      weights),
    ReadingCommand("verify --certificate FILE", certificate),
  ]

  /// What `locus --certificate` writes.
  private static let certificate: String = {
    let outcome = try? CommandLineTool.shell(
      "slt-critical locus --widths 2,2,1 --degree 3 --certificate /dev/fd/3 3>&1 >&2")
    return outcome?.output ?? ""
  }()
}

@Suite struct StandardStreamTests {
  private func shell(_ command: String, in folder: ScratchFolder) throws -> Outcome {
    try CommandLineTool.shell("cd '\(folder.url.path)'; \(command)")
  }

  private func folder(_ command: ReadingCommand) throws -> ScratchFolder {
    let folder = try ScratchFolder()
    _ = try folder.file("file", command.text)
    try FileManager.default.createDirectory(
      atPath: folder.path("examples"), withIntermediateDirectories: true)
    _ = try folder.file("examples/second.json", #"{"weights": [[[0, 1]], [[1]]]}"#)
    return folder
  }

  // MARK: Output

  @Test(arguments: ["2>&-", "2>/dev/full"]) func messagesThatCannotBeWrittenChangeNothing(
    redirection: String
  ) throws {
    let good = try CommandLineTool.shell(
      "slt-critical dimension --widths 2,2,1 --degree 3 \(redirection)")
    #expect(good.status == 0 && good.output.contains("dimension"))
    for arguments in ["no-such.yaml", "dimension --nonsense", "dimension --batch examples"] {
      let bad = try CommandLineTool.shell("slt-critical \(arguments) \(redirection)")
      #expect(bad.status == 2 && bad.output.isEmpty && bad.errors.isEmpty)
    }
    let stopped = try CommandLineTool.shell(
      "slt-critical dimension --widths 20,70,70,20 --degree 3 --memory-limit 150 \(redirection)")
    #expect(stopped.status == 3)
  }

  @Test(
    arguments: [">&-", ">/dev/full"],
    [
      "dimension --widths 2,2,1 --degree 3", "dimension --batch -", "ideal -", "--help",
      "--version",
      "help locus", "locus --help", "--generate-completion-script bash",
      "strata --widths 2,2,1 --degree 3 --export dot", "jacobian --widths 2,2,1 --degree 3",
    ]) func aResultThatCannotBeWrittenIsAnError(redirection: String, arguments: String) throws
  {
    let input = arguments.contains("ideal") ? "x*y" : "2,2,1 3"
    let outcome = try CommandLineTool.shell(
      "timeout 60 slt-critical \(arguments) \(redirection)", input: input)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "slt-critical: the standard output: cannot write: "
        + (redirection == ">&-" ? "Bad file descriptor\n" : "No space left on device\n"))
  }

  @Test func aReaderThatGoesAwayEndsTheProgramQuietly() throws {
    let outcome = try CommandLineTool.shell(
      "(yes 2,2,1 2 | slt-critical dimension --batch -; echo $? >&2) | head -n 1")
    #expect(outcome.output.hasPrefix("{") && outcome.errors == "2\n")
  }

  @Test func aClosedStreamIsNoOtherFile() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      slt-critical locus --widths 2,2,1 --degree 3 --certificate proof -o report <&- >&- 2>&-
      echo $?; slt-critical verify --certificate proof --json -o check <&- >&-; echo $?
      """, in: folder)
    #expect(outcome.output == "0\n0\n")
    let report = try String(contentsOfFile: folder.path("report"), encoding: .utf8)
    #expect(report.hasPrefix("widths (2,2,1)"))
  }

  // MARK: Input

  @Test(arguments: ReadingCommand.all) func everyOptionReadsEveryKindOfFile(
    command: ReadingCommand
  ) throws {
    let folder = try folder(command)
    let expected = try shell(command.line("file"), in: folder)
    #expect(expected.status == 0, "\(expected.errors)")
    let lines = [
      "\(command.line("-")) <file", "cat file | \(command.line("-"))",
      "\(command.line("/dev/stdin")) <file", "cat file | \(command.line("/dev/stdin"))",
      "\(command.line("/dev/fd/3")) 3<file", "(cat file) | \(command.line("/dev/fd/3")) 3<&0",
      "rm -f pipe; mkfifo pipe; (sleep 0.1; cat file >pipe) & \(command.line("pipe"))",
      "(printf '\\357\\273\\277'; cat file) | \(command.line("-"))",
      "ln -sf file link; \(command.line("link"))",
    ]
    for line in lines {
      let outcome = try shell(line, in: folder)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(line): \(outcome.errors)")
      // Only the name of the file may differ.
      #expect(outcome.output.count > 20)
    }
  }

  @Test(arguments: ReadingCommand.all) func everyOptionRefusesWhatCannotBeRead(
    command: ReadingCommand
  ) throws {
    let folder = try folder(command)
    // A folder of weights is a training run.
    let takesFolders = command.arguments.hasPrefix("analyze")
    for (line, fragment) in [
      (
        "\(command.line("examples"))",
        takesFolders
          ? "examples: expected files that end in .safetensors, .npz or .npy, found none"
          : "examples: expected a readable file, found a directory"
      ),
      (
        "\(command.line("nothing/here"))",
        "nothing/here: expected a readable file, found no such file"
      ),
      ("\(command.line("file/x"))", "file/x: expected a readable file, found no such file"),
      (
        "\(command.line("-")) <&-",
        "standard input: expected a readable file, found one that is not open"
      ),
      (
        "\(command.line("-")) <examples",
        "standard input: expected a readable file, found a directory"
      ),
      ("\(command.line("/dev/stdin")) <&-", "/dev/stdin: expected a readable file, found"),
      (
        "\(command.line("/dev/fd/9"))",
        "/dev/fd/9: expected a readable file, found one that is not open"
      ),
      ("printf '\\377\\376' | \(command.line("-"))", "UTF-8"),
    ] {
      let outcome = try shell("timeout 20 sh -c \"\(line)\"", in: folder)
      #expect(outcome.status == 2 && outcome.errorLines.count == 1, "\(line): \(outcome.errors)")
      #expect(outcome.errors.contains(fragment), "\(line): \(outcome.errors)")
    }
  }

  @Test func standardInputIsReadOnce() throws {
    for arguments in [
      "analyze - --weights -", "analyze - --weights /dev/stdin",
      "descend - --runs 1 --steps 2 --teacher /dev/fd/0",
    ] {
      try BadCommandLine(
        arguments, "cannot both be read from standard input",
        input: #"{"widths": [2, 1, 1], "activation": {"monomial": 2}}"#
      ).check()
    }
  }

  @Test(arguments: [
    BadCommandLine(
      "-", "every key only once", input: #"{"widths": [2, 1], "widths": [2, 1]}"#),
    BadCommandLine(
      "analyze --widths 1,1 --degree 1 --weights -", "every key only once",
      input: #"{"weights": [[[1]]], "weights": [[[2]]]}"#),
    BadCommandLine(
      "ideal -", "every key only once, found the key 'generators' twice",
      input: #"{"generators": ["x"], "gener\u0061tors": ["y"]}"#),
    BadCommandLine(
      "descend --widths 1,1 --degree 1 --data -", "every key only once, found 'inputs' twice",
      input: #"{"inputs": [[1]], "targets": [[1]], "inputs": [[2]]}"#),
    BadCommandLine(
      "verify --certificate -", "the key 'b'",
      input: #"{"a": [{"x": {"a": "}{", "b": "\"b\":1", "b": 2}}]}"#),
  ]) func aKeyThatStandsTwiceIsRefused(line: BadCommandLine) throws { try line.check() }

  @Test func aColumnThatStandsTwiceIsRefused() throws {
    let outcome = try CommandLineTool.run(
      "dimension --batch -", input: "architecture,exponent,exponent\n\"[2, 2, 1]\",3,4\n")
    #expect(outcome.status == 2 && !outcome.output.contains("dimension"))
    #expect(outcome.errors.contains("expected one column 'exponent'"))
  }

  @Test func oneLongLineIsReadInLinearTime() throws {
    // A quadratic reader takes minutes for it.
    let outcome = try CommandLineTool.shell(
      "(printf '# '; head -c 60000000 /dev/zero | tr '\\0' a; printf '\\n2,2,1 3') "
        + "| timeout 20 slt-critical dimension --batch -")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try outcome.jsonLines().count == 1)
  }

  // MARK: Words

  @Test func controlCharactersNeverReachATerminal() throws {
    let folder = try ScratchFolder()
    let spec = try folder.file(
      "spec.yaml",
      #"name: "a\e[31m\x9b\u202Eb""# + "\nwidths: [2, 1, 1]\nactivation: {monomial: 2}\n")
    let escape = "\u{1b}"
    func isClean(_ text: String) -> Bool {
      !text.unicodeScalars.contains { ["\u{1b}", "\u{9b}", "\u{202e}", "\u{7}"].contains($0) }
    }
    for arguments in [
      [spec], ["dimension", spec, "--json"], ["strata", spec, "--export", "dot"],
      ["report", spec, "--format", "html"], ["dimension", "no\(escape)[31m"],
      ["dimension", "--widths", "2,2,1", "--degree", escape], ["dimension", "--x\(escape)", spec],
      ["ideal", "\(escape)]0;x\u{7}"], ["dimension", spec, "-o", "no/\(escape)/x"],
      ["help", "\(escape)[31mx"],
    ] {
      let outcome = try CommandLineTool.run(arguments)
      #expect(isClean(outcome.output) && isClean(outcome.errors), "\(arguments)")
      #expect(!(outcome.output + outcome.errors).isEmpty)
    }
    let bad = try CommandLineTool.run("ideal -", input: "x + \(escape)[31m\u{9b}")
    #expect(bad.status == 2 && isClean(bad.errors))
  }

  @Test(arguments: [
    BadCommandLine(
      "help verfy",
      "verfy: there is neither a file nor a command of this name; did you mean 'verify'?"),
    BadCommandLine("verfy --help", "did you mean 'verify'?"),
    BadCommandLine("verfy --widths 2,2,1 --degree 3", "did you mean 'verify'?"),
    BadCommandLine("learning-coeficient", "did you mean 'learning-coefficient'?"),
    BadCommandLine("help help-me", "help-me: there is neither a file nor a command of this name"),
    BadCommandLine(
      "dimension --widths 2,2,1 --degree 3 --nonsense 5", "Unknown option '--nonsense' (see"),
    BadCommandLine(
      "--widths 2,2,1 --degree 3 --outptu x", "Unknown option '--outptu'. Did you mean '--output'?"),
    BadCommandLine("descend --widths 2,2,1 --degree 3 --rums=5 x y", "Did you mean '--runs'?"),
    BadCommandLine("threshold --nonsense 3", "Unknown option '--nonsense'"),
    BadCommandLine("dimension --batch x --nonsense 3", "Unknown option '--nonsense'"),
  ]) func unknownWordsAreNamed(line: BadCommandLine) throws { try line.check() }
}
