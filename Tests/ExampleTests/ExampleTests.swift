import AlgebraTestSupport
import Foundation
import Testing

/// Runs what `examples/` shows and compares it with the outputs recorded in `examples/expected`;
/// `scripts/record-examples.sh` records them anew.
@Suite struct ExampleTests {
  private static func names(_ pathExtension: String) -> [String] {
    let folder = CommandLineTool.root.appending(path: "examples").path
    return (try? FileManager.default.contentsOfDirectory(atPath: folder))?
      .filter { $0.hasSuffix("." + pathExtension) }.sorted() ?? []
  }

  private func expected(_ name: String) throws -> String {
    let file = CommandLineTool.root.appending(path: "examples/expected/\(name).txt")
    return try String(contentsOf: file, encoding: .utf8)
  }

  @Test func thereAreExamples() {
    #expect(Self.names("yaml").count >= 5 && Self.names("swift").count >= 10)
  }

  @Test(arguments: names("yaml")) func specGivesTheRecordedReport(name: String) throws {
    let outcome = try CommandLineTool.run(["examples/\(name)"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output == (try expected(name)))
  }

  @Test(arguments: names("safetensors")) func weightsGiveTheRecordedReports(name: String) throws {
    let weights = "examples/\(name)"
    let spec = weights.replacing(".safetensors", with: ".yaml")
    let outputs = try ["analyze", "reduce"].map {
      try CommandLineTool.run([$0, spec, "--weights", weights]).output
    }
    #expect(outputs.joined() == (try expected(name)))
  }

  @Test(arguments: names("swift")) func scriptGivesTheRecordedOutput(name: String) throws {
    let outcome = try CommandLineTool.shell("examples/run examples/\(name)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == (try expected(name)))
    let text = try String(
      contentsOf: CommandLineTool.root.appending(path: "examples/\(name)"), encoding: .utf8)
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 80)
  }

  @Test func errorsOfAScriptAreShownPlainly() throws {
    let scratch = try ScratchFolder()
    let script = try scratch.file("wrong.swift", "import SingularLearning\nlet n: Int = \"one\"\n")
    let outcome = try CommandLineTool.shell("examples/run \(script)")
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(
      outcome.errors.contains("wrong.swift:2:14: error: cannot convert value of type 'String'"))
  }

  @Test func aMissingScriptIsNamed() throws {
    let outcome = try CommandLineTool.shell("examples/run nowhere.swift")
    #expect(outcome.status == 2 && outcome.errors == "run: cannot read the script nowhere.swift\n")
  }

  @Test func argumentsReachTheScript() throws {
    let scratch = try ScratchFolder()
    let script = try scratch.file("echo.swift", "print(CommandLine.arguments.dropFirst().joined())")
    let outcome = try CommandLineTool.shell("examples/run \(script) one two")
    #expect(outcome.output == "onetwo\n")
  }
}
