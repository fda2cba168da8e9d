import CAllocation
import Foundation
import SingularLearning

/// A thread that makes limits hold where a computation is long between two checkpoints.
///
/// It looks at the memory every few milliseconds and passes on that a limit was reached; what is known by
/// then can still be printed. If the program goes on working long after a limit, or its memory goes on
/// growing, this ends the program with the message and the status of the limit, and without a result.
/// `InterruptHandler` does the same for interrupts.
struct LimitWatch: Sendable {
  private let control: ComputationControl
  /// The limit for the resident memory in MiB.
  private let residentLimit: Int
  /// The limit for the address space in MiB.
  private let addressSpaceLimit: Int?

  /// The time between two looks.
  private static let interval = 0.008
  /// How long the program may work after a limit before it is ended, in seconds of the processors: so many,
  /// and a part of what it has worked until then, so that much work is not lost in bringing it into form.
  ///
  /// A program that waits, for a reader of its output for example, uses none.
  private static let patience = (seconds: 1.5, part: 0.1, most: 30.0)

  /// Starts to watch; ends with the program.
  static func start(watching control: ComputationControl, residentLimit: Int) {
    slt_end_when_out_of_memory(CommandFailure.stoppedByLimit) { TemporaryFile.removeAll() }
    let watch = LimitWatch(
      control: control, residentLimit: residentLimit,
      addressSpaceLimit: MemoryLimit.addressSpaceMebibytes)
    Thread { watch.run() }.start()
  }

  private func run() {
    var stopped: (reason: ComputationStopped, processorSeconds: Double)?
    var allowedMemory = Int.max
    while true {
      Thread.sleep(forTimeInterval: Self.interval)
      if let memory = ProcessMemory.current {
        if memory.resident > allowedMemory { end(.memoryLimit(mebibytes: residentLimit)) }
        if memory.resident > residentLimit, allowedMemory == .max {
          // Room for bringing into form what is known.
          allowedMemory = max(residentLimit + residentLimit / 10, memory.resident) + 24
          control.stopForMemory(mebibytes: residentLimit)
        }
        if let limit = addressSpaceLimit, memory.addressSpace > limit {
          control.stopForMemory(mebibytes: limit)
        }
      }
      guard let reason = control.pendingStop, reason != .cancelled else { continue }
      if let stopped {
        let patience = Self.patience
        let allowed = min(
          patience.seconds + patience.part * stopped.processorSeconds, patience.most)
        if processorSeconds() - stopped.processorSeconds > allowed { end(stopped.reason) }
      } else {
        stopped = (reason, processorSeconds())
      }
    }
  }

  private func end(_ reason: ComputationStopped) -> Never {
    let failure = CommandFailure(reason)
    // Where the program is about to end in another way, that has the say.
    while !InterruptHandler.claimEnd() { Thread.sleep(forTimeInterval: 1) }
    TemporaryFile.removeAll()
    slt_end_now("slt-critical: \(failure.message)\n", failure.status)
  }

  /// The time that all threads of the program have used.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
