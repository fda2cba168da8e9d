import SingularLearning

/// The jobs of a sweep that are missing, run and written down.
struct Sweep {
  let grid: SweepGrid
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
    let missing = try missingJobs()
    let sink = LineSink(
      progress: ProgressBar(total: missing.count, isQuiet: isQuiet)
    ) { line throws(CommandFailure) in try journal.append(line: line) }
    let workers = OrderedWorkers<Void>(threads: threads) {}
    for index in missing {
      let job = grid.jobs[index]
      workers.submit { [processes] in
        if sink.hasFailed { return }
        if let line = processes.line(of: job, index: index) {
          sink.deliver(LineSink.Result(line: line))
        }
      }
    }
    workers.finish()
    try sink.finish()
    try journal.synchronize()
    try folder.putInOrder(file, count: grid.jobs.count)
    do throws(ComputationStopped) {
      try control.checkpoint()
    } catch {
      var failure = CommandFailure(error)
      failure.message += "; the same command goes on where this one stopped"
      throw failure
    }
  }

  /// The positions of the jobs to run.
  private func missingJobs() throws(CommandFailure) -> [Int] {
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
    }
  }
}
