import AlgebraTestSupport
import Foundation
import Testing

/// Files to which results are added, under damage and on full disks.
@Suite struct SweepJournalTests {
  private static let sweep =
    "slt-critical sweep dimension --widths 2,2..3,1 --degrees 2..3 --output runs --quiet"
  private static let descend =
    "slt-critical descend --widths 2,2,1 --degree 3 --steps 8 --resume journal --quiet"

  private func shell(_ command: String, in folder: ScratchFolder) throws -> Outcome {
    try CommandLineTool.shell("cd '\(folder.url.path)'; \(command)")
  }

  private func text(_ name: String, in folder: ScratchFolder) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  @Test(arguments: [#"\377"#, #"{"job": 0}"#, #"no JSON"#, #"{"job": 0, "job": 1}"#])
  func aDamagedLineIsNamedAndNothingIsLost(line: String) throws {
    let folder = try ScratchFolder()
    #expect(try shell(Self.sweep, in: folder).status == 0)
    let before = try text("runs/results.jsonl", in: folder)
    #expect(before.split(separator: "\n").count == 4)
    let outcome = try shell(
      "printf '\(line)\\n' >>runs/results.jsonl; cp runs/results.jsonl copy; \(Self.sweep)"
        + "; echo $?; slt-critical sweep --summary runs; echo $?; cmp copy runs/results.jsonl",
      in: folder)
    #expect(outcome.output == "2\n2\n")
    #expect(outcome.errorLines.count == 2)
    #expect(outcome.errorLines.allSatisfy { $0.contains("runs/results.jsonl:5: expected ") })
    let repaired = try shell("sed -i 5d runs/results.jsonl; \(Self.sweep)", in: folder)
    #expect(repaired.status == 0)
    #expect(try text("runs/results.jsonl", in: folder) == before)
  }

  @Test func whatCannotBeReadIsNotEmpty() throws {
    let folder = try ScratchFolder()
    #expect(try shell(Self.sweep, in: folder).status == 0)
    let outcome = try shell(
      "mv runs/results.jsonl runs/kept; mkdir runs/results.jsonl; \(Self.sweep); echo $?"
        + "; rmdir runs/results.jsonl; printf '\\377' >runs/sweep.json; \(Self.sweep); echo $?",
      in: folder)
    #expect(outcome.output == "2\n2\n")
    #expect(outcome.errors.contains("--output: ") && outcome.errors.contains("UTF-8"))
  }

  @Test func aLineThatLacksItsNewlineCounts() throws {
    let folder = try ScratchFolder()
    #expect(try shell(Self.sweep, in: folder).status == 0)
    let before = try text("runs/results.jsonl", in: folder)
    let marked = before.replacing("\"parameters\": 9", with: "\"parameters\": 90")
    #expect(marked != before)
    try String(marked.dropLast()).write(
      toFile: folder.path("runs/results.jsonl"), atomically: false, encoding: .utf8)
    #expect(try shell(Self.sweep, in: folder).status == 0)
    #expect(try text("runs/results.jsonl", in: folder) == marked)
  }

  @Test func aFullDiskEndsASweepWithAMessageAndWholeLines() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      "(ulimit -f 2; \(Self.sweep) --threads 1 2>&1; echo $?) | cat", in: folder)
    #expect(
      outcome.output
        == "slt-critical: --output: cannot write runs/results.jsonl: File too large\n2\n")
    let lines = try text("runs/results.jsonl", in: folder)
    #expect(lines.hasSuffix("}\n") || lines.isEmpty)
    #expect(try shell(Self.sweep, in: folder).status == 0)
    #expect(try text("runs/results.jsonl", in: folder).hasPrefix(lines))
  }

  @Test func aChildThatFillsStandardErrorIsNoObstacle() throws {
    let folder = try ScratchFolder()
    let name = String(repeating: "a", count: 100_000)
    let outcome = try shell(
      "timeout 60 slt-critical sweep report --widths 2,2,1 --degrees 2 --output runs --quiet -- "
        + "--weights \(name)", in: folder)
    #expect(outcome.status == 2 && outcome.errors.contains("1 of 1 jobs failed"))
    #expect(try text("runs/results.jsonl", in: folder).contains("File name too long"))
  }

  @Test func runsComeBackInTheirOrder() throws {
    let folder = try ScratchFolder()
    let first = try shell("\(Self.descend) --runs 9 --threads 3 --json", in: folder)
    #expect(first.status == 0, "\(first.errors)")
    let journal = try text("journal", in: folder)
    let lines = journal.split(separator: "\n")
    let indices = try lines.dropFirst().map {
      (try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])?["index"] as? Int
    }
    #expect(indices == Array(0..<9))
    // In the order of completion, as an interrupted experiment leaves them.
    let shuffled = [lines[0]] + lines.dropFirst().reversed()
    try (shuffled.joined(separator: "\n") + "\n").write(
      toFile: folder.path("journal"), atomically: true, encoding: .utf8)
    let second = try shell("\(Self.descend) --runs 9 --json", in: folder)
    #expect(second.output == first.output)
    #expect(try text("journal", in: folder) == journal)
  }

  @Test func aFullDiskLosesNoRun() throws {
    let folder = try ScratchFolder()
    let whole = try shell("\(Self.descend) --runs 4 --threads 1", in: folder)
    let journal = try text("journal", in: folder)
    let outcome = try shell(
      "rm journal; (ulimit -f 3; \(Self.descend) --runs 4 --threads 1 2>errors; echo $?) | cat"
        + "; wc -c <journal",
      in: folder)
    // The result is printed all the same.
    #expect(outcome.output.hasPrefix(whole.output + "2\n"))
    let kept = try text("journal", in: folder)
    #expect(kept.hasSuffix("\n") && journal.hasPrefix(kept) && kept.count < journal.count)
    #expect(try text("errors", in: folder).contains("--resume: "))
    let again = try shell("\(Self.descend) --runs 4", in: folder)
    #expect(again.status == 0 && again.output == whole.output)
    #expect(try text("journal", in: folder) == journal)
  }

  @Test func aRunThatIsDamagedIsNamed() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      "\(Self.descend) --runs 3 -o report; sed -i '3s/.*/{\"index\": 1}/' journal; cp journal copy"
        + "; \(Self.descend) --runs 3; echo $?; cmp copy journal", in: folder)
    #expect(outcome.output == "2\n")
    #expect(
      outcome.errors
        == "slt-critical: --resume: journal:3: expected a run of 'descend' as JSON; repair or "
        + "remove the line\n")
    let other = try shell(
      "echo precious >journal; \(Self.descend) --runs 3; cat journal", in: folder)
    #expect(other.output == "precious\n" && other.errors.contains("belongs to another experiment"))
  }

  @Test(arguments: [
    BadCommandLine(
      "sweep learning-coefficient --widths 2,2,1 --degrees 2 --output runs", "needs weights for all"
    ),
    BadCommandLine(
      "sweep landscape --widths 2,2,1 --degrees 2 --output runs -- --picture x.svg",
      "--picture belongs before --"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs -- -o x", "-o belongs before --"),
  ]) func badInput(_ line: BadCommandLine) throws { try line.check() }

  @Test func landscapesAndLearningCoefficientsAreSwept() throws {
    let folder = try ScratchFolder()
    _ = try folder.file("zero.json", #"{"weights": [[[0, 0], [0, 0]], [[0, 0]]]}"#)
    let outcome = try shell(
      """
      slt-critical sweep landscape --widths 2,2,1 --degrees 2 --output a --quiet -- --cells 3
      slt-critical sweep learning-coefficient --widths 2,2,1 --degrees 2..3 --output b --quiet \
        -- --weights zero.json
      """, in: folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("2,2,1   3") && outcome.output.contains("2 jobs"))
  }
}
