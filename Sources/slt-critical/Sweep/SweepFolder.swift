import Foundation
import SingularLearning

/// The folder of a sweep: `sweep.json` says what is computed, `results.jsonl` has one line a job.
///
/// A shard writes to a file of its own, `results-k-of-n.jsonl`; when nothing is missing any more all of
/// them become `results.jsonl`. Lines are added as jobs end, and put into the order of the jobs when the
/// program ends. A file that cannot be read, or a line that is none, is an error: results that are not
/// understood are never written over.
struct SweepFolder {
  /// The folder.
  let path: String
  /// The option that names it.
  private let option: String

  /// A line with what it says.
  typealias Job = (line: SweepLine, text: String)

  /// The folder with the given contents, which is made if it does not exist.
  ///
  /// - Parameter description: What is computed; a folder of another sweep is refused.
  init(path: String, description: JSONValue) throws(CommandFailure) {
    self.path = path
    option = "--output"
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("--output: cannot make the folder \(path): \(SystemError())")
    }
    let text = description.indented() + "\n"
    let file = path + "/" + Self.descriptionName
    if try fileNames().contains(Self.descriptionName) {
      guard try OptionFile.text(file, option: option).text == text else {
        throw CommandFailure("--output: \(path) belongs to another sweep (see \(file))")
      }
    } else if try !resultFiles().isEmpty {
      throw CommandFailure("--output: \(path) has results but no \(Self.descriptionName)")
    } else {
      try write(text, to: file)
    }
  }

  /// The folder of a sweep that was started before.
  init(reading path: String) throws(CommandFailure) {
    self.path = path
    option = "--summary"
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

  private func fileNames() throws(CommandFailure) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw CommandFailure("\(option): cannot read the folder \(path): \(SystemError())")
    }
  }

  /// The files with lines, that of the whole sweep first.
  func resultFiles() throws(CommandFailure) -> [String] {
    try fileNames().filter { $0.hasPrefix("results") && $0.hasSuffix(".jsonl") }.sorted()
      .map { path + "/" + $0 }
  }

  /// The command of the sweep.
  var command: SweptCommand {
    get throws(CommandFailure) {
      struct Description: Decodable { var command: String }
      let file = path + "/" + Self.descriptionName
      let text = try OptionFile.text(file, option: option).text
      do {
        let name = try JSONDecoder().decode(Description.self, from: Data(text.utf8)).command
        if let command = SweptCommand(rawValue: name) { return command }
      } catch {}
      throw CommandFailure("\(option): \(file): expected the description of a sweep as JSON")
    }
  }

  /// The finished jobs of a file; of two lines of a job the later one counts.
  private func jobs(in file: String) throws(CommandFailure) -> [Int: Job] {
    var jobs: [Int: Job] = [:]
    let input = try OptionFile.open(file, option: option)
    var content: [UInt8]
    do throws(InputFileError) {
      content = try input.contents(maximumBytes: Self.maximumBytes)
    } catch {
      throw CommandFailure(error, option: option)
    }
    // A line without newline is being written, or was cut off.
    content.removeSubrange((content.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0)...)
    for line in try JournalLine.lines(of: content, in: file, option: option) {
      let value = try line.decoded(as: SweepLine.self, kind: "a result of 'sweep'")
      jobs[value.job] = (value, line.text)
    }
    return jobs
  }

  /// The largest file of results that is read.
  private static let maximumBytes = 8 << 30

  /// The finished jobs of all files.
  func jobs() throws(CommandFailure) -> [Int: Job] {
    var jobs: [Int: Job] = [:]
    for file in try resultFiles() {
      jobs.merge(try self.jobs(in: file)) { old, new in old.line.isIncomplete ? new : old }
    }
    return jobs
  }

  /// Puts the lines of a file into the order of their jobs; once there is a line for all `count` jobs,
  /// the lines of all files into that of the whole sweep.
  func putInOrder(_ file: String, count: Int) throws(CommandFailure) {
    let all = try jobs()
    guard all.count == count else { return try write(try jobs(in: file), to: file) }
    try write(all, to: resultFile(nil))
    for other in try resultFiles() where other != resultFile(nil) {
      guard unlink(other) == 0 || errno == ENOENT else {
        throw CommandFailure("\(option): cannot remove \(other): \(SystemError())")
      }
    }
  }

  private func write(_ jobs: [Int: Job], to file: String) throws(CommandFailure) {
    let lines = jobs.sorted { $0.key < $1.key }.map { $0.value.text + "\n" }
    try write(lines.joined(), to: file)
  }

  private func write(_ text: String, to file: String) throws(CommandFailure) {
    try Outputs(control: ComputationControl()).open(file, option: option).write(Array(text.utf8))
  }
}
