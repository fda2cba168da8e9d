import Computation

/// A command over a grid of networks: what has become of each job.
public struct SweepReport: Report {
  /// One job.
  public struct Job: Sendable {
    /// How it ended.
    public enum Outcome: Hashable, Sendable {
      /// With a result.
      case finished
      /// At a limit, with what was known by then.
      case stopped
      /// Without a result, for this reason.
      case failed(String)
    }

    /// Its model, for messages.
    public let name: String
    /// What tells its model from the others, under the headings of the report.
    public let labels: [String]
    /// Parts of the result, one for each of the keys; `nil` where the result has none.
    public let values: [String?]
    /// How it ended.
    public let outcome: Outcome

    /// A job with what is shown of its result.
    public init(name: String, labels: [String], values: [String?], outcome: Outcome) {
      (self.name, self.labels, self.values, self.outcome) = (name, labels, values, outcome)
    }
  }

  /// The command.
  public let command: String
  /// The headings of the labels of the jobs: `widths` and `degrees`, or the fields of numbers in a spec.
  public let headings: [String]
  /// The keys of the result that are shown, each a path such as `dimension.defect`.
  public let keys: [String]
  /// The jobs, in their order.
  public let jobs: [Job]

  /// A report on the jobs that have ended.
  public init(command: String, headings: [String], keys: [String], jobs: [Job]) {
    (self.command, self.headings, self.keys, self.jobs) = (command, headings, keys, jobs)
  }

  /// The number of jobs that a limit stopped.
  public var stoppedCount: Int { jobs.count { $0.outcome == .stopped } }

  /// The jobs without a result, each with the reason.
  public var failures: [(job: Job, reason: String)] {
    jobs.compactMap { if case .failed(let reason) = $0.outcome { ($0, reason) } else { nil } }
  }

  /// Numbers for programs, for people one row a job.
  public var document: Document {
    var document = Document("Sweep of \(command)", style: .absent)
    document.data("command", command)
    document.data("jobs", jobs.count)
    document.data("stopped", stoppedCount)
    document.data("failed", failures.count)
    var columns: [TableColumn<Job>] = headings.enumerated().map { index, heading in
      .words(heading) { "\($0.labels[index])" }
    }
    for (index, key) in keys.enumerated() {
      let name = key.split(separator: ".").last.map { words(ofKey: $0) } ?? ""
      columns.append(.words(name) { "\($0.values[index])" })
    }
    columns.append(.words("remark") { "\(Self.remark($0.outcome))" })
    document.table(jobs, columns)
    document.paragraph("\(counted(jobs.count, "job"))")
    return document
  }

  private static func remark(_ outcome: Job.Outcome) -> String {
    switch outcome {
    case .finished: ""
    case .stopped: "stopped by a limit"
    case .failed(let reason): reason
    }
  }
}
