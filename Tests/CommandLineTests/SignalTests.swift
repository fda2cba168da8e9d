import AlgebraTestSupport
import Foundation
import Testing

/// A signal ends every command, whatever it waits for.
///
/// `timeout` sends the signal, and kills what does not end.
@Suite struct SignalTests {
  @Test(
    arguments: ["INT", "TERM"],
    [
      "dimension pipe", "dimension --batch pipe", "ideal pipe", "verify --certificate pipe",
      "analyze --widths 2,2,1 --degree 2 --weights pipe",
      "descend --widths 2,2,1 --degree 2 --data pipe",
      "sweep dimension --list pipe --output runs",
      "dimension --widths 2,2,1 --degree 2 -o pipe",
      "locus --widths 2,2,1 --degree 2 --certificate pipe",
      "descend --widths 2,2,1 --degree 2 --runs 1000000",
    ]) func aSignalEndsACommandThatWaits(signal: String, arguments: String) throws
  {
    let folder = try ScratchFolder()
    let outcome = try CommandLineTool.shell(
      "cd '\(folder.url.path)'; mkfifo pipe; "
        + "timeout --preserve-status -k 10 -s \(signal) 0.5 slt-critical \(arguments) >&2; echo $?")
    #expect(outcome.output == "130\n")
    #expect(outcome.errors.hasSuffix("slt-critical: interrupted\n"), "\(outcome.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["pipe"])
  }

  @Test func aReaderThatDoesNotReadIsNotWaitedFor() throws {
    let folder = try ScratchFolder()
    let outcome = try CommandLineTool.shell(
      "cd '\(folder.url.path)'; mkfifo pipe; (exec 3<pipe; while [ ! -e end ]; do sleep 0.1; done) & "
        + "yes 2,2,1 2 | timeout --preserve-status -k 10 -s INT 1 "
        + "slt-critical dimension --batch - >pipe; echo $?; touch end; wait")
    #expect(outcome.output == "130\n" && outcome.errors == "slt-critical: interrupted\n")
  }
}
