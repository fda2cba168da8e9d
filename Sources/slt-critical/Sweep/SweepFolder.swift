import Foundation
import SingularLearning

/// The folder of a sweep: `sweep.json` says what is computed, `results.jsonl` has one line a job.
///
/// A shard writes to a file of its own, `results-k-of-n.jsonl`; when nothing is missing any more all of
/// them become `results.jsonl`. Lines are added as jobs end, and put into the order of the jobs when the
/// program ends.
struct SweepFolder {
  /// The folder.
  let path: String

  /// The folder with the given contents, which is made if it does not exist.
  ///
  /// - Parameter description: What is computed; a folder of another sweep is refused.
  init(path: String, description: JSONValue) throws(CommandFailure) {
    self.path = path
    let text = description.indented() + "\n"
    let file = path + "/" + Self.descriptionName
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      if let found = try? String(contentsOfFile: file, encoding: .utf8) {
        guard found == text else {
          throw CommandFailure("--output: \(path) belongs to another sweep (see \(file))")
        }
      } else if !resultFiles.isEmpty {
        throw CommandFailure("--output: \(path) has results but no \(Self.descriptionName)")
      } else {
        try text.write(toFile: file, atomically: true, encoding: .utf8)
      }
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure("--output: cannot write to the folder \(path)")
    }
  }

  /// The folder of a sweep that was started before.
  init(reading path: String) throws(CommandFailure) {
    self.path = path
    guard FileManager.default.fileExists(atPath: path + "/" + Self.descriptionName) else {
      throw CommandFailure("--summary: \(path) is no folder of a sweep (no sweep.json)")
    }
  }

  /// The name of the file that says what is computed.
  static let descriptionName = "sweep.json"

  /// The file that a shard, or the whole sweep, writes to.
  func resultFile(_ shard: SweepShard?) -> String {
    path + "/results" + (shard.map { "-\($0.index)-of-\($0.count)" } ?? "") + ".jsonl"
  }

  /// The files with lines, that of the whole sweep first.
  var resultFiles: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasPrefix("results") && $0.hasSuffix(".jsonl") }.sorted()
      .map { path + "/" + $0 }
  }

  /// The command of the sweep.
  var command: SweptCommand? {
    struct Description: Decodable { var command: String }
    let data = FileManager.default.contents(atPath: path + "/" + Self.descriptionName) ?? Data()
    let description = try? JSONDecoder().decode(Description.self, from: data)
    return description.flatMap { SweptCommand(rawValue: $0.command) }
  }

  /// The finished jobs of a file with their lines; of two lines of a job the later one counts, and what
  /// is no line (cut off, or damaged) does not.
  static func jobs(in lines: some Sequence<String>) -> [Int: (line: SweepLine, text: String)] {
    var jobs: [Int: (line: SweepLine, text: String)] = [:]
    for text in lines {
      if let line = SweepLine(text) { jobs[line.job] = (line, text) }
    }
    return jobs
  }

  /// The finished jobs of all files.
  func jobs() -> [Int: (line: SweepLine, text: String)] {
    var jobs: [Int: (line: SweepLine, text: String)] = [:]
    for file in resultFiles {
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      jobs.merge(Self.jobs(in: text.split(separator: "\n").lazy.map(String.init))) { old, new in
        old.line.isIncomplete ? new : old
      }
    }
    return jobs
  }

  /// Puts the lines of a file into the order of their jobs; once there is a line for all `count` jobs,
  /// the lines of all files into that of the whole sweep.
  func putInOrder(_ file: String, count: Int) throws(CommandFailure) {
    let all = jobs()
    if all.count == count {
      try write(all, to: resultFile(nil))
      for other in resultFiles where other != resultFile(nil) {
        try? FileManager.default.removeItem(atPath: other)
      }
    } else {
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      try write(Self.jobs(in: text.split(separator: "\n").lazy.map(String.init)), to: file)
    }
  }

  private func write(
    _ jobs: [Int: (line: SweepLine, text: String)], to file: String
  ) throws(CommandFailure) {
    let lines = jobs.sorted { $0.key < $1.key }.map { $0.value.text + "\n" }
    do {
      try lines.joined().write(toFile: file, atomically: true, encoding: .utf8)
    } catch {
      throw CommandFailure("--output: cannot write \(file)")
    }
  }
}

/// Every n-th job: shard k of n.
struct SweepShard: Hashable {
  let index: Int
  let count: Int

  /// Reads `k/n`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a job belongs to the shard.
  func contains(_ job: Int) -> Bool { job % count == index - 1 }
}
