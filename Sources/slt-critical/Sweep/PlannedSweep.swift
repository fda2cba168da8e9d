import SingularLearning

/// Jobs that `sweep --plan` or `--engine slurm` wrote down, run here: lines go to a file in the folder of the sweep that is named
/// after the file of the jobs, or to standard output.
struct PlannedSweep {
  private let tasks: [PlannedTask]
  private let path: String

  /// Reads the jobs of a file.
  init(path: String, control: ComputationControl) throws(CommandFailure) {
    self.path = path
    let option = "--jobs-from"
    let text = try OptionFile.text(path, option: option, control: control)
    var tasks: [PlannedTask] = []
    for line in try JournalLine.lines(of: text.text.utf8, in: text.name, option: option) {
      tasks.append(
        try line.decoded(as: PlannedTask.self, kind: "a job as 'sweep --plan' prints it"))
    }
    self.tasks = tasks
    for task in tasks
    where task.command != tasks[0].command || task.options != tasks[0].options
      || task.longestSeconds != tasks[0].longestSeconds
    {
      throw CommandFailure(
        "\(option): \(text.name): expected the jobs of one sweep, found those of several")
    }
  }

  /// Runs the jobs that have no line in the file of these jobs yet.
  func run(
    into folder: String?, threads: Int, control: ComputationControl, isQuiet: Bool
  ) throws(CommandFailure) {
    guard let first = tasks.first else { return }
    let processes = SweepProcesses(
      first.command, options: first.options, longestSeconds: first.longestSeconds)
    InterruptHandler.cancel(control) { processes.interrupt() }
    guard let folder else {
      let output = try Outputs(control: control).open(nil, option: "")
      try Sweep.run(
        tasks.map(\.task), by: processes, threads: threads, control: control, isQuiet: true
      ) { line throws(CommandFailure) in try output.append(Array((line + "\n").utf8)) }
      try output.finish()
      return try Sweep.requireUninterrupted(control)
    }
    let name = PathParts(path).name
    let stem = name.hasSuffix(".jsonl") ? String(name.dropLast(6)) : name
    let journal = try LineJournal(
      path: folder + "/results-\(stem).jsonl", option: "--output")
    var finished: Set<Int> = []
    for line in journal.lines {
      finished.insert(try line.decoded(as: SweepLine.self, kind: "a result of 'sweep'").job)
    }
    let missing = tasks.map(\.task).filter { !finished.contains($0.index) }
    try Sweep.run(missing, by: processes, threads: threads, control: control, isQuiet: isQuiet) {
      line throws(CommandFailure) in try journal.append(line: line)
    }
    try journal.synchronize()
    try Sweep.requireUninterrupted(control)
  }
}
