import AlgebraTestSupport
import Foundation
import Testing

/// Text on a terminal fits into its columns; what goes to pipes does not depend on any.
@Suite struct TextWidthTests {
  static let commands = [
    "dimension --widths 2,3,1 --degree 3", "threshold --widths 2,2,1",
    "strata --widths 2,2,1 --degree 3", "locus --widths 2,2,2 --degree 2 --check slices",
    "verify --widths 2,2,1 --degree 3", "analyze examples/deep-redundant.yaml",
    "analyze examples/trained-network.yaml --weights examples/trained-network.safetensors",
    "examples/deep-redundant.yaml", "jacobian --widths 2,1,1 --degree 2",
    "sample --widths 2,2,1 --degree 3 --points 3",
    "descend --widths 2,2,1 --degree 3 --teacher-widths 2,1,1 --runs 3",
    "landscape --widths 2,2,1 --degree 3 --cells 6",
    "learning-coefficient examples/deep-redundant.yaml",
    "label-noise --widths 2,2,1 --degree 3 --samples 2",
  ]

  /// Standard output on a terminal with so many columns.
  private func onTerminal(_ command: String, columns: Int) throws -> [String] {
    let outcome = try CommandLineTool.shell(
      "script -qec 'stty cols \(columns) rows 50; slt-critical \(command) --quiet' /dev/null")
    #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.output)")
    return outcome.output.split(whereSeparator: \.isNewline).map(String.init)
  }

  @Test(arguments: commands) func narrowTerminals(command: String) throws {
    for columns in [40, 80, 100] {
      for line in try onTerminal(command, columns: columns) {
        #expect(line.count <= columns, "\(columns): \(line)")
      }
    }
  }

  @Test(arguments: ["threshold --widths 2,2,1", "strata --widths 2,2,1 --degree 3"])
  func noWordIsLost(command: String) throws {
    func words(_ lines: [String]) -> [String: Int] {
      let words = lines.flatMap { $0.split(separator: " ") }.filter {
        !$0.allSatisfy { "-=".contains($0) }
      }
      return Dictionary(words.map { (String($0), 1) }, uniquingKeysWith: +)
    }
    let piped = try CommandLineTool.run(command).output
    let lines = piped.split(separator: "\n").map(String.init)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(words(try onTerminal(command, columns: 80)) == words(lines))
    // Whatever the variables of a terminal say.
    let other = try CommandLineTool.shell("COLUMNS=50 slt-critical \(command) | cat")
    #expect(other.output == piped)
  }

  @Test func searchesShowTheirProgressOnATerminal() throws {
    let command = "slt-critical locus --widths 2,2,2 --degree 2"
    let shown = try CommandLineTool.shell("script -qec '\(command)' /dev/null").output
    let progress = try #require(
      shown.firstMatch(of: /\[[#.]+\] 0\/(\d+) charts, (\d+) open, \d+ pieces found/))
    #expect(progress.output.1 == progress.output.2)
    // Removed before the result, which is the same.
    let result = try #require(shown.components(separatedBy: "\u{1b}[K").last)
    #expect(result.contains("Critical locus") || result.contains("generic rank"))
    for quiet in ["script -qec '\(command) --quiet' /dev/null", "\(command) 2>&1"] {
      #expect(!(try CommandLineTool.shell(quiet).output.contains("open")))
    }
  }
}
