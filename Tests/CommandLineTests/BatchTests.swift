import AlgebraTestSupport
import Foundation
import Testing

@Suite struct BatchTests {
  private static let lines = "2,3,1 3\n# a comment\n\n3,5,1 4\n2,2,2,1 3,2\n2,2,1 2\n4,3\n"

  @Test func answersComeInTheOrderOfTheInput() throws {
    let outcome = try CommandLineTool.run("dimension --batch -", input: Self.lines)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let widths = try outcome.jsonLines().map { $0["widths"] as? [Int] }
    #expect(widths == [[2, 3, 1], [3, 5, 1], [2, 2, 2, 1], [2, 2, 1], [4, 3]])
  }

  @Test(arguments: [1, 2, 7]) func threadsDoNotChangeTheBytes(threads: Int) throws {
    let list = (0..<40).map { "2,\($0 % 5 + 2),3,1 \($0 % 3 + 2)" }.joined(separator: "\n")
    let expected = try CommandLineTool.run("dimension --batch - --threads 3", input: list)
    let outcome = try CommandLineTool.run("dimension --batch - --threads \(threads)", input: list)
    #expect(outcome.output == expected.output && outcome.status == 0)
  }

  @Test func aLineIsWhatTheSingleCommandPrints() throws {
    let single = try CommandLineTool.run("dimension --widths 3,5,1 --degree 4 --json --seed 9")
      .json()
    let line = try CommandLineTool.run("dimension --batch - --seed 9", input: "3,5,1 4").jsonLines()
    #expect(line.count == 1)
    #expect(NSDictionary(dictionary: line[0]) == NSDictionary(dictionary: single))
  }

  @Test func aLineMayBeTheSpecOfAnyModelAsJSON() throws {
    let gates = #"{"name": "gates", "inputs": 2, "layers": [{"dense": 2}, {"product": 2}]}"#
    let onData = gates.replacing("]}", with: #"], "data": {"inputs": [[1, 0], [0, 1]]}}"#)
    let dense =
      #"{"inputs": 2, "layers": [{"dense": 3}, {"activation": {"monomial": 3}}, {"dense": 1}]}"#
    let list = "2,3,1 3\n\(gates)\n\(onData)\n\(dense)\n"
    let outcome = try CommandLineTool.run("dimension --batch -", input: list)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let lines = try outcome.jsonLines()
    #expect(lines.map { $0["dimension"] as? Int } == [4, 3, 2, 4])
    #expect(lines[1]["layers"] as? [String] == ["dense 2", "product 2"])
    #expect(lines[1]["name"] as? String == "gates" && lines[2]["dataPoints"] as? Int == 2)
    let single = try CommandLineTool.run("dimension - --json", input: onData).json()
    #expect(NSDictionary(dictionary: lines[2]) == NSDictionary(dictionary: single))
    let bad = try CommandLineTool.run(
      "dimension --batch -", input: "2,3,1 3\n" + gates.replacing("product", with: "produce"))
    #expect(bad.status == 2)
    #expect(bad.errors.contains("standard input:2:"), "\(bad.errors)")
    #expect(bad.errors.contains("layers[1]: expected a mapping with one of the keys"))
  }

  @Test func tablesWithHeadAreRead() throws {
    let scratch = try ScratchFolder()
    let table = try scratch.file(
      "list.csv", "architecture,exponent,dimension\n\"[2, 3, 1]\",3,4\r\n\"[3, 5, 1]\",4,14\n")
    let outcome = try CommandLineTool.run(["dimension", "--batch", table])
    #expect(try outcome.jsonLines().map { $0["dimension"] as? Int } == [4, 14])
  }

  /// A line that is no network, or one that is too large, has an answer of its own and keeps no other line
  /// from its answer.
  @Test func aBadLineIsOneAnswer() throws {
    let scratch = try ScratchFolder()
    let list = try scratch.file(
      "list.txt", "2,2,1 3\n2,4294967296,1 2\n2,3,1\n60,200,200,60 3\n# nothing\n2,3,1 3\n")
    let outcome = try CommandLineTool.run(["dimension", "--batch", list])
    #expect(outcome.status == 2 && !outcome.wasSignalled)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("3 of 5 lines without result, the first: "))
    #expect(outcome.errors.contains("list.txt:2: the widths 2,4294967296,1 give 12884901888"))
    let answers = try outcome.jsonLines()
    #expect(answers.map { $0["dimension"] as? Int } == [4, nil, nil, nil, 4])
    #expect(answers.map { $0["error"] != nil } == [false, true, true, true, false])
    #expect(answers[1]["line"] as? Int == 2 && answers[2]["line"] as? Int == 3)
    let error = try #require(answers[3]["error"] as? String)
    #expect(error.contains("would be 64000 × "))
  }

  @Test(arguments: [
    ("2,3,1", "standard input:1: expected widths, space, degree"),
    ("# list\n2;3;1 3", "standard input:2: "), ("widths,degree\n", "CSV head"),
    ("architecture,exponent\n7", "at least 2 columns"), ("2,3,1 0", "degree 0"),
  ])
  func aSingleBadLineIsNamed(input: String, fragment: String) throws {
    let outcome = try CommandLineTool.run("dimension --batch -", input: input)
    #expect(outcome.status == 2 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(fragment))
    #expect(try outcome.jsonLines().map { $0["error"] != nil } == [true])
  }

  @Test func anAnswerComesBeforeTheNextQuestion() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("list")
    #expect(mkfifo(path, 0o600) == 0)
    let running = try CommandLineTool.startShell("exec slt-critical dimension --batch - <'\(path)'")
    let list = try FileHandle(forWritingTo: URL(filePath: path))
    for count in 1...2 {
      try list.write(contentsOf: Data("2,3,1 3\n".utf8))
      try running.wait { running.outputSoFar.count { $0 == "\n" } == count }
    }
    #expect(!running.hasEnded)
    try list.close()
    let outcome = try running.outcome()
    #expect(try outcome.status == 0 && outcome.jsonLines().count == 2)
  }

  @Test func aClosedPipeIsNoError() throws {
    let outcome = try CommandLineTool.shell(
      "yes 2,3,1 3 | slt-critical dimension --batch - | head -n 3")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    #expect(try outcome.jsonLines().count == 3)
  }

  @Test func nothingInNothingOut() throws {
    let outcome = try CommandLineTool.run("dimension --batch -")
    #expect(outcome.status == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
  }
}
