import AlgebraTestSupport
import Testing

@Suite struct HelpTests {
  private static let commands = [
    "report", "dimension", "jacobian", "analyze", "reduce", "compare", "locus", "strata",
    "verify", "threshold", "ideal", "sample", "descend", "label-noise", "landscape",
    "learning-coefficient", "sweep",
  ]

  @Test func helpNamesTheCommandsAndNoOthers() throws {
    let outcome = try CommandLineTool.run("--help")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let part = try #require(outcome.output.split(separator: "SUBCOMMANDS:\n").last)
    let listed = part.split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }
    #expect(listed.filter { $0 != "See" } == Self.commands)
  }

  @Test(arguments: commands) func everyCommandHasExamples(command: String) throws {
    let outcome = try CommandLineTool.run("\(command) --help")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("EXAMPLES") && outcome.output.contains("slt-critical"))
    let lines = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE: ") }
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(try CommandLineTool.run("help \(command)").output == outcome.output)
  }

  @Test func versionIsPrinted() throws {
    let outcome = try CommandLineTool.run("--version")
    #expect(outcome.status == 0 && outcome.output == "slt-critical 0.1.0\n")
  }
}
