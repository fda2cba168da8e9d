import AlgebraTestSupport
import Foundation
import Testing

/// Limits, interrupts and closed pipes.
@Suite struct StopTests {
  /// A list that takes minutes.
  private static let longList = Array(repeating: "12,40,40,12 3", count: 400).joined(
    separator: "\n")

  @Test func aTimeLimitEndsWithStatusThreeAndWhatIsKnown() throws {
    let outcome = try CommandLineTool.run(
      "dimension --widths 20,70,70,20 --degree 3 --json --time-limit 0.05")
    #expect(outcome.status == 3)
    #expect(outcome.errors == "slt-critical: stopped by the time limit of 0.05 s\n")
    let json = try outcome.json()
    #expect(json["stopped"] as? String == "stopped by the time limit of 0.05 s")
    #expect(json["parameters"] as? Int == 7700)
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

  @Test func aTimeLimitEndsABatch() throws {
    let outcome = try CommandLineTool.run(
      "dimension --batch - --time-limit 1", input: "2,3,1 3\n" + Self.longList)
    #expect(outcome.status == 3)
    #expect(try outcome.jsonLines().first?["dimension"] as? Int == 4)
  }

  @Test(arguments: [SIGINT, SIGTERM]) func anInterruptKeepsPartialResults(signal: Int32) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("lines")
    let running = try CommandLineTool.start(
      ["dimension", "--batch", "-", "--output", path], input: "2,3,1 3\n2,2,1 2\n" + Self.longList)
    // The lines become the file when the program ends.
    try waitUntil {
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
    Thread.sleep(forTimeInterval: 0.02)
    running.send(SIGINT)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && outcome.errors == "slt-critical: interrupted\n")
    let text = String(decoding: try result.readToEnd() ?? Data(), as: UTF8.self)
    #expect(text.contains("not known"))
  }

  @Test func anInterruptReachesAReaderThatWaits() throws {
    let outcome = try CommandLineTool.shell(
      "(echo 2,3,1 3; sleep 3) | timeout --preserve-status -s INT 1 slt-critical dimension --batch -"
    )
    #expect(outcome.status == 130 && outcome.output.hasPrefix("{"))
  }

  private func waitUntil(_ condition: () throws -> Bool) throws {
    let start = ContinuousClock.now
    while try !condition() {
      try #require(start.duration(to: .now) < .seconds(20))
      Thread.sleep(forTimeInterval: 0.02)
    }
  }
}
