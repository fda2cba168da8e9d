import SingularLearning
import Synchronization

/// A file with a JSON line for each checkpoint that has been looked at, after a line that names network and plan, so
/// that an analysis that was interrupted, or whose run goes on, need not begin again.
///
/// What is known of a checkpoint counts while its file has the same content.
final class CheckpointStore: Sendable {
  private let journal: LineJournal
  /// What the file had, by name and content.
  private let known: [String: CheckpointAnalysis]
  private let failure = Mutex<CommandFailure?>(nil)

  /// Opens or creates the file; a file of another network or plan is refused, and so is one with a line that is no
  /// checkpoint.
  init(path: String, description: JSONValue) throws(CommandFailure) {
    journal = try LineJournal(
      path: path, option: "--resume", header: description.line,
      mismatch: "--resume: \(path) belongs to another network, data or options")
    var known: [String: CheckpointAnalysis] = [:]
    for line in journal.lines {
      let found = try line.decoded(as: CheckpointAnalysis.self, kind: "a checkpoint of 'analyze'")
      known[Self.key(found.file, found.fingerprint)] = found
    }
    self.known = known
  }

  private static func key(_ file: String, _ fingerprint: String?) -> String {
    "\(fingerprint ?? "") \(file)"
  }

  /// What is known of a file with this content.
  func checkpoint(_ file: String, fingerprint: String?) -> CheckpointAnalysis? {
    fingerprint.flatMap { known[Self.key(file, $0)] }
  }

  /// Adds a checkpoint, unless it could not be read.
  ///
  /// The first failure is told at once; the analysis goes on, because its result can still be printed.
  func append(_ checkpoint: CheckpointAnalysis) {
    if checkpoint.error != nil { return }
    failure.withLock { failure in
      do throws(CommandFailure) {
        try journal.append(line: try encodedLine(checkpoint))
      } catch {
        if failure == nil { StandardStreams.report(error.message) }
        failure = failure ?? error
      }
    }
  }

  /// Has everything reach the disk.
  ///
  /// - Throws: also if a checkpoint could not be written before.
  func finish() throws(CommandFailure) {
    if var failure = failure.withLock({ $0 }) {
      failure.message = "--resume: not all checkpoints are in \(journal.path)"
      throw failure
    }
    try journal.synchronize()
  }
}
