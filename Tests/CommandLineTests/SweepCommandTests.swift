import AlgebraTestSupport
import Foundation
import Testing

@Suite struct SweepCommandTests {
  private static let grid = "--widths 2,2..4,1 --widths 2,2,2,1 --degrees 2..4"

  /// The lines of a whole sweep, computed once.
  private static let expected = Result {
    let folder = try ScratchFolder()
    let outcome = try sweep("dimension \(grid)", folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try results(folder)
  }

  private static func sweep(_ arguments: String, _ folder: ScratchFolder) throws -> Outcome {
    try CommandLineTool.run("sweep --output \(folder.path("runs")) \(arguments)")
  }

  private static func results(_ folder: ScratchFolder, _ name: String = "results.jsonl") throws
    -> String
  {
    try String(contentsOfFile: folder.path("runs/" + name), encoding: .utf8)
  }

  private static func lines(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:]
    }
  }

  @Test func aLineIsWhatTheCommandPrints() throws {
    let lines = try Self.lines(Self.expected.get())
    #expect(lines.map { $0["job"] as? Int } == Array(0..<12))
    #expect(lines[4]["widths"] as? [Int] == [2, 3, 1] && lines[4]["degrees"] as? [Int] == [3])
    #expect(lines[11]["widths"] as? [Int] == [2, 2, 2, 1])
    #expect(lines[11]["degrees"] as? [Int] == [4, 4])
    #expect(lines.allSatisfy { $0["status"] as? Int == 0 && $0["schema"] as? Int == 1 })
    let single = try CommandLineTool.run("dimension --widths 2,3,1 --degree 3 --json").json()
    let result = try #require(lines[4]["result"] as? [String: Any])
    #expect(NSDictionary(dictionary: result) == NSDictionary(dictionary: single))
  }

  @Test func theTableHasARowForEachJob() throws {
    let folder = try ScratchFolder()
    let outcome = try Self.sweep("verify --widths 2,2..3,1 --degrees 2..3", folder)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.contains("2,2,1   3        4             yes    proven\n"))
    #expect(outcome.output.contains("2,3,1   3        4             no     proven\n"))
    #expect(outcome.output.hasSuffix("\n4 jobs\n"))
    let summary = try CommandLineTool.run("sweep --summary \(folder.path("runs"))")
    #expect(summary.status == 0 && summary.output == outcome.output)
    // A claim that is false is a result like others.
    #expect(
      try Self.lines(Self.results(folder)).map { $0["status"] as? Int } == [1, 0, 1, 1])
  }

  private static let convolutions = """
    inputs: {length: 4, channels: 1}
    layers:
      - repeat:
          times: 1
          layers:
            - convolution: {kernel: 2}
            - activation: {monomial: 2}
      - convolution: {channels: 1, kernel: 2}
    """

  /// One channel: the kernels less one scaling between two of them; c channels at the end have c kernels.
  @Test func numbersOfASpecVary() throws {
    let folder = try ScratchFolder()
    let spec = try folder.file("convolutions.yaml", Self.convolutions)
    let arguments =
      "dimension --spec \(spec) --vary layers[0].repeat.times=1..2 --vary layers[1].convolution.channels=1..2"
    let outcome = try Self.sweep(arguments, folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try Self.lines(Self.results(folder))
    #expect(
      lines.map { $0["numbers"] as? [String: Int] } == [
        ["layers[0].repeat.times": 1, "layers[1].convolution.channels": 1],
        ["layers[0].repeat.times": 1, "layers[1].convolution.channels": 2],
        ["layers[0].repeat.times": 2, "layers[1].convolution.channels": 1],
        ["layers[0].repeat.times": 2, "layers[1].convolution.channels": 2],
      ])
    #expect(
      lines.map { ($0["result"] as? [String: Any])?["dimension"] as? Int } == [3, 5, 4, 6])
    #expect(outcome.output.contains("layers[0].repeat.times"))
    // The same sweep again has nothing to do; with another spec it is another sweep.
    #expect(try Self.sweep(arguments, folder).output == outcome.output)
    _ = try folder.file(
      "convolutions.yaml", Self.convolutions.replacing("monomial: 2", with: "monomial: 3"))
    let other = try Self.sweep(arguments, folder)
    #expect(other.status == 2 && other.errors.contains("belongs to another sweep"))
  }

  @Test(arguments: [
    (
      "--vary layers[0].repeat=1..2",
      "layers[0].repeat: expected the field of a whole number in the spec"
    ),
    ("--vary layers[7].dense=1..2", "layers[7].dense: expected the field"),
    ("--vary layers[1].convolution.stride=1..2", "found no key 'stride'"),
    (
      "--vary inputs.length=1..1",
      "with inputs.length=1: convolutions.yaml:6:11: layers[0].convolution.kernel: expected an extent from 1 to 1, found 2"
    ),
    ("--vary inputs.length", "expected the field of a number and a range"),
    ("", "--spec and --vary go together"),
  ])
  func whatDoesNotVaryIsNamed(options: String, message: String) throws {
    let folder = try ScratchFolder()
    let spec = try folder.file("convolutions.yaml", Self.convolutions)
    let outcome = try Self.sweep("dimension --spec \(spec) \(options)", folder)
    #expect(outcome.status == 2 || outcome.status == 64)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test(
    "a point of the grid that is no model has a line that says so, beside those that are models")
  func pointsThatAreNoModels() throws {
    let folder = try ScratchFolder()
    let spec = try folder.file("convolutions.yaml", Self.convolutions)
    let outcome = try Self.sweep("dimension --spec \(spec) --vary inputs.length=2..4", folder)
    #expect(outcome.status == 2, "\(outcome.errors)")
    let lines = try Self.lines(Self.results(folder))
    #expect(lines.map { $0["numbers"] as? [String: Int] } == (2...4).map { ["inputs.length": $0] })
    #expect(
      lines.map { ($0["result"] as? [String: Any])?["dimension"] as? Int } == [nil, 3, 3])
    #expect((lines[0]["error"] as? String)?.contains("convolution.kernel") == true)
  }

  @Test func aListMayHaveSpecs() throws {
    let folder = try ScratchFolder()
    let list = try folder.file(
      "list.txt", "2,2,1 3\n{\"inputs\": 2, \"layers\": [{\"dense\": 2}, {\"product\": 2}]}\n")
    let outcome = try Self.sweep("dimension --list \(list)", folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try Self.lines(Self.results(folder))
    #expect(lines.map { ($0["result"] as? [String: Any])?["dimension"] as? Int } == [4, 3])
    #expect(lines[0]["widths"] as? [Int] == [2, 2, 1])
    #expect((lines[1]["spec"] as? String)?.contains("product") == true)
  }

  @Test func threadsAndShardsDoNotChangeTheBytes() throws {
    let folder = try ScratchFolder()
    for shard in ["2/3", "1/3"] {
      let outcome = try Self.sweep("dimension \(Self.grid) --shard \(shard) --threads 3", folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    let part = try Self.lines(Self.results(folder, "results-2-of-3.jsonl"))
    #expect(part.map { $0["job"] as? Int } == [1, 4, 7, 10])
    #expect(!FileManager.default.fileExists(atPath: folder.path("runs/results.jsonl")))
    let last = try Self.sweep("dimension \(Self.grid) --shard 3/3", folder)
    #expect(last.status == 0 && last.output.hasSuffix("\n12 jobs\n"))
    #expect(try Self.results(folder) == Self.expected.get())
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path("runs"))
    #expect(files.sorted() == ["results.jsonl", "sweep.json"])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGKILL]) func anInterruptedSweepGoesOn(signal: Int32) throws {
    let folder = try ScratchFolder()
    let path = folder.path("runs")
    let arguments = "sweep dimension \(Self.grid) --threads 1 --output \(path)".split(
      separator: " ")
    let running = try CommandLineTool.start(arguments.map(String.init))
    try running.wait { (try? Self.results(folder))?.contains("\n") == true }
    running.send(signal)
    let outcome = try running.outcome()
    #expect(outcome.status == (signal == SIGKILL ? SIGKILL : 130))
    #expect(outcome.output.isEmpty)
    #expect(try (1..<12).contains(Self.lines(Self.results(folder)).count))
    let second = try Self.sweep("dimension \(Self.grid)", folder)
    #expect(second.status == 0, "\(second.errors)")
    #expect(try Self.results(folder) == Self.expected.get())
  }

  @Test func aLineCutOffIsRepairedAndFinishedJobsAreNotRepeated() throws {
    let folder = try ScratchFolder()
    _ = try Self.sweep("dimension \(Self.grid) --shard 1/2", folder)
    let file = folder.path("runs/results-1-of-2.jsonl")
    var lines = try Self.results(folder, "results-1-of-2.jsonl").split(separator: "\n")
    let marked = try #require(lines.first).replacing(
      "\"parameters\": 6", with: "\"parameters\": 60")
    #expect(marked != lines[0])
    lines[0] = marked[...]
    lines.swapAt(0, 2)
    let cut = lines.removeLast().prefix(70)
    try (lines.joined(separator: "\n") + "\n" + cut).write(
      toFile: file, atomically: true, encoding: .utf8)
    let outcome = try Self.sweep("dimension \(Self.grid)", folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let expected = try Self.expected.get().split(separator: "\n")
    let found = try Self.results(folder).split(separator: "\n")
    #expect(found.first == marked[...] && found.dropFirst().elementsEqual(expected.dropFirst()))
  }

  @Test func whatIsThereIsNotComputedAgain() throws {
    let folder = try ScratchFolder()
    let arguments = "dimension --widths 2,2,1 --degrees 2"
    _ = try Self.sweep(arguments, folder)
    let marked = try Self.results(folder).replacing("\"parameters\": 6", with: "\"parameters\": 60")
    try marked.write(toFile: folder.path("runs/results.jsonl"), atomically: true, encoding: .utf8)
    let again = try Self.sweep(arguments, folder)
    // Of two lines of a job the later one would count.
    #expect(try again.status == 0 && Self.results(folder) == marked && marked.contains(": 60"))
  }

  @Test func limitsHoldForEachJobAndStoppedJobsCanBeRepeated() throws {
    let folder = try ScratchFolder()
    let list = try folder.file("list.txt", "2,3,1 3\n20,70,70,20 3\n3,5,1 4\n")
    // The matrix of the second network needs 224 MiB.
    let stopped = try Self.sweep("dimension --list \(list) --memory-limit 150", folder)
    #expect(stopped.status == 3)
    #expect(stopped.errors == "slt-critical: 1 of 3 jobs were stopped by a limit\n")
    let statuses = try Self.lines(Self.results(folder)).map { $0["status"] as? Int }
    #expect(statuses == [0, 3, 0])
    let again = try Self.sweep("dimension --list \(list) --memory-limit 160 --retry", folder)
    #expect(again.status == 3)
    #expect(try Self.results(folder).contains("stopped by the memory limit of 160 MiB"))
  }

  @Test func aJobThatFailsIsALineWithTheReason() throws {
    let folder = try ScratchFolder()
    let outcome = try Self.sweep(
      "descend --widths 2..3,2,1 --degrees 2 -- --runs 1 --teacher-widths 3,1,1", folder)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("1 of 2 jobs failed; widths [2, 2, 1]: "))
    let lines = try Self.lines(Self.results(folder))
    #expect((lines[0]["error"] as? String)?.contains("the teacher (3,1,1)") == true)
    #expect(lines[0]["result"] == nil && lines[1]["result"] != nil)
  }

  @Test func thresholdsTakeWidthsOnly() throws {
    let folder = try ScratchFolder()
    let outcome = try Self.sweep("threshold --widths 2..3,2,1", folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try Self.lines(Self.results(folder))
    #expect(lines.map { ($0["result"] as? [String: Any])?["threshold"] as? Int } == [3, 2])
  }

  @Test func aFolderOfAnotherSweepIsRefused() throws {
    let folder = try ScratchFolder()
    let path = folder.path("runs")
    _ = try Self.sweep("dimension --widths 2,2,1 --degrees 2", folder)
    try BadCommandLine(
      "sweep dimension --widths 2,2,1 --degrees 3 --output \(path)", "belongs to another sweep"
    ).check()
    try BadCommandLine(
      "sweep dimension --widths 2,2,1 --degrees 2 --seed 2 --output \(path)",
      "belongs to another sweep"
    ).check()
    try FileManager.default.removeItem(atPath: path + "/sweep.json")
    try BadCommandLine(
      "sweep dimension --widths 2,2,1 --degrees 2 --output \(path)",
      "has results but no sweep.json"
    ).check()
    try BadCommandLine("sweep --summary \(path)", "is no folder of a sweep").check()
  }

  @Test(arguments: [
    BadCommandLine("sweep", "sweep needs a command"),
    BadCommandLine(
      "sweep reduce --widths 2,2,1 --degrees 2 --output runs", "'reduce' is invalid"),
    BadCommandLine("sweep locus --widths 2,2,1 --degrees 2", "sweep needs --output DIR"),
    BadCommandLine("sweep locus --degrees 2 --output runs", "either --widths or --list"),
    BadCommandLine("sweep locus --widths 2,2,1 --output runs", "locus needs --degrees"),
    BadCommandLine("sweep threshold --widths 2,2,1 --degrees 2 --output runs", "tries all degrees"),
    BadCommandLine("sweep locus --widths 2,x,1 --degrees 2 --output runs", "found 'x'"),
    BadCommandLine("sweep locus --widths 2,4..2,1 --degrees 2 --output runs", "4..2 is empty"),
    BadCommandLine("sweep locus --widths 2,1..2..3,1 --degrees 2 --output runs", "found '1..2..3'"),
    BadCommandLine(
      "sweep locus --widths 2,0..2,1 --degrees 2 --output runs", "every width must be at least 1"),
    BadCommandLine("sweep locus --widths 2,2,1 --degrees 0 --output runs", "at least 1"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2,3 --output runs", "have 1), but found 2"),
    BadCommandLine(
      "sweep locus --widths 1..2000,1..2000,1 --degrees 2 --output runs", "more than 1000000"),
    BadCommandLine(
      "sweep locus --widths 1..9223372036854775807,2,1 --degrees 2 --output runs",
      "more than 1000000"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs --shard 3/2", "k from 1 to n"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs -- --nonsense", "--nonsense"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs -- --seed 3", "--seed belongs before --"
    ),
    BadCommandLine("sweep locus --list no/such/file --output runs", "found no such file"),
    BadCommandLine("sweep --summary no/such/folder", "is no folder of a sweep"),
  ])
  func badInput(_ line: BadCommandLine) throws {
    try line.check()
    #expect(!FileManager.default.fileExists(atPath: CommandLineTool.root.path + "/runs"))
  }
}
