import ArgumentParser
import Foundation
import SingularLearning

/// Randomness, parallelism and limits; the same for all commands.
struct ComputationOptions: ParsableArguments {
  @Option(help: "Fixes all randomness: the same seed gives the same bytes.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Use up to T threads, by default all; many commands need one. Results do not depend on T.",
      valueName: "t"))
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "Stop after this many seconds with what is known by then (exit status 3).",
      valueName: "seconds"))
  var timeLimit: Double?

  @Option(
    help: ArgumentHelp(
      "Stop when more memory than this is in use (exit status 3).", valueName: "mib"))
  var memoryLimit: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads must be at least 1, but is \(threads)")
    }
    if let timeLimit, !(timeLimit > 0 && timeLimit.isFinite) {
      throw ValidationError(
        "--time-limit must be a positive number of seconds, but is \(timeLimit)")
    }
    if let memoryLimit, memoryLimit < 1 {
      throw ValidationError("--memory-limit must be at least 1 MiB, but is \(memoryLimit)")
    }
  }

  /// The number of threads for commands that use several.
  var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// A control with these limits whose clock starts now.
  func makeControl() -> ComputationControl {
    ComputationControl(timeLimitSeconds: timeLimit, memoryLimitMebibytes: memoryLimit)
  }
}
