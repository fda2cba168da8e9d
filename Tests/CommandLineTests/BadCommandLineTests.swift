import AlgebraTestSupport
import Testing

/// A command line that must fail with exit status 2, one line on standard error that contains
/// `fragment`, and nothing on standard output.
struct BadCommandLine: Sendable, CustomTestStringConvertible {
  var arguments: String
  var input: String
  var fragment: String

  init(_ arguments: String, _ fragment: String, input: String = "") {
    self.arguments = arguments
    self.fragment = fragment
    self.input = input
  }

  var testDescription: String { arguments + (input.isEmpty ? "" : " < \(input)") }

  func check() throws {
    let outcome = try CommandLineTool.run(arguments, input: input)
    #expect(outcome.status == 2 && !outcome.wasSignalled)
    #expect(outcome.output.isEmpty, "standard output: \(outcome.output)")
    #expect(outcome.errorLines.count == 1, "standard error: \(outcome.errors)")
    #expect(outcome.errors.hasPrefix("slt-critical: "))
    #expect(outcome.errors.contains(fragment), "standard error: \(outcome.errors)")
  }
}

@Suite struct BadCommandLineTests {
  @Test(arguments: [
    BadCommandLine("", "expected a spec file, '-' or --widths"),
    BadCommandLine("dimension", "expected a spec file, '-' or --widths"),
    BadCommandLine("--nonsense", "Unknown option '--nonsense'"),
    BadCommandLine("dimenson", "dimenson: there is neither a file nor a command of this name"),
    BadCommandLine(
      "no/such/file.yaml", "no/such/file.yaml: expected a readable file, found no such file"),
    BadCommandLine("./examples", "./examples: expected a readable file, found a directory"),
    BadCommandLine("a.yaml b.yaml", "Unexpected argument 'b.yaml'"),
    BadCommandLine("a.yaml --widths 2,3,1 --degree 3", "a spec or --widths, not both"),
    BadCommandLine("--widths 2,x,1 --degree 3", "expected integers separated by commas"),
    BadCommandLine("--widths 2,,1 --degree 3", "expected integers separated by commas"),
    BadCommandLine("--widths 2,3,1", "--widths needs --degree, --degrees or --activation"),
    BadCommandLine("--widths", "Missing value for '--widths"),
    BadCommandLine("--widths 2 --degree 3", "at least 2 widths"),
    BadCommandLine("--widths 2,0,1 --degree 3", "every width must be at least 1"),
    BadCommandLine("--widths 2,-3,1 --degree 3", "every width must be at least 1"),
    BadCommandLine("--widths 2,3,1 --degree 0", "degree 0, but it must be at least 1"),
    BadCommandLine("--widths 2,3,1 --degree three", "'three' is invalid for '--degree"),
    BadCommandLine("--widths 2,3,1 --degree 2.5", "'2.5' is invalid for '--degree"),
    BadCommandLine("--widths 2,3,1 --degrees 3,3", "1 hidden layer"),
    BadCommandLine("--widths 2,3,1 --degree 3 --degrees 3", "one of --degree, --degrees"),
    BadCommandLine("--widths 2,3,1 --degree 3 --activation hermite:3", "one of --degree"),
    BadCommandLine("--activation hermite:3", "need --widths"),
    BadCommandLine("a.yaml --bias", "need --widths"),
    BadCommandLine("--widths 2,3,1 --activation swish", "expected monomial:3, hermite:3"),
    BadCommandLine("--widths 2,3,1 --activation monomial:0", "monomial:3, hermite:3 or"),
    BadCommandLine("--widths 2,3,1 --activation polynomial:1,x", "'x'"),
    BadCommandLine("--widths 2,3,1 --activation polynomial:1,1/0", "'1/0'"),
    BadCommandLine("--widths 2,3,1 --activation polynomial:1", "degree 0"),
    BadCommandLine("--widths 2,3,1 --activation hermite:1001", "1000"),
    BadCommandLine("--widths 2,3,1 --activation monomial:2,3", "1 hidden layer"),
    BadCommandLine("--widths 2,3,1 --activation hermite", "found 'hermite'"),
    BadCommandLine("--degree 3", "need --widths"),
    BadCommandLine("--widths 9223372036854775807,3,1 --degree 2", "more parameters"),
    BadCommandLine("--widths 99999999999999999999,3,1 --degree 2", "expected integers"),
    BadCommandLine("--widths 2,2,2,1 --degree 9223372036854775807", "64-bit"),
    BadCommandLine("--widths 2,3,1 --degree 3 --format xml", "'xml' is invalid for '--format"),
    BadCommandLine("--widths 2,3,1 --degree 3 --json --format text", "contradicts"),
    BadCommandLine("--widths 2,3,1 --degree 3 --seed minus", "'minus' is invalid for '--seed"),
    BadCommandLine(
      "--widths 2,3,1 --degree 3 --seed 18446744073709551616", "is invalid for '--seed"),
    BadCommandLine("--widths 2,3,1 --degree 3 --output no/such/folder/x", "there is no folder"),
    BadCommandLine("--widths 2,3,1 --degree 3 --output examples", "is a directory"),
    BadCommandLine(
      "dimension --batch no-such-list", "no-such-list: expected a readable file, found no such file"
    ),
    BadCommandLine(
      "dimension --batch examples", "examples: expected a readable file, found a directory"),
    BadCommandLine("dimension --batch - --widths 2,3,1 --degree 2", "--batch or a network"),
    BadCommandLine("dimension --batch - --format text", "--batch prints JSON lines"),
    BadCommandLine("jacobian --widths 2,3,1 --degree 3 --export maple", "'maple' is invalid for"),
    BadCommandLine("jacobian --widths 2,3,1 --degree 3 --export", "Missing value for '--export"),
    BadCommandLine("jacobian --widths 2,3,1 --degree 3 --export sage --json", "it has no --format"),
    BadCommandLine("analyze --widths 2,3,1 --degree 3", "expected weights"),
    BadCommandLine("reduce examples/shallow-cubic.yaml", "expected weights"),
    BadCommandLine("analyze examples/shallow-cubic.yaml --weights no-such-file", "no such file"),
    BadCommandLine(
      "reduce examples/shallow-cubic.yaml --weights examples/training-run", "expected one file"),
    BadCommandLine("analyze examples/shallow-cubic.yaml --weights a.npy", "a.npy: expected a"),
    BadCommandLine("reduce examples/shallow-cubic.yaml --weights a.npz", "no such file"),
    BadCommandLine("analyze - --weights -", "cannot both be read from standard input"),
    BadCommandLine(
      "sample --widths 2,2,1 --degree 3 --picture no/such/folder/x", "--picture: there"),
    BadCommandLine(
      "sample --widths 2,2,1 --degree 3 --picture examples", "--picture: examples is a"),
    BadCommandLine("landscape --widths 2,2,1 --degree 3 --first u.json", "belong together"),
    BadCommandLine("landscape --widths 2,2,1 --degree 3 --range 2", "expected two numbers"),
    BadCommandLine("landscape --widths 2,2,1 --degree 3 --range=2,1", "the second one larger"),
    BadCommandLine("landscape --widths 2,2,1 --degree 3 --cells 1", "--cells must be between"),
    BadCommandLine("landscape --widths 1,1 --degree 1", "a single parameter"),
    BadCommandLine(
      "landscape --widths 2,2,1 --degree 3 --first no-u --second no-v", "--first: no-u"),
    BadCommandLine(
      "landscape --widths 2,2,1 --degree 3 --teacher-widths 3,1,1", "other inputs or outputs"),
    BadCommandLine("dimension --kernel --widths 2,3,1 --degree 3", "Unknown option '--kernel'"),
    BadCommandLine("analyze --widths 2,3,1 --degree 3 --weights -", "weights", input: "[1, 2"),
  ])
  func oneLineAndStatusTwo(line: BadCommandLine) throws { try line.check() }
}
