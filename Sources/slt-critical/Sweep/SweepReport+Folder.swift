import SingularLearning

extension SweepReport {
  /// What a folder has, in the order of the jobs.
  init(of folder: SweepFolder) throws(CommandFailure) {
    let command = try folder.command
    let keys = command.summaryKeys
    let lines = try folder.jobs().sorted { $0.key < $1.key }.map(\.value.line)
    let hasWidths = lines.isEmpty || lines.contains { $0.widths != nil }
    let fields = Set(lines.flatMap { $0.numbers.map { Array($0.keys) } ?? [] }).sorted()
    let headings =
      (hasWidths ? ["widths"] + (command.hasDegrees ? ["degrees"] : []) : []) + fields
      + (lines.contains { $0.spec != nil } ? ["spec"] : [])
    self.init(
      command: command.rawValue, headings: headings, keys: keys,
      jobs: lines.map { line in
        Job(
          name: line.name, labels: headings.map { line.label($0) },
          values: keys.map { line.result?.text(at: $0) }, outcome: line.outcome)
      })
  }
}

extension SweepLine {
  /// The model, for messages.
  fileprivate var name: String {
    if let widths { return "widths \(widths)" }
    return numbers.map { $0.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" } }?
      .joined(separator: ", ") ?? spec.map { String($0.prefix(60)) } ?? ""
  }

  /// What stands under a heading.
  fileprivate func label(_ heading: String) -> String {
    func list(_ numbers: [Int]?) -> String {
      numbers.map { $0.map(String.init).joined(separator: ",") } ?? ""
    }
    switch heading {
    case "widths": return list(widths)
    case "degrees": return list(degrees)
    case "spec": return spec.map { String($0.prefix(60)) } ?? ""
    default: return numbers?[heading].map(String.init) ?? ""
    }
  }

  /// How the job ended.
  fileprivate var outcome: SweepReport.Job.Outcome {
    if let error { return .failed(error) }
    return isIncomplete ? .stopped : .finished
  }
}
