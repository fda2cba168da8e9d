import Foundation
import SingularLearning
import Synchronization

/// A file of finished runs, one JSON a line after a line that names the experiment, so that an
/// interrupted experiment can go on.
final class DescentRunStore: Sendable {
  /// The runs that the file had.
  let runs: [DescentRun]
  private let handle: Mutex<FileHandle>

  /// Opens or creates the file; a file of another experiment is refused.
  init(path: String, experiment: String) throws(CommandFailure) {
    let journal = try LineJournal(
      path: path, option: "--resume", header: Data(experiment.utf8).base64EncodedString(),
      mismatch: "--resume: \(path) belongs to another experiment")
    runs = journal.lines.compactMap {
      try? JSONDecoder().decode(DescentRun.self, from: Data($0.utf8))
    }
    handle = Mutex(journal.handle)
  }

  /// Adds a finished run.
  func append(_ run: DescentRun) {
    let line = encodedLine(run)
    handle.withLock { $0.write(line + Data("\n".utf8)) }
  }
}

/// A value as one line of JSON.
func encodedLine(_ value: some Encodable) -> Data {
  let encoder = JSONEncoder()
  encoder.outputFormatting = .sortedKeys
  encoder.nonConformingFloatEncodingStrategy = .convertToString(
    positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
  return (try? encoder.encode(value)) ?? Data()
}
