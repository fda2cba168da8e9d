import ArgumentParser
import Foundation
import SingularLearning

/// Randomness, parallelism and limits; the same for all commands.
struct ComputationOptions: ParsableArguments {
  @Option(help: "Fixes all randomness: the same seed gives the same bytes (0 to 2^64 - 1).")
  var seed: UInt64 = 1

  /// What the options take.
  static let threadRange = NumericRange(1, 1024)
  /// What the options take.
  static let timeRange = NumericRange(above: 0.0, 1e9)
  /// What the options take.
  static let workRange = NumericRange(0, 1 << 50)
  /// What the options take.
  static let memoryRange = NumericRange(1, 1 << 30)

  @Option(
    help: ArgumentHelp(
      "Use up to T threads \(Self.threadRange), by default all; many commands need one. Results do not "
        + "depend on T.",
      valueName: "t"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds \(Self.timeRange) with what is known by then (exit status 3).",
      valueName: "seconds"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Stop after this many steps of work \(Self.workRange), each about a thousand operations of the "
        + "processor, with what is known by then (exit status 3): the same on every machine.",
      valueName: "steps"))
  var workLimit: Int?

  @Option(
    help: ArgumentHelp(
      "Stop when more memory than this many MiB \(Self.memoryRange) is in use (exit status 3); by "
        + "default nine tenths of the machine's.", valueName: "mib"))
  var memoryLimit: Int?

  @Option(
    help: ArgumentHelp(
      "Add a JSON line to this file whenever something large begins or is decided, with seconds and memory.",
      valueName: "file"), completion: .file(extensions: ["jsonl"]))
  var log: String?

  func validate() throws {
    try Self.threadRange.check(threads, "--threads")
    try Self.timeRange.check(timeLimit, "--time-limit")
    try Self.workRange.check(workLimit, "--work-limit")
    try Self.memoryRange.check(memoryLimit, "--memory-limit")
    do throws(CommandFailure) {
      try RunLog.begin(path: log)
    } catch {
      throw ValidationError(error.message)
    }
    // The clock starts here, so that the limits hold while inputs are awaited.
    _ = control
  }

  /// The number of threads for commands that use several.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// The control of this run of the program, with these limits, watched since the options were read.
  var control: ComputationControl {
    RunControl.first {
      let memory = memoryLimit ?? MemoryLimit.standardMebibytes
      let control = ComputationControl(
        timeLimitSeconds: timeLimit, memoryLimitMebibytes: memory, stepLimit: workLimit
      ) { RunLog.record($0) }
      LimitWatch.start(watching: control, residentLimit: memory)
      return control
    }
  }
}
