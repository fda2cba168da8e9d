import SingularLearning

/// A job of a sweep with its place, and an identifier by what decides its result.
struct SweepTask: Sendable {
  /// The position in the grid.
  let index: Int
  /// Sixty-four bits of the command with its options, the seed and the model.
  let identifier: String
  /// The network or model.
  let job: SweepJob

  /// The task at a position.
  ///
  /// - Parameter description: What else decides the result: command, options, seed.
  init(index: Int, job: SweepJob, description: [String]) {
    var fingerprint = Fingerprint()
    let model = job.arguments + (job.input.map { [$0] } ?? [])
    for text in description + model {
      fingerprint.add(text.utf8)
      fingerprint.add([0])
    }
    self.init(index: index, identifier: fingerprint.description, job: job)
  }

  /// A task that was written down.
  init(index: Int, identifier: String, job: SweepJob) {
    (self.index, self.identifier, self.job) = (index, identifier, job)
  }
}

/// A line that says all that is needed to run one job elsewhere.
struct PlannedTask: Decodable {
  /// The task.
  let task: SweepTask
  /// The command.
  let command: SweptCommand
  /// The options that all jobs share.
  let options: [String]
  /// After so many seconds the job is ended.
  let longestSeconds: Double?

  private enum CodingKeys: String, CodingKey {
    case job, id, command, options, widths, degrees, numbers, input, longestSeconds
  }

  /// Reads a line.
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let job: SweepJob
    if let input = try values.decodeIfPresent(String.self, forKey: .input) {
      // The order of the numbers is that of the line.
      let numbers = try values.decodeIfPresent([Number].self, forKey: .numbers) ?? []
      job = SweepJob(
        specification: input, numbers: numbers.map { .init(field: $0.field, value: $0.value) })
    } else {
      job = try SweepJob(
        widths: values.decode([Int].self, forKey: .widths),
        degrees: values.decodeIfPresent([Int].self, forKey: .degrees))
    }
    task = SweepTask(
      index: try values.decode(Int.self, forKey: .job),
      identifier: try values.decode(String.self, forKey: .id), job: job)
    guard let command = SweptCommand(rawValue: try values.decode(String.self, forKey: .command))
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .command, in: values, debugDescription: "no command that can be swept")
    }
    self.command = command
    options = try values.decode([String].self, forKey: .options)
    longestSeconds = try values.decodeIfPresent(Double.self, forKey: .longestSeconds)
  }

  private struct Number: Decodable {
    let field: String
    let value: Int
  }

  /// The line of a task.
  static func line(of task: SweepTask, processes: SweepProcesses) -> String {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)), .init("job", .integer(task.index)),
      .init("id", .string(task.identifier)), .init("command", .string(processes.command.rawValue)),
      .init("options", .array(processes.options.map { .string($0) })),
    ]
    switch task.job.model {
    case .widths: members += task.job.members
    case .specification(let text, let numbers):
      members.append(.init("input", .string(text)))
      members.append(
        .init(
          "numbers",
          .array(
            numbers.map { ["field": .string($0.field), "value": .exact($0.value)] })))
    }
    members.append(.init("cost", .real(task.job.cost(of: processes.command))))
    if let seconds = processes.longestSeconds {
      members.append(.init("longestSeconds", .real(seconds)))
    }
    return JSONValue.object(members).line
  }
}
