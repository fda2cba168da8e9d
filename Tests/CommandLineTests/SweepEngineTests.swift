import AlgebraTestSupport
import Foundation
import Testing

/// Sweeps whose jobs others run: plans, arrays of Slurm jobs, joined results.
@Suite struct SweepEngineTests {
  private static let grid = "dimension --widths 2,2..4,1 --widths 2,2,2,1 --degrees 2..4"

  private func sweep(_ arguments: String, _ folder: ScratchFolder, _ name: String) throws -> Outcome
  {
    try CommandLineTool.run("sweep \(arguments) --output \(folder.path(name))")
  }

  private func text(_ name: String, in folder: ScratchFolder) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  private func jobs(_ text: String) throws -> [Int] {
    try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["job"] as? Int)
    }
  }

  @Test("an array of Slurm jobs gives the table of a plain run, by element and in any order")
  func slurmArray() throws {
    let folder = try ScratchFolder()
    let plain = try sweep(Self.grid, folder, "plain")
    #expect(plain.status == 0)
    let written = try sweep(
      Self.grid + " --engine slurm --elements 5 --at-once 2 --sbatch=--partition=long", folder,
      "array")
    #expect(written.output == "12 jobs in 5 elements\nsbatch \(folder.path("array"))/slurm-1.sh\n")
    let script = try text("array/slurm-1.sh", in: folder)
    #expect(script.contains("#SBATCH --array=1-5%2\n"))
    #expect(script.contains("#SBATCH --partition=long\n"))
    // The program of the tests in place of the one that the script names is the same.
    var seen: [Int] = []
    for element in [4, 1, 5, 2] {
      seen += try jobs(text("array/chunks/1-\(element).jsonl", in: folder))
      let outcome = try CommandLineTool.shell(
        "SLURM_ARRAY_TASK_ID=\(element) sh '\(folder.path("array"))/slurm-1.sh'")
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    }
    let early = try CommandLineTool.run("sweep --merge \(folder.path("array"))")
    #expect(
      early.status == 2 && early.errors.contains("\(12 - seen.count) jobs have no result yet"))
    // Only what is missing goes into the next array.
    let second = try sweep(Self.grid + " --engine slurm --elements 1", folder, "array")
    #expect(second.output.contains("\(12 - seen.count) jobs in 1 element\n"))
    let rest = try jobs(text("array/chunks/2-1.jsonl", in: folder))
    #expect((seen + rest).sorted() == Array(0..<12))
    for _ in 0..<2 {
      // Started again after it was done it has nothing to do.
      #expect(
        try CommandLineTool.shell(
          "SLURM_ARRAY_TASK_ID=1 sh '\(folder.path("array"))/slurm-2.sh'"
        ).status == 0)
    }
    let merged = try CommandLineTool.run("sweep --merge \(folder.path("array"))")
    #expect(merged.status == 0 && merged.output == plain.output)
    #expect(
      try text("array/results.jsonl", in: folder) == text("plain/results.jsonl", in: folder))
    let nothing = try sweep(Self.grid + " --engine slurm", folder, "array")
    #expect(nothing.status == 0 && nothing.output.hasPrefix("nothing is missing"))
  }

  @Test("an element that was killed goes on where it was")
  func killedElement() throws {
    let folder = try ScratchFolder()
    _ = try sweep(Self.grid + " --engine slurm --elements 1", folder, "array")
    let path = folder.path("array")
    let arguments = ["sweep", "--jobs-from", path + "/chunks/1-1.jsonl", "--output", path]
    let running = try CommandLineTool.start(arguments)
    try running.wait {
      (try? self.text("array/results-1-1.jsonl", in: folder))?.contains("\n") == true
    }
    running.send(SIGKILL)
    #expect(try running.outcome().status == SIGKILL)
    let before = try text("array/results-1-1.jsonl", in: folder)
    let again = try CommandLineTool.run(arguments.joined(separator: " "))
    #expect(again.status == 0, "\(again.errors)")
    let after = try text("array/results-1-1.jsonl", in: folder)
    let whole = before[...(before.lastIndex(of: "\n") ?? before.startIndex)]
    #expect(after.hasPrefix(whole))
    #expect(try jobs(after).sorted() == Array(0..<12))
  }

  @Test("planned jobs run from standard input, also those of a spec with numbers that vary")
  func plan() throws {
    let folder = try ScratchFolder()
    let spec = try folder.file(
      "model.yaml", "inputs: 2\nlayers: [dense: 3, activation: {monomial: 2}, dense: 1]\n")
    for grid in [
      Self.grid, "dimension --spec \(spec) --vary layers[0].dense=1..3 --vary inputs=1..2",
    ] {
      let plain = try sweep(grid, folder, "plain")
      #expect(plain.status == 0, "\(plain.errors)")
      let plan = try sweep(grid + " --plan", folder, "planned")
      #expect(plan.status == 0)
      let lines = try CommandLineTool.run("sweep --jobs-from -", input: plan.output)
      #expect(lines.status == 0, "\(lines.errors)")
      #expect(try lines.output == text("plain/results.jsonl", in: folder))
      try FileManager.default.removeItem(atPath: folder.path("plain"))
      try FileManager.default.removeItem(atPath: folder.path("planned"))
    }
  }

  @Test("identifiers tell models, options and seeds apart, not limits")
  func identifiers() throws {
    let folder = try ScratchFolder()
    func identifiers(_ arguments: String, _ name: String) throws -> [String] {
      try sweep(arguments + " --plan", folder, name).output.split(separator: "\n").map { line in
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return try #require(object?["id"] as? String)
      }
    }
    let first = try identifiers(Self.grid, "a")
    #expect(Set(first).count == 12)
    #expect(try identifiers(Self.grid + " --time-limit 5 --threads 1", "b") == first)
    #expect(try Set(identifiers(Self.grid + " --seed 2", "c")).isDisjoint(with: first))
    #expect(
      try Set(identifiers("jacobian --widths 2,2..4,1 --degrees 2..4", "d")).isDisjoint(with: first)
    )
  }

  @Test("in an element of an array the shard is that element")
  func arrayElement() throws {
    let folder = try ScratchFolder()
    for element in [3, 5, 7] {
      let outcome = try CommandLineTool.shell(
        "SLURM_ARRAY_TASK_ID=\(element) SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_STEP=2 "
          + "SLURM_ARRAY_TASK_COUNT=3 slt-critical sweep \(Self.grid) --quiet --output "
          + "'\(folder.path("runs"))'")
      #expect(outcome.status == 0, "\(outcome.errors)")
      if element == 5 {
        #expect(
          try jobs(text("runs/results-2-of-3.jsonl", in: folder)) == [1, 4, 7, 10])
      }
    }
    #expect(try jobs(text("runs/results.jsonl", in: folder)) == Array(0..<12))
  }

  @Test("a job that does not end is ended, and its line says so")
  func endedJob() throws {
    let folder = try ScratchFolder()
    let outcome = try sweep(
      "locus --widths 3,4,3,1 --degrees 3 --end-after 0.5", folder, "runs")
    #expect(outcome.status == 2)
    #expect(try text("runs/results.jsonl", in: folder).contains("ended from outside after 0.5 s"))
  }

  @Test(arguments: [
    BadCommandLine("sweep --merge no/such/folder", "is no folder of a sweep"),
    BadCommandLine("sweep --jobs-from no/such/file", "found no such file"),
    BadCommandLine("sweep --jobs-from x locus", "--jobs-from FILE says which jobs"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs --at-once 2", "go with --engine slurm"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs --engine slurm --shard 1/2",
      "exclude each other"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs --engine slurm --elements 0", "1"),
    BadCommandLine(
      "sweep locus --widths 2,2,1 --degrees 2 --output runs --engine slurm --sbatch long",
      "an option of sbatch"),
    BadCommandLine("sweep locus --widths 2,2,1 --degrees 2 --output runs --engine sge", "sge"),
  ])
  func badInput(_ line: BadCommandLine) throws { try line.check() }

  @Test("lines that are no planned jobs are named")
  func badPlan() throws {
    for line in [
      "{}", "no JSON", #"{"job": 0, "id": "x", "command": "rm", "options": [], "widths": [1]}"#,
    ] {
      let outcome = try CommandLineTool.run("sweep --jobs-from -", input: line + "\n")
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errorLines.count == 1 && outcome.errors.contains(":1: expected a job"))
    }
  }
}
