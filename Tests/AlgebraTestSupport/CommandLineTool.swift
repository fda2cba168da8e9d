import Foundation

/// What a run of the command line tool has left behind.
public struct Outcome {
  /// The exit status.
  public var status: Int32
  /// Whether a signal ended the run; `status` is its number then.
  public var wasSignalled: Bool
  /// What was written to standard output.
  public var output: String
  /// What was written to standard error.
  public var errors: String

  /// The lines on standard error, without the empty one at the end.
  public var errorLines: [Substring] { errors.split(separator: "\n") }

  /// The one JSON object on standard output.
  public func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any] ?? [:]
  }

  /// The JSON objects of standard output, one a line.
  public func jsonLines() throws -> [[String: Any]] {
    try output.split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }
}

/// Runs the binary that was built together with these tests.
public enum CommandLineTool {
  /// The folder of the built products.
  public static var folder: URL {
    URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// The root of the package.
  public static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs the tool in the root of the package with `input` as its standard input.
  public static func run(_ arguments: [String], input: String = "") throws -> Outcome {
    try Running(folder.appending(path: "slt-critical"), arguments, input: input).outcome()
  }

  /// As `run(_:input:)`, with the arguments separated by spaces.
  public static func run(_ arguments: String, input: String = "") throws -> Outcome {
    try run(arguments.split(separator: " ").map(String.init), input: input)
  }

  /// Runs a shell command in which `slt-critical` is the tool.
  public static func shell(_ command: String, input: String = "") throws -> Outcome {
    try Running(URL(filePath: "/bin/sh"), ["-c", command], input: input).outcome()
  }

  /// Starts the tool without waiting for it.
  public static func start(_ arguments: [String], input: String = "") throws -> Running {
    try Running(folder.appending(path: "slt-critical"), arguments, input: input)
  }

  /// Starts a shell command as in `shell(_:input:)` without waiting for it.
  public static func startShell(_ command: String) throws -> Running {
    try Running(URL(filePath: "/bin/sh"), ["-c", command], input: "")
  }
}

/// A process whose streams are files, so that no pipe can fill up.
public final class Running {
  private let process = Process()
  private let scratch: URL

  fileprivate init(_ program: URL, _ arguments: [String], input: String) throws {
    scratch = FileManager.default.temporaryDirectory.appending(path: "slt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    try Data(input.utf8).write(to: scratch.appending(path: "input"))
    for name in ["output", "errors"] {
      _ = FileManager.default.createFile(atPath: scratch.appending(path: name).path, contents: nil)
    }
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = CommandLineTool.root
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] =
      CommandLineTool.folder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["SLT_BUILD_DIR"] = CommandLineTool.folder.path
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: scratch.appending(path: "input"))
    process.standardOutput = try FileHandle(forWritingTo: scratch.appending(path: "output"))
    process.standardError = try FileHandle(forWritingTo: scratch.appending(path: "errors"))
    try process.run()
  }

  /// Looks again and again until something has happened, or the process has ended.
  public func wait(until hasHappened: () throws -> Bool) throws {
    while process.isRunning, try !hasHappened() { usleep(2_000) }
  }

  /// Sends a signal.
  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Whether the process has ended.
  public var hasEnded: Bool { !process.isRunning }

  /// The resident memory of the process; 0 where that is not known.
  public var residentMebibytes: Int {
    let statistics = try? String(
      contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
    let pages = statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return ((pages ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))) >> 20
  }

  /// What has been written to standard output so far.
  public var outputSoFar: String {
    (try? String(contentsOf: scratch.appending(path: "output"), encoding: .utf8)) ?? ""
  }

  /// Waits for the end.
  public func outcome() throws -> Outcome {
    process.waitUntilExit()
    defer { try? FileManager.default.removeItem(at: scratch) }
    return Outcome(
      status: process.terminationStatus,
      wasSignalled: process.terminationReason == .uncaughtSignal,
      output: try String(contentsOf: scratch.appending(path: "output"), encoding: .utf8),
      errors: try String(contentsOf: scratch.appending(path: "errors"), encoding: .utf8))
  }
}

/// A folder for the files of one test, removed at its end.
public final class ScratchFolder {
  /// The folder.
  public let url: URL

  /// Makes a new folder.
  public init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "slt-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Writes a file and returns its path.
  public func file(_ name: String, _ text: String) throws -> String {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  /// The path of a file that need not exist.
  public func path(_ name: String) -> String { url.appending(path: name).path }
}
