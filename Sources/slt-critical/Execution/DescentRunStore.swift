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
    let header = Data(experiment.utf8).base64EncodedString()
    var runs: [DescentRun] = []
    if let text = try? String(contentsOfFile: path, encoding: .utf8), !text.isEmpty {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
      guard lines.first.map(String.init) == header else {
        throw CommandFailure("--resume: \(path) belongs to another experiment")
      }
      // A line cut off by an interrupt is simply computed again.
      runs = lines.dropFirst().compactMap {
        try? JSONDecoder().decode(DescentRun.self, from: Data($0.utf8))
      }
    } else if !FileManager.default.createFile(atPath: path, contents: Data((header + "\n").utf8)) {
      throw CommandFailure("--resume: cannot write \(path)")
    }
    guard let handle = FileHandle(forUpdatingAtPath: path) else {
      throw CommandFailure("--resume: cannot write \(path)")
    }
    _ = try? handle.seekToEnd()
    handle.write(Data("\n".utf8))
    self.runs = runs
    self.handle = Mutex(handle)
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
