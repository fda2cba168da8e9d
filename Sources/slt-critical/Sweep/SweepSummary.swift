import SingularLearning

/// The lines of a sweep as a table.
struct SweepSummary {
  /// The command.
  let command: SweptCommand
  /// The lines, in the order of the jobs.
  let lines: [SweepLine]

  /// What a folder has.
  init(of folder: SweepFolder) throws(CommandFailure) {
    command = try folder.command
    lines = try folder.jobs().sorted { $0.key < $1.key }.map(\.value.line)
  }

  /// The number of jobs that a limit stopped.
  var stoppedCount: Int {
    lines.count { $0.error == nil && $0.status == CommandFailure.stoppedByLimit }
  }

  /// The jobs without a result.
  var failures: [SweepLine] { lines.filter { $0.error != nil } }

  /// The keys `command`, `jobs`, `stopped`, `failed`.
  var json: JSONValue {
    [
      "schema": .integer(jsonSchemaVersion), "command": .string(command.rawValue),
      "jobs": .exact(lines.count), "stopped": .exact(stoppedCount),
      "failed": .exact(failures.count),
    ]
  }

  /// One row a job.
  var text: String {
    let keys = command.summaryKeys
    var table = TextTable(
      headings: (command.hasDegrees ? ["widths", "degrees"] : ["widths"])
        + keys.map { $0.split(separator: ".").last.map { words(ofKey: $0) } ?? "" } + ["remark"])
    for line in lines {
      var row = [Self.list(line.widths)]
      if command.hasDegrees { row.append(Self.list(line.degrees ?? [])) }
      row += keys.map { line.result?.text(at: $0) ?? "-" }
      row.append(line.error ?? (line.isIncomplete ? "stopped by a limit" : ""))
      table.append(row)
    }
    let columns = StandardStreams.outputColumns ?? Document.standardWidth
    return (table.lines(width: columns) + ["", counted(lines.count, "job")]).joined(separator: "\n")
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ",")
  }
}
