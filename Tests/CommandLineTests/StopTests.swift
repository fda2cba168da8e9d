import AlgebraTestSupport
import Foundation
import Testing

/// Limits, interrupts and closed pipes.
@Suite struct StopTests {
  /// A list that takes minutes.
  private static let longList = Array(repeating: "12,40,40,12 3", count: 400).joined(
    separator: "\n")

  /// The one test of `--time-limit` where a computation looks at its limits, with a computation that takes much longer.
  ///
  /// Where limits come from makes no difference after that, so
  /// that other tests stop by memory, whose need is known beforehand.
  @Test func aTimeLimitEndsWithStatusThreeAndWhatIsKnown() throws {
    let outcome = try CommandLineTool.run(
      "dimension --widths 12,40,40,12 --degree 3 --json --time-limit 0.01")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "slt-critical: stopped by the time limit of 0.01 s\n")
    let json = try outcome.json()
    #expect(json["stopped"] as? String == "stopped by the time limit of 0.01 s")
    #expect(json["parameters"] as? Int == 2560)
    #expect(json["dimension"] is NSNull)
  }

  @Test func aMemoryLimitEndsWithStatusThree() throws {
    let outcome = try CommandLineTool.run(
      "dimension --widths 20,70,70,20 --degree 3 --memory-limit 1")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "slt-critical: stopped by the memory limit of 1 MiB\n")
    #expect(outcome.output.contains("not known"))
  }

  @Test func aComputationThatIsTooLargeSaysSo() throws {
    let outcome = try CommandLineTool.run("dimension --widths 60,200,200,60 --degree 3")
    #expect(outcome.status == 3 && outcome.errors.contains("would be 64000 × "))
    #expect(outcome.output.contains("not known, at most 63600"))
  }

  /// The matrix of the second network needs 224 MiB.
  @Test func aLimitEndsABatch() throws {
    let outcome = try CommandLineTool.run(
      "dimension --batch - --memory-limit 150", input: "2,3,1 3\n20,70,70,20 3\n" + Self.longList)
    #expect(outcome.status == 3)
    #expect(try outcome.jsonLines().first?["dimension"] as? Int == 4)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptKeepsPartialResults(signal: Int32) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("lines")
    let running = try CommandLineTool.start(
      ["dimension", "--batch", "-", "--output", path], input: "2,3,1 3\n2,2,1 2\n" + Self.longList)
    // The lines become the file when the program ends.
    try running.wait {
      try FileManager.default.contentsOfDirectory(atPath: scratch.url.path).contains {
        try String(contentsOfFile: scratch.path($0), encoding: .utf8).contains("\n")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    running.send(signal)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && !outcome.wasSignalled)
    #expect(outcome.errors == "slt-critical: interrupted\n")
    let kept = try String(contentsOfFile: path, encoding: .utf8)
    #expect(kept.hasPrefix(#"{"schema": 1, "widths": [2, 3, 1]"#) && kept.hasSuffix("}\n"))
  }

  /// `timeout` signals both a process and its group; the second signal must not cut off the result.
  @Test func aSignalThatArrivesTwiceKeepsTheResult() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let running = try CommandLineTool.start([
      "dimension", "--widths", "20,70,70,20", "--degree", "3", "--output", path,
    ])
    // The output is opened before the computation begins.
    let result = try FileHandle(forReadingFrom: URL(filePath: path))
    running.send(SIGINT)
    // Two signals of one kind can arrive as one.
    running.send(SIGTERM)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.errors == "slt-critical: interrupted\n")
    let text = String(decoding: try result.readToEnd() ?? Data(), as: UTF8.self)
    #expect(text.contains("not known"))
  }

  /// A list that waits for its next line: what was answered stays.
  @Test func anInterruptReachesAReaderThatWaits() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("list")
    #expect(mkfifo(path, 0o600) == 0)
    let running = try CommandLineTool.startShell("exec slt-critical dimension --batch - <'\(path)'")
    let list = try FileHandle(forWritingTo: URL(filePath: path))
    try list.write(contentsOf: Data("2,3,1 3\n".utf8))
    try running.wait { running.outputSoFar.hasSuffix("}\n") }
    running.send(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.errors == "slt-critical: interrupted\n")
    #expect(try outcome.jsonLines().map { $0["dimension"] as? Int } == [4])
    try list.close()
  }

}
