import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `compare`.
@Suite struct CompareCommandTests {
  private static let first = """
    {"name": "first", "widths": [2, 3, 1], "activation": {"monomial": 3},
     "weights": [[[1, 2], [3, 1], [1, -1]], [[1, 2, 3]]]}
    """
  /// The same network with its neurons in another order and scale.
  private static let second = """
    {"widths": [2, 3, 1], "activation": {"monomial": 3},
     "weights": [[[-2, 2], [2, 4], [3, 1]], [["-3/8", "1/8", 2]]]}
    """

  @Test func rearrangedNetworksAreTheSame() throws {
    let scratch = try ScratchFolder()
    let a = try scratch.file("a.json", Self.first)
    let b = try scratch.file("b.json", Self.second)
    let picture = scratch.path("path.svg")
    let outcome = try CommandLineTool.run([
      "compare", a, b, "--points", "5", "--json", "--picture", picture,
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let json = try outcome.json()
    #expect(json["sameFunction"] as? Bool == true)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    #expect(json["permutation"] as? [[Int]] == [[2, 3, 1]])
    let scales = try #require((json["scales"] as? [[Any]])?.first)
    #expect(scales.map { "\($0)" } == ["1/2", "1", "-1/2"])
    let distance = try #require(json["distance"] as? [String: Any])
    #expect((distance["gaussian"] as? [String: Any])?["exactSquared"] as? Int == 0)
    let weights = try #require(distance["weights"] as? [String: Any])
    #expect(weights["exactSquaredAfter"] as? Int == 0 && weights["before"] as? Double ?? 0 > 1)
    let path = try #require(json["path"] as? [String: Any])
    #expect(path["points"] as? [Double] == [0, 0.25, 0.5, 0.75, 1])
    #expect(path["after"] as? [Double] == [0, 0, 0, 0, 0])
    #expect(path["barrierBefore"] as? Double ?? 0 > 1 && path["barrierAfter"] as? Double == 0)
    let drawing = try String(contentsOfFile: picture, encoding: .utf8)
    #expect(XMLParser(data: Data(drawing.utf8)).parse() && drawing.contains("after alignment"))
    let text = try CommandLineTool.run(["compare", a, b])
    #expect(text.output.contains("same function") && text.output.contains("2 times 1/2, 3, 1"))
    let page = try CommandLineTool.run(["compare", a, b, "--format", "html"])
    #expect(page.output.contains("<svg") && page.output.contains("after alignment"))
  }

  @Test func filesWithWeightsOfOneSpec() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "net.json", #"{"widths": [2, 3, 1], "activation": {"monomial": 3}}"#)
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let numerators: [Double] = [1, 2, 3, 1, 1, -1, 1, 2, 3]
    let weights = numerators.map { $0 / 7 }
    for format in WeightFileFormat.allCases {
      var paths: [String] = []
      for (index, order) in [[0, 1, 2], [2, 0, 1]].enumerated() {
        let rows = order.flatMap { weights[2 * $0..<2 * $0 + 2] }
        let network = FloatingNetwork(
          architecture, weights: rows + order.map { weights[6 + $0] })
        let path = scratch.path("\(index).\(format)")
        try Data(network.file(format).bytes).write(to: URL(filePath: path))
        paths.append(path)
      }
      let outcome = try CommandLineTool.run(["compare"] + paths + ["--spec", spec, "--json"])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
      let json = try outcome.json()
      #expect(json["sameFunction"] as? Bool == true)
      #expect(json["permutation"] as? [[Int]] == [[2, 3, 1]])
      #expect(json["name"] as? String == "0.\(format)")
    }
  }

  @Test func otherWidthsAndData() throws {
    let scratch = try ScratchFolder()
    let a = try scratch.file("a.json", Self.first)
    let b = try scratch.file(
      "b.json",
      """
      {"widths": [2, 1, 1], "activation": {"monomial": 3}, "weights": [[[1, 2]], [[1]]]}
      """)
    let data = try scratch.file("data.csv", "1,0,2\n0,1,1\n1,1,0\n")
    let outcome = try CommandLineTool.run([
      "compare", a, b, "--data", data, "--json", "--points", "3",
    ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try outcome.json()
    #expect(json["sameFunction"] as? Bool == false && json["dataPoints"] as? Int == 3)
    #expect((json["permutation"] as? [[Any]])?.first?.count == 3)
    #expect((json["other"] as? [String: Any])?["widths"] as? [Int] == [2, 1, 1])
    let path = try #require(json["path"] as? [String: Any])
    #expect((path["loss"] as? String)?.contains("y") == true)
    let distance = try #require(json["distance"] as? [String: Any])
    // The other neurons at the three inputs: 2·27 + 3, 2 − 3, 2·64.
    let onData = try #require(distance["data"] as? [String: Any])
    #expect(onData["exactSquared"] as? String == "19634/3")
  }

  @Test(arguments: [
    ("", "first"), ("--points 1", "--points"), ("--other-spec x.yaml", "--other-spec needs --spec"),
    ("--layers a,b", "--spec"), ("--radius 0", "--radius"),
  ])
  func wrongOptionsAreOneLine(options: String, part: String) throws {
    let scratch = try ScratchFolder()
    let a = try scratch.file("a.json", Self.first)
    let files = options.isEmpty ? [] : [a, a]
    let outcome = try CommandLineTool.run(
      ["compare"] + files + options.split(separator: " ").map(String.init))
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(part), "\(outcome.errors)")
  }

  @Test func wrongFilesAreNamed() throws {
    let scratch = try ScratchFolder()
    let a = try scratch.file("a.json", Self.first)
    let bare = try scratch.file("bare.json", #"{"widths": [2, 1], "activation": []}"#)
    let other = try scratch.file(
      "other.json", #"{"widths": [3, 1], "weights": [[[1, 2, 3]]]}"#)
    for (file, part) in [
      (bare, "bare.json"), (other, "as many inputs"), ("missing.yaml", "missing"),
    ] {
      let outcome = try CommandLineTool.run(["compare", a, file])
      #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }
    let twice = try CommandLineTool.run(["compare", "-", "-"], input: Self.first)
    #expect(twice.status == 2 && twice.errors.contains("standard input"), "\(twice.errors)")
  }
}
