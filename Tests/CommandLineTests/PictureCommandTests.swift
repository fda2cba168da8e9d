import AlgebraTestSupport
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Figures written by the numerical commands, and the command `landscape`.
@Suite struct PictureCommandTests {
  /// The figure that a command draws, twice, and its outcome.
  private func figure(_ command: String) throws -> (text: String, outcome: Outcome) {
    let scratch = try ScratchFolder()
    let texts = try ["a.svg", "b.svg"].map { name in
      let outcome = try CommandLineTool.run(
        command.split(separator: " ").map(String.init) + ["--picture", scratch.path(name)])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      return (try String(contentsOfFile: scratch.path(name), encoding: .utf8), outcome)
    }
    #expect(texts[0].0 == texts[1].0 && texts[0].1.output == texts[1].1.output)
    return texts[0]
  }

  @Test(arguments: [
    ("sample --widths 2,3,1 --degree 3 --points 20 --json", "singular values"),
    ("descend --widths 2,2,1 --degree 3 --runs 2 --steps 300 --json", "runs"),
    ("label-noise --steps 2000 --warm-up 500 --cool-down 500 --json", "steps"),
    ("landscape --widths 2,2,1 --degree 3 --cells 20 --json", "curves"),
  ])
  func picturesAreWellFormedAndReproducible(command: String, word: String) throws {
    let (text, outcome) = try figure(command)
    let parser = XMLParser(data: Data(text.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    #expect(text.contains("<title id=") && text.contains("<desc id="))
    #expect(text.contains(word) && !text.contains("var(") && text.utf8.count < 150_000)
    #expect(try outcome.json()["schema"] as? Int == 1)
  }

  @Test func landscapeHasTheFixedKeysAndHonoursItsOptions() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "net.json",
      #"{"widths": [2, 2, 1], "activation": {"monomial": 3}, "weights": [[[1, 0], [0, 1]], [["-1/2", 0]]]}"#
    )
    let first = try scratch.file("u.json", "[[[0, 1], [0, 0]], [[1, 0]]]")
    let second = try scratch.file("v.json", "[[[0, 0], [1, 0]], [[0, 1]]]")
    let outcome = try CommandLineTool.run([
      "landscape", spec, "--first", first, "--second", second, "--range=-3,3", "--cells", "12",
      "--json",
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let json = try outcome.json()
    for key in ["target", "plane", "ranges", "grid", "points", "completeness", "evidence", "seed"] {
      #expect(json[key] != nil, "\(key)")
    }
    let sections = try #require(json["sections"] as? [[String: Any]])
    let equations = sections.flatMap { $0["curves"] as? [[String: Any]] ?? [] }
      .compactMap { $0["equation"] as? String }
    #expect(Set(equations) == ["s*t - 1", "2*s - 1", "t"])
    let grid = try #require(json["grid"] as? [String: Any])
    #expect((grid["loss"] as? [[Double]])?.count == 13)
    let text = try CommandLineTool.run(["landscape", spec, "--cells", "8", "--range=-1,1"])
    #expect(text.status == 0 && text.output.contains("p + s u + t v"))
    #expect(text.output.contains("generic rank") && text.output.contains("numerical"))
  }

  @Test func seedsChooseThePlane() throws {
    let command = "landscape --widths 2,3,1 --degree 3 --cells 8 --seed "
    let outputs = try (1...3).map { try CommandLineTool.run(command + "\($0)").output }
    #expect(Set(outputs).count > 1)
    #expect(try CommandLineTool.run(command + "2").output == outputs[1])
  }
}
