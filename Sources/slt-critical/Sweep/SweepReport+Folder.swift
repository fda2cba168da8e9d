import SingularLearning

extension SweepReport {
  /// What a folder has, in the order of the jobs.
  init(of folder: SweepFolder) throws(CommandFailure) {
    let command = try folder.command
    let keys = command.summaryKeys
    let lines = try folder.jobs().sorted { $0.key < $1.key }.map(\.value.line)
    self.init(
      command: command.rawValue, hasDegrees: command.hasDegrees, keys: keys,
      jobs: lines.map { line in
        Job(
          widths: line.widths, degrees: line.degrees ?? [],
          values: keys.map { line.result?.text(at: $0) }, outcome: line.outcome)
      })
  }
}

extension SweepLine {
  /// How the job ended.
  fileprivate var outcome: SweepReport.Job.Outcome {
    if let error { return .failed(error) }
    return isIncomplete ? .stopped : .finished
  }
}
