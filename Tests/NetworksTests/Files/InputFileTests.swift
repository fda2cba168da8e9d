import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct InputFileTests {
  private func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch {
      return "\(error)"
    }
  }

  @Test func contentsAreAllBytesOfLargeFilesToo() throws {
    let folder = try ScratchFolder()
    let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
    try Data(bytes).write(to: folder.url.appending(path: "file"))
    let path = folder.path("file")
    #expect(try InputFile(path: path).contents(maximumBytes: 200_000) == bytes)
    #expect(
      failure { _ = try InputFile(path: path).contents(maximumBytes: 199_999) }
        == "\(path): expected a file of at most 0 MiB, found a larger one")
    let empty = try folder.file("empty", "")
    #expect(try InputFile(path: empty).text(maximumBytes: 0).isEmpty)
  }

  @Test func aByteOrderMarkIsNoPartOfTheText() throws {
    let folder = try ScratchFolder()
    let file = try folder.file("file", "\u{feff}widths: [2, 1]\u{feff}")
    #expect(try InputFile(path: file).text(maximumBytes: 99) == "widths: [2, 1]\u{feff}")
    let spec = try folder.file("spec.yaml", "\u{feff}widths: [2, 1]")
    #expect(try NetworkSpecification(contentsOf: spec).architecture.widths == [2, 1])
  }

  @Test func whatIsNoFileIsNamed() throws {
    let folder = try ScratchFolder()
    let path = folder.url.path
    #expect(
      failure { _ = try InputFile(path: path) }
        == "\(path): expected a readable file, found a directory")
    #expect(failure { _ = try InputFile(path: path + "/x") }.hasSuffix("found no such file"))
    #expect(
      failure { _ = try InputFile(path: "/dev/fd/900") }.hasSuffix("found one that is not open"))
    let file = try folder.file("file", "x")
    #expect(failure { _ = try InputFile(path: file + "/x") }.hasSuffix("found no such file"))
    try Data([0x61, 0xff]).write(to: folder.url.appending(path: "bytes"))
    #expect(
      failure { _ = try InputFile(path: folder.path("bytes")).text(maximumBytes: 9) }
        == "\(folder.path("bytes")): expected text in UTF-8, found other bytes")
  }

  /// A named pipe without a writer waits; the control is asked before and again and again meanwhile.
  @Test func limitsHoldWhileNothingArrives() throws {
    let folder = try ScratchFolder()
    let path = folder.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let control = ComputationControl()
    let file = try InputFile(path: path)
    Thread { control.cancel() }.start()
    #expect(
      failure { _ = try file.contents(maximumBytes: 9, control: control) } == "interrupted")
  }

  @Test func standardInputHasSeveralNames() {
    for path in ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"] {
      #expect(InputFile.isStandardInput(path))
    }
    for path in ["", "--", "stdin", "/dev/fd/", "/dev/fd/00x", "/dev/fd/1", "./-"] {
      #expect(!InputFile.isStandardInput(path))
    }
  }
}
