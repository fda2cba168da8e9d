import AlgebraTestSupport
import Foundation
import Testing

/// Limits and signals end the program also where a computation or a report is long between two checkpoints.
///
/// The Jacobian of (9,9,1) with t^9 has 24,310 rows and 90 columns, and is printed without a checkpoint.
@Suite struct LimitWatchTests {
  private static let long = "jacobian --widths 9,9,1 --degree 9 --json"

  @Test func theMemoryLimitEndsPrinting() throws {
    let outcome = try CommandLineTool.run("\(Self.long) --memory-limit 100")
    #expect(outcome.status == 3 && !outcome.wasSignalled)
    #expect(outcome.errors == "slt-critical: stopped by the memory limit of 100 MiB\n")
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsPrinting(signal: Int32) throws {
    let running = try CommandLineTool.start(Self.long.split(separator: " ").map(String.init))
    // As much memory is in use only while it prints.
    try running.wait { running.residentMebibytes > 100 }
    running.send(signal)
    let outcome = try running.outcome()
    #expect(outcome.status == 130 && !outcome.wasSignalled)
    #expect(outcome.errors == "slt-critical: interrupted\n")
  }

  /// Limits hold while a computation prints and while an input is awaited that says nothing, whatever option reads it.
  ///
  /// The one test of the clock of the watch: while nothing happens only time can pass a limit.
  @Test(arguments: [
    long, "dimension -", "analyze --widths 2,2,1 --degree 2 --weights -", "ideal -",
    "verify --certificate -", "descend --widths 2,2,1 --degree 2 --data -",
  ])
  func timeLimitsHoldBetweenCheckpoints(command: String) throws {
    let outcome = try CommandLineTool.shell(
      "d=$(mktemp -d) && mkfifo $d/p && exec 3<>$d/p && rm -r $d && "
        + "slt-critical \(command) --time-limit 0.3 <&3; echo status $?")
    #expect(outcome.output.contains("status 3"), "\(outcome.output)")
    #expect(outcome.errors.contains("time limit"), "\(outcome.errors)")
  }
}
