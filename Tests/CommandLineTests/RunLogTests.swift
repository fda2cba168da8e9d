import AlgebraTestSupport
import Foundation
import Testing

/// `--log FILE`: what a run tells on its way.
@Suite struct RunLogTests {
  private func events(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test("a search tells its charts, what is decided, and how it ended")
  func locus() throws {
    let folder = try ScratchFolder()
    let path = folder.path("run.jsonl")
    let plain = try CommandLineTool.run("locus --widths 2,2,2,1 --degree 3")
    let outcome = try CommandLineTool.run("locus --widths 2,2,2,1 --degree 3 --log \(path)")
    #expect(outcome.status == 0 && outcome.output == plain.output && outcome.errors.isEmpty)
    let events = try events(path)
    let texts = events.compactMap { $0["what"] as? String }
    #expect(texts.first?.hasPrefix("locus --widths 2,2,2,1") == true)
    #expect(texts.contains { $0.hasPrefix("chart 1 of 3: ") })
    #expect(
      events.count {
        $0["event"] as? String == "decided" && ($0["what"] as? String)?.contains("of 3: ") == true
      } == 3)
    #expect(events.last?["event"] as? String == "ended" && texts.last == "status 0")
    #expect(events.allSatisfy { ($0["memoryMiB"] as? Int ?? 0) > 0 })
    let seconds = events.compactMap { $0["seconds"] as? Double }
    #expect(seconds.count == events.count && seconds == seconds.sorted())
  }

  @Test("runs are added to a log, with limits and failures")
  func endings() throws {
    let folder = try ScratchFolder()
    let path = folder.path("run.jsonl")
    for (arguments, status, text) in [
      (
        "locus --widths 3,3,3,1 --degree 3 --work-limit 50", 3,
        "stopped by the work limit of 50 steps"
      ),
      ("dimension no/such/file", 2, "no such file"),
      ("sweep dimension --widths 2,2,1 --degrees 2 --output \(folder.path("runs"))", 0, "status 0"),
    ] {
      #expect(try CommandLineTool.run("\(arguments) --log \(path)").status == status)
      let last = try #require(events(path).last)
      #expect((last["what"] as? String)?.hasPrefix("status \(status)") == true)
      #expect((last["what"] as? String)?.contains(text) == true, "\(last)")
    }
    #expect(try events(path).count { $0["event"] as? String == "ended" } == 3)
    #expect(try events(path).contains { ($0["what"] as? String)?.hasPrefix("job 0 (") == true })
  }

  @Test("a log that cannot be opened is an error, one that cannot be written any more is a remark")
  func failures() throws {
    try BadCommandLine(
      "dimension --widths 2,2,1 --degree 2 --log no/such/folder/x", "--log: cannot write"
    ).check()
    let outcome = try CommandLineTool.run("dimension --widths 2,2,1 --degree 2 --log /dev/full")
    #expect(outcome.status == 0 && outcome.output.contains("dimension"))
    #expect(outcome.errorLines.count == 1 && outcome.errors.contains("No space left"))
  }
}
