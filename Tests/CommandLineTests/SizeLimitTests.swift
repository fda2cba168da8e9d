import AlgebraTestSupport
import Foundation
import Testing

/// Sizes beyond what can be handled are refused by name, before anything is allocated, and limits end what
/// is only large.
@Suite struct SizeLimitTests {
  @Test(arguments: [
    BadCommandLine(
      "--widths 2,2,1 --degree 9223372036854775807", "more than the limit of 288230376151711744"),
    BadCommandLine("--widths 2,3000000000,1 --degree 2", "give 9000000000 parameters"),
    BadCommandLine("--widths 2,4294967296,1 --degree 2", "give 12884901888 parameters"),
    BadCommandLine("--widths 40000,1,1 --degree 40000", "may be at most 32768"),
  ])
  func architecturesThatCannotBeHandled(line: BadCommandLine) throws { try line.check() }

  /// The image of (a, b, c, d) ↦ c (a x + b y)^r + d (…)^r has dimension 4 for every r ≥ 3.
  @Test(arguments: [100_000_000, 943_216_999, 1 << 40])
  func aLargeDegreeIsNoLargeComputation(degree: Int) throws {
    let outcome = try CommandLineTool.shell(
      "ulimit -v 2000000; slt-critical dimension --widths 2,2,1 --degree \(degree) --json")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["dimension"] as? Int == 4 && json["ambientDimension"] as? Int == degree + 1)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let text = try CommandLineTool.run("dimension --widths 2,2,1 --degree \(degree)").output
    #expect(text.hasPrefix("widths (2,2,1), activation t^\(degree)\n"))
  }

  @Test func aThousandLayers() throws {
    let widths = Array(repeating: "1", count: 1001).joined(separator: ",")
    let outcome = try CommandLineTool.run("dimension --widths \(widths) --degree 1 --json")
    #expect(outcome.status == 0)
    let json = try outcome.json()
    #expect(json["dimension"] as? Int == 1 && json["fiberDimension"] as? Int == 999)
  }

  /// 2^(10^10) has more digits than fit; the rank modulo a prime is known all the same.
  @Test func exactPowersThatAreTooLongAreRefused() throws {
    let spec =
      #"{"widths":[1,2,1],"activation":{"monomial":10000000000},"weights":[[[1],[2]],[[1,1]]]}"#
    for command in ["analyze -", "reduce -"] {
      let outcome = try CommandLineTool.run(command, input: spec)
      #expect(outcome.status == 3 && !outcome.wasSignalled, "\(command)")
      #expect(outcome.errors.contains("the number of binary digits of an exact power would be"))
    }
    for command in ["report -", "locus -", "strata -"] {
      let outcome = try CommandLineTool.run(command, input: spec)
      #expect(outcome.status == 3 && !outcome.wasSignalled, "\(command)")
      #expect(outcome.errors.contains("would be"), "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    "sample", "descend", "label-noise --samples 2", "descend --teacher-widths 2,1,1",
  ])
  func floatingPointHasALargestDegree(command: String) throws {
    let outcome = try CommandLineTool.run("\(command) --widths 2,2,1 --degree 1000000000")
    #expect(outcome.status == 3 && !outcome.wasSignalled)
    #expect(outcome.errors.contains("the degree of an activation in double precision would be"))
  }

  @Test func anExpansionOnAChartIsEstimatedFirst() throws {
    let outcome = try CommandLineTool.run("locus --widths 3,5,1 --degree 3000 --time-limit 60")
    #expect(outcome.status == 3 && !outcome.wasSignalled)
    #expect(outcome.errors.contains("the number of terms of the network on a chart would be"))
  }

  @Test func theLimitOfChartsIsNamedAndAnOption() throws {
    let few = try CommandLineTool.run("locus --widths 2,2,2,1 --degree 2 --max-charts 2")
    #expect(few.status == 3)
    #expect(
      few.errors
        == "slt-critical: the number of charts would be at least 3, more than the limit of 2\n")
    #expect(try CommandLineTool.run("locus --widths 2,2,1 --degree 2 --max-charts 50").status == 0)
    #expect(
      try CommandLineTool.run("verify --widths 2,2,2,1 --degree 2 --max-charts 2").output
        .contains("at least 3, more than the limit of 2"))
  }

  /// 4^10 nodes for each of a few hundred thousand evaluations.
  @Test func anEstimateWithTooManyNodesIsRefused() throws {
    let rows = (0..<16).map { i in
      "[" + (0..<10).map { "\(($0 * 7 + i * 3) % 5 - 2)" }.joined(separator: ",") + "]"
    }
    let last = Array(repeating: "1", count: 16).joined(separator: ",")
    let spec =
      #"{"widths":[10,16,1],"activation":{"monomial":3},"weights":[["#
      + rows.joined(separator: ",") + "],[[\(last)]]]}"
    let outcome = try CommandLineTool.run(
      "learning-coefficient - --estimate --time-limit 60", input: spec)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("nodes of the exact population loss would be 1048576"))
  }

  /// Refused memory is a message; the address space leaves room for the program but not for the matrix.
  @Test func outOfMemoryIsAMessage() throws {
    let outcome = try CommandLineTool.shell(
      "ulimit -v 900000; slt-critical dimension --widths 20,140,140,20 --degree 3 --threads 1")
    #expect(outcome.status == 3 && !outcome.wasSignalled)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("memory"))
  }

  @Test func manyVariablesAreReadWithinTheMemoryLimit() throws {
    let scratch = try ScratchFolder()
    // The packed exponents of these 60,000 terms would take 300 MB.
    var text = ""
    for k in 0..<60_000 { text += "+x\(k % 5000)*x\((k * 7 + k / 5000) % 5000)" }
    let file = try scratch.file("large.txt", text + "\n")
    let outcome = try CommandLineTool.run(["ideal", file, "--dimension", "--memory-limit", "150"])
    #expect(outcome.status == 3 && !outcome.wasSignalled)
    #expect(outcome.errors == "slt-critical: stopped by the memory limit of 150 MiB\n")
  }

  @Test func limitsOfPolynomialsAreOptions() throws {
    try BadCommandLine("ideal - --max-terms 2", "more than 2 terms", input: "x + y + z").check()
    try BadCommandLine("ideal - --max-length 3", "more than 3 bytes", input: "x + y").check()
  }
}
