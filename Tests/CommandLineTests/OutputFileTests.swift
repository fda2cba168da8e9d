import AlgebraTestSupport
import Foundation
import Testing

/// A command that writes more than one file, and the option of the one that `FILE` stands for.
struct WritingCommand: Sendable, CustomTestStringConvertible {
  var arguments: String
  var option: String

  init(_ arguments: String, _ option: String) {
    self.arguments = arguments
    self.option = option
  }

  var testDescription: String { "\(option) of \(arguments)" }

  /// The command with the option.
  func line(_ path: String) -> String { "slt-critical \(arguments) \(option) '\(path)'" }

  static let all = [
    WritingCommand("dimension --widths 2,2,1 --degree 3", "--output"),
    WritingCommand("dimension --batch /dev/stdin", "--output"),
    WritingCommand("report --widths 2,2,1 --degree 3 --format html", "-o"),
    WritingCommand("locus --widths 2,2,1 --degree 3", "--certificate"),
    WritingCommand("strata --widths 2,2,1 --degree 3 --export svg", "--output"),
    WritingCommand("descend --widths 2,2,1 --degree 3 --runs 2 --steps 40", "--trace"),
    WritingCommand("descend --widths 2,2,1 --degree 3 --runs 2 --steps 40", "--picture"),
    WritingCommand("descend --widths 2,2,1 --degree 3 --runs 2 --steps 40", "--resume"),
    WritingCommand("sample --widths 2,2,1 --degree 3 --points 5", "--picture"),
    WritingCommand("label-noise --steps 40 --warm-up 0 --cool-down 0 --every 20", "--picture"),
  ]
}

@Suite struct OutputFileTests {
  private static let dimension = "slt-critical dimension --widths 2,2,1 --degree 3"

  /// Runs a shell command in the folder; `input` is a list for `--batch`.
  private func shell(_ command: String, in folder: ScratchFolder) throws -> Outcome {
    try CommandLineTool.shell(
      "ln -sfn \"$PWD/examples\" '\(folder.url.path)/examples'; cd '\(folder.url.path)'; \(command)",
      input: "2,2,1 3\n")
  }

  private func text(_ name: String, in folder: ScratchFolder) throws -> String {
    try String(contentsOfFile: folder.path(name), encoding: .utf8)
  }

  /// The names of the files in the folder: nothing temporary may stay.
  private func names(_ folder: ScratchFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
      .filter { $0 != "examples" }.sorted()
  }

  @Test(arguments: ["x", "./x", "../x/y/../../x", "x.y", "long name with spaces"])
  func aNameIsAName(name: String) throws {
    let folder = try ScratchFolder()
    let outcome = try shell("mkdir -p x/y; cd x/y; \(Self.dimension) -o '\(name)'", in: folder)
    if name.hasPrefix("..") {
      #expect(outcome.status == 2 && outcome.errors.contains("--output: "))
    } else {
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      #expect(try text("x/y/" + name, in: folder).contains("dimension"))
    }
  }

