import SingularLearning

/// The jobs of a sweep that are missing, run and written down.
struct Sweep {
  let grid: SweepGrid
  /// What decides the results besides the models.
  let description: [String]
  let folder: SweepFolder
  let processes: SweepProcesses
  let shard: SweepShard?
  /// Whether jobs that failed or were stopped are repeated.
  let retries: Bool
  let threads: Int
  let control: ComputationControl
  let isQuiet: Bool

  /// Runs what is missing.
  ///
  /// Each line is written as soon as its job has ended, so that nothing is lost however the program ends.
  /// - Throws: when it is interrupted, the files cannot be written or are those of other networks.
  func run() throws(CommandFailure) {
    let file = folder.resultFile(shard)
    let journal = try LineJournal(path: file, option: "--output")
    try Self.run(
      try missingTasks(), by: processes, threads: threads, control: control, isQuiet: isQuiet
    ) { line throws(CommandFailure) in try journal.append(line: line) }
    try journal.synchronize()
    try folder.putInOrder(file, count: grid.jobs.count)
    try Self.requireUninterrupted(control)
  }

  /// Runs tasks on several threads, and passes on the line of each as soon as it has ended.
  static func run(
    _ tasks: [SweepTask], by processes: SweepProcesses, threads: Int, control: ComputationControl,
    isQuiet: Bool, write: @escaping @Sendable (String) throws(CommandFailure) -> Void
  ) throws(CommandFailure) {
    let sink = LineSink(progress: ProgressBar(total: tasks.count, isQuiet: isQuiet), write: write)
    let workers = OrderedWorkers<Void>(threads: threads) {}
    for task in tasks {
      workers.submit { [processes] in
        if sink.hasFailed { return }
        RunLog.record(.began("job \(task.index) (\(task.identifier))"))
        guard let line = processes.line(of: task) else { return }
        sink.deliver(LineSink.Result(line: line))
        RunLog.record(.decided("job \(task.index) (\(task.identifier))"))
      }
    }
    workers.finish()
    try sink.finish()
  }

  /// Throws if the sweep was interrupted.
  static func requireUninterrupted(_ control: ComputationControl) throws(CommandFailure) {
    do throws(ComputationStopped) {
      try control.checkpoint()
    } catch {
      var failure = CommandFailure(error)
      failure.message += "; the same command goes on where this one stopped"
      throw failure
    }
  }

  /// The jobs to run.
  func missingTasks() throws(CommandFailure) -> [SweepTask] {
    let finished = try folder.jobs()
    for (index, (line, _)) in finished {
      guard grid.jobs.indices.contains(index), grid.jobs[index].isThat(of: line) else {
        throw CommandFailure("--output: \(folder.path) has results of other networks")
      }
    }
    return grid.jobs.indices.filter { index in
      guard shard?.contains(index) ?? true else { return false }
      guard let line = finished[index]?.line else { return true }
      return retries && line.isIncomplete
    }.map { SweepTask(index: $0, job: grid.jobs[$0], description: description) }
  }
}
