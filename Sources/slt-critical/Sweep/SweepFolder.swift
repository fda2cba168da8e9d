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
  init(reading path: String, option: String) throws(CommandFailure) {
    (self.path, self.option) = (path, option)
    guard FileManager.default.fileExists(atPath: path + "/" + Self.descriptionName) else {
      throw CommandFailure("\(option): \(path) is no folder of a sweep (no sweep.json)")
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

  /// What `sweep.json` says, as far as it is read again.
  private struct Description: Decodable {
    var command: String
    var jobs: Int
  }

  private var description: Description {
    get throws(CommandFailure) {
      let file = path + "/" + Self.descriptionName
      let text = try OptionFile.text(file, option: option).text
      do {
        return try JSONDecoder().decode(Description.self, from: Data(text.utf8))
      } catch {
        throw CommandFailure("\(option): \(file): expected the description of a sweep as JSON")
      }
    }
  }

  /// The command of the sweep.
  var command: SweptCommand {
    get throws(CommandFailure) {
      let name = try description.command
      if let command = SweptCommand(rawValue: name) { return command }
      throw CommandFailure(
        "\(option): \(path)/\(Self.descriptionName): '\(name)' is no command that can be swept")
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

  /// The list of jobs of one element of an array.
  func chunkFile(array number: Int, element: Int) -> String {
    path + "/chunks/\(number)-\(element).jsonl"
  }

  /// The number of the next array of jobs, from 1; makes the folder of its lists.
  func nextArrayNumber() throws(CommandFailure) -> Int {
    do {
      try FileManager.default.createDirectory(
        atPath: path + "/chunks", withIntermediateDirectories: true)
    } catch {
      throw CommandFailure("\(option): cannot make the folder \(path)/chunks: \(SystemError())")
    }
    let numbers = try fileNames().compactMap { name in
      name.hasPrefix("slurm-") && name.hasSuffix(".sh")
        ? Int(name.dropFirst("slurm-".count).dropLast(".sh".count)) : nil
    }
    return (numbers.max() ?? 0) + 1
  }

  /// Joins the lines of all files into that of the whole sweep if none is missing.
  ///
  /// - Returns: How many jobs have no line.
  func merge() throws(CommandFailure) -> Int {
    let count = try description.jobs
    let missing = count - (try jobs().count)
    if missing == 0 { try putInOrder(resultFile(nil), count: count) }
    return missing
  }

  private func write(_ jobs: [Int: Job], to file: String) throws(CommandFailure) {
    let lines = jobs.sorted { $0.key < $1.key }.map { $0.value.text + "\n" }
    try write(lines.joined(), to: file)
  }

  /// Writes a file of the folder.
  func write(_ text: String, to file: String) throws(CommandFailure) {
    try Outputs(control: ComputationControl()).open(file, option: option).write(Array(text.utf8))
  }
}
