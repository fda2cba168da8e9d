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

    /// The widths of its network.
    public let widths: [Int]
    /// The degrees of the hidden layers, for commands that take them.
    public let degrees: [Int]
    /// Parts of the result, one for each of the keys; `nil` where the result has none.
    public let values: [String?]
    /// How it ended.
    public let outcome: Outcome

    /// A job with what is shown of its result.
    public init(widths: [Int], degrees: [Int], values: [String?], outcome: Outcome) {
      (self.widths, self.degrees, self.values, self.outcome) = (widths, degrees, values, outcome)
    }
  }

  /// The command.
  public let command: String
  /// Whether the command takes degrees.
  public let hasDegrees: Bool
  /// The keys of the result that are shown, each a path such as `dimension.defect`.
  public let keys: [String]
  /// The jobs, in their order.
  public let jobs: [Job]

  /// A report on the jobs that have ended.
  public init(command: String, hasDegrees: Bool, keys: [String], jobs: [Job]) {
    (self.command, self.hasDegrees, self.keys, self.jobs) = (command, hasDegrees, keys, jobs)
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
    var columns: [TableColumn<Job>] = [.words("widths") { "\(Self.list($0.widths))" }]
    if hasDegrees { columns.append(.words("degrees") { "\(Self.list($0.degrees))" }) }
    for (index, key) in keys.enumerated() {
      let name = key.split(separator: ".").last.map { words(ofKey: $0) } ?? ""
      columns.append(.words(name) { "\($0.values[index])" })
    }
    columns.append(.words("remark") { "\(Self.remark($0.outcome))" })
    document.table(jobs, columns)
    document.paragraph("\(counted(jobs.count, "job"))")
    return document
  }

  private static func list(_ numbers: [Int]) -> String {
    numbers.map(String.init).joined(separator: ",")
  }

  private static func remark(_ outcome: Job.Outcome) -> String {
    switch outcome {
    case .finished: ""
    case .stopped: "stopped by a limit"
    case .failed(let reason): reason
    }
  }
}
