import AlgebraTestSupport
import Foundation
import Testing

/// Programs that tests compare with never make a test fail by what they say for people, or by being broken.
@Suite struct ExternalProgramTests {
  private func program(_ script: String) throws -> (ScratchFolder, ExternalProgram?) {
    let scratch = try ScratchFolder()
    let path = try scratch.file("Peer", "#!/bin/sh\n" + script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return (
      scratch,
      ExternalProgram(
        "Peer", comment: "//", probe: "x+y", reply: "x+y", folders: [scratch.url.path])
    )
  }

  /// As Debian's Singular 4.3.1, which misses a library and says so before the first result.
  @Test func commentsOnStandardOutputAreLeftOut() throws {
    let (scratch, peer) = try program(
      "echo '// ** Could not find dynamic library: p_Procs_FieldIndep.so (path )'\ncat \"$1\"\n")
    #expect(try #require(peer).run("a//b\n2*x\n") == "a//b\n2*x\n")
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: ["exit 1", "echo broken", "kill -9 $$", "cat /nowhere"])
  func brokenProgramsCountAsMissing(script: String) throws {
    #expect(try program(script).1 == nil)
  }
}