  @Test func modesAreKeptAndNewFilesFollowTheUmask() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      echo keep >old; chmod 640 old; \(Self.dimension) -o old
      umask 027; \(Self.dimension) -o new; stat -c '%a %h' old new
      """, in: folder)
    #expect(outcome.output == "640 1\n640 1\n")
    #expect(try text("old", in: folder).contains("dimension"))
    #expect(try names(folder) == ["new", "old"])
  }

  @Test func symbolicLinksAreWrittenThrough() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      mkdir other; echo old >other/target; ln -s other/target link; ln -s link second
      ln -s other/new dangling; \(Self.dimension) -o second; \(Self.dimension) -o dangling
      ls -F . other
      """, in: folder)
    #expect(outcome.errors.isEmpty)
    #expect(
      outcome.output == ".:\ndangling@\nexamples@\nlink@\nother/\nsecond@\n\nother:\nnew\ntarget\n")
    #expect(try text("other/target", in: folder) == text("other/new", in: folder))
    let loop = try shell("ln -s b a; ln -s a b; \(Self.dimension) -o a", in: folder)
    #expect(loop.status == 2 && loop.errors.contains("--output: cannot write a: "))
  }

  @Test func hardLinksAreWrittenThrough() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      "seq 10000 >one; ln one two; \(Self.dimension) -o one; stat -c %h one two; cmp one two",
      in: folder)
    #expect(outcome.output == "2\n2\n" && outcome.errors.isEmpty)
    #expect(try text("two", in: folder).hasPrefix("widths (2,2,1)"))
    #expect(try text("two", in: folder).hasSuffix("\n"))
    #expect(!(try text("two", in: folder).contains("\n10000\n")))
  }

  @Test func namedPipesAreWrittenThrough() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      "mkfifo pipe; cat pipe >got & \(Self.dimension) -o pipe; echo $?; wait; ls -F pipe got",
      in: folder)
    #expect(outcome.output == "0\ngot\npipe|\n" && outcome.errors.isEmpty)
    #expect(try text("got", in: folder).contains("dimension"))
  }

  /// A node made here; the test says nothing where none can be made.
  @Test func devicesAreWrittenThrough() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      mknod null c 1 3 2>&1 && mknod full c 1 7 && : >null 2>&1 || { echo none; exit; }
      \(Self.dimension) -o null; echo $?; \(Self.dimension) -o full; echo $?
      stat -c %F null full
      """, in: folder)
    if outcome.output.contains("none") { return }
    #expect(outcome.output == "0\n2\ncharacter special file\ncharacter special file\n")
    #expect(
      outcome.errors == "slt-critical: --output: cannot write full: No space left on device\n")
  }

  @Test func descriptorsOfTheShellAreWrittenWhereTheyStand() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      echo first >log; \(Self.dimension) -o /dev/stdout >>log; \(Self.dimension) -o - >>log
      \(Self.dimension) -o /dev/fd/3 3>>log; \(Self.dimension) -o /dev/fd/9; echo $?
      """, in: folder)
    #expect(outcome.output == "2\n")
    let log = try text("log", in: folder)
    #expect(log.hasPrefix("first\n") && log.split(separator: "widths (2,2,1)").count == 4)
  }

  /// A limit on the size of files stands for a full disk.
  @Test(arguments: WritingCommand.all) func aFailedWriteKeepsTheOldFile(_ command: WritingCommand)
    throws
  {
    let folder = try ScratchFolder()
    if command.option == "--resume" { return }
    for links in [1, 2] {
      let outcome = try shell(
        """
        printf 'old\\nfile' >old; rm -f second; [ \(links) = 1 ] || ln old second
        { (ulimit -f 0; \(command.line("old")) 2>&1 >/dev/null; echo "status $?") | cat; }
        """, in: folder)
      #expect(outcome.output.contains("status 2"), "\(outcome.output)")
      #expect(outcome.output.contains("\(command.option == "-o" ? "--output" : command.option): "))
      #expect(try text("old", in: folder) == "old\nfile")
      #expect(try names(folder) == (links == 1 ? ["old"] : ["old", "second"]))
    }
  }

  /// Half of the page fits.
  @Test func aWriteThatFailsInTheMiddleKeepsTheOldFile() throws {
    for links in [1, 2] {
      let folder = try ScratchFolder()
      let outcome = try shell(
        """
        seq 100 >old; [ \(links) = 1 ] || ln old second
        (ulimit -f 16; slt-critical report --widths 2,3,1 --degree 3 --format html -o old 2>&1
         echo "status $?") | cat
        seq 100 | cmp - old
        """, in: folder)
      #expect(
        outcome.output
          == "slt-critical: --output: cannot write old: File too large\nstatus 2\n")
      #expect(try names(folder).allSatisfy { ["old", "second"].contains($0) })
    }
  }

  @Test func oneOutputThatFailsCostsNoOther() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      slt-critical locus --widths 2,2,1 --degree 3 --certificate proof >/dev/full; echo $?
      slt-critical verify --certificate proof --json | grep -c '"holds": true'
      """, in: folder)
    #expect(outcome.output == "2\n1\n")
    #expect(
      outcome.errors
        == "slt-critical: the standard output: cannot write: No space left on device\n")
  }

  @Test func aRunThatFailsKeepsTheOldFileAndOneThatIsStoppedHasAResult() throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      echo old >old
      slt-critical landscape --widths 2,2,1 --degree 3 --first no --second no -o old; echo $?
      cat old
      slt-critical dimension --widths 20,70,70,20 --degree 3 --memory-limit 150 -o old; echo $?
      """, in: folder)
    #expect(outcome.output == "2\nold\n3\n")
    #expect(try text("old", in: folder).contains("not known"))
    #expect(try names(folder) == ["old"])
  }

  @Test(arguments: WritingCommand.all)
  func everyOutputIsCheckedBeforeComputingUnderItsOwnName(_ command: WritingCommand) throws {
    let folder = try ScratchFolder()
    let name = command.option == "-o" ? "--output" : command.option
    // Far more work than a test has time for.
    let long = WritingCommand(
      command.arguments.replacing("--runs 2", with: "--runs 100000")
        .replacing("--points 5", with: "--points 1000000")
        .replacing("--steps 40", with: "--steps 1000000"), command.option)
    for (path, fragment) in [
      ("no/such/folder/x", "there is no folder no/such/folder"),
      ("examples", "examples is a directory, expected a file"), ("", "needs the name of a file"),
      ("new/", "names a folder, expected a file"),
    ] {
      let outcome = try shell("timeout 20 \(long.line(path))", in: folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(path): \(outcome.errors)")
      #expect(
        outcome.errors.contains(name) && outcome.errors.contains(fragment), "\(outcome.errors)")
      #expect(outcome.errorLines.count == 1)
    }
    #expect(try names(folder).isEmpty)
  }

  @Test(arguments: [
    "locus --widths 2,2,1 --degree 3 --certificate same -o ./same",
    "locus --widths 2,2,1 --degree 3 --certificate same >same",
    "descend --widths 2,2,1 --degree 3 --runs 100000 --trace same --picture link",
    "descend --widths 2,2,1 --degree 3 --runs 100000 --trace same --resume ./same",
    "descend --widths 2,2,1 --degree 3 --runs 100000 --picture /dev/stdout >other",
    "sample --widths 2,2,1 --degree 3 --points 1000000 --picture second -o first",
    """
    reduce examples/trained-network.yaml --weights examples/trained-network.safetensors \
    -o model.npz --output-spec model.npz
    """,
  ]) func twoOutputsWithOneFileAreRefused(arguments: String) throws {
    let folder = try ScratchFolder()
    let outcome = try shell(
      """
      ln -s same link; echo old >first; ln first second
      timeout 20 slt-critical \(arguments); echo "status $?" >&2; cat first
      """, in: folder)
    #expect(outcome.errors.hasSuffix("are the same file, expected two\nstatus 2\n"))
    #expect(outcome.output == "old\n")
    #expect(!(try names(folder).contains("model.npz")))
  }

  @Test func theSpecBesideWeightsIsCheckedBeforeComputing() throws {
    try BadCommandLine(
      "reduce examples/trained-network.yaml --weights examples/trained-network.safetensors "
        + "-o no-such.npz --output-spec no/such/folder/x", "--output-spec: there is no folder"
    ).check()
  }

  @Test(arguments: [
    "landscape --widths 2,2,1 --degree 3 --picture plane.png",
    "sample --widths 2,2,1 --degree 3 --picture values.PDF",
    "descend --widths 2,2,1 --degree 3 --picture curves.jpeg",
    "label-noise --picture curves.html",
    "strata --widths 2,2,1 --degree 3 --export svg --output strata.png",
  ]) func picturesAreSVG(arguments: String) throws {
    try BadCommandLine(arguments, "pictures are SVG, not .").check()
  }
}
