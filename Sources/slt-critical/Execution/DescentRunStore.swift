import Foundation
import SingularLearning
import Synchronization

/// A file of finished runs, one JSON a line after a line that names the experiment, so that an
/// interrupted experiment can go on.
///
/// Runs are added as they end, and put into their order when the program ends.
final class DescentRunStore: Sendable {
  /// The runs that the file had.
  let runs: [DescentRun]
  private let journal: LineJournal
  private let header: String
  private let state: Mutex<State>

  private struct State {
    var lines: [(index: Int, text: String)]
    var failure: CommandFailure?
  }

  /// Opens or creates the file; a file of another experiment is refused, and so is one with a line that is
  /// no run.
  init(path: String, experiment: String) throws(CommandFailure) {
    header = Data(experiment.utf8).base64EncodedString()
    journal = try LineJournal(
      path: path, option: "--resume", header: header,
      mismatch: "--resume: \(path) belongs to another experiment")
    var runs: [DescentRun] = []
    for line in journal.lines {
      runs.append(try line.decoded(as: DescentRun.self, kind: "a run of 'descend'"))
    }
    self.runs = runs
    state = Mutex(
      State(lines: zip(runs, journal.lines).map { (index: $0.index, text: $1.text) }))
  }

  /// Adds a finished run.
  ///
  /// The first failure is told at once; the experiment goes on, because its result can still be printed.
  func append(_ run: DescentRun) {
    state.withLock { state in
      do throws(CommandFailure) {
        let text = try encodedLine(run)
        try journal.append(line: text)
        state.lines.append((run.index, text))
      } catch {
        if state.failure == nil { StandardStreams.report(error.message) }
        state.failure = state.failure ?? error
      }
    }
  }

  /// Puts the runs into their order.
  ///
  /// - Throws: also if a run could not be written before.
  func finish() throws(CommandFailure) {
    let (lines, failure) = state.withLock { ($0.lines, $0.failure) }
    if var failure {
      failure.message = "--resume: not all runs are in \(journal.path)"
      throw failure
    }
    try journal.synchronize()
    let sorted = lines.sorted { $0.index < $1.index }
    if sorted.map(\.index) == lines.map(\.index) { return }
    let text = ([header] + sorted.map(\.text)).map { $0 + "\n" }.joined()
    try Outputs(control: ComputationControl()).open(journal.path, option: "--resume").write(text)
  }
}
