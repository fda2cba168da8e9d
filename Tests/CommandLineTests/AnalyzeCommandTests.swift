import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct AnalyzeCommandTests {
  @Test func jsonHasTheFixedKeys() throws {
    let outcome = try CommandLineTool.run("analyze examples/deep-redundant.yaml --json --seed 5")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["schema"] as? Int == 1 && json["seed"] as? Int == 5)
    #expect(json["rank"] as? Int == 4 && json["genericRank"] as? Int == 6)
    #expect(json["critical"] as? Bool == true && json["subnetwork"] as? Bool == true)
    #expect(json["kernelDimension"] as? Int == 6)
    #expect(json["functionPreserved"] as? Bool == true)
    #expect(json["tangentKernel"] == nil)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let neurons = try #require(json["neurons"] as? [[String: Any]])
    #expect(
      neurons.map { $0["state"] as? String } == ["active", "active", "redundant", "redundant"])
    #expect(neurons[2]["layer"] as? Int == 2 && neurons[2]["index"] as? Int == 1)
    #expect(neurons[2]["with"] as? [Int] == [2])
    #expect(neurons[2]["factors"] as? [String] == ["1/2"])
    let operations = try #require(json["operations"] as? [[String: Any]])
    #expect(operations.count == 1 && operations[0]["type"] as? String == "redundant")
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [2, 2, 1, 1])
    #expect(reduced["weights"] as? [[[Int]]] == [[[1, 2], [3, -1]], [[1, 1]], [[5]]])
  }

  /// σ(−t) = −σ(t) for t + t³: 3σ(u) + σ(−u) = 2σ(u).
  @Test func oppositeRowsOfAnOddActivationAreRedundant() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.file(
      "odd.json",
      """
      {"widths": [2, 2, 1], "activation": {"polynomial": ["0", "1", "0", "1"]},
       "weights": [[[1, 2], [-1, -2]], [[3, 1]]]}
      """)
    let json = try CommandLineTool.run(["analyze", path, "--json"]).json()
    #expect(json["subnetwork"] as? Bool == true)
    let operations = try #require(json["operations"] as? [[String: Any]])
    #expect(operations.count == 1 && operations[0]["type"] as? String == "redundant")
    #expect(operations[0]["sign"] as? Int == -1 && operations[0]["factor"] as? Int == -1)
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [2, 1, 1])
    #expect(reduced["weights"] as? [[[Int]]] == [[[1, 2]], [[2]]])
  }

  /// 6 + u + u² is no a(1 + l + l²): a = 6 and l = u/6 give u²/6.
  @Test func aConstantThatNothingTakesIsNoSubnetwork() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.file(
      "constant.json",
      """
      {"widths": [2, 2, 1], "activation": {"polynomial": ["1", "1", "1"]},
       "weights": [[[0, 0], [1, 2]], [[5, 1]]]}
      """)
    let json = try CommandLineTool.run(["analyze", path, "--json"]).json()
    #expect(json["subnetwork"] as? Bool == false)
    #expect((json["operations"] as? [Any])?.isEmpty == true)
    let neurons = try #require(json["neurons"] as? [[String: Any]])
    #expect(neurons.map { $0["state"] as? String } == ["active", "active"])
    #expect(neurons[0]["constant"] as? Int == 1 && neurons[1]["constant"] == nil)
    let text = try CommandLineTool.run(["analyze", path]).output
    #expect(text.contains("Neuron 1 of layer 1 has the constant value 1, which no bias"))
    #expect(try CommandLineTool.run(["reduce", path]).output.contains("# nothing to reduce"))
  }

  /// W₂ = u vᵀ: the function u (vᵀ W₁) x is that of a (3,1,3) network.
  @Test func linearLayersMix() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.file(
      "linear.json",
      """
      {"widths": [3, 2, 3], "activation": {"monomial": 1},
       "weights": [[[1, 0, 0], [0, 1, 0]], [[1, 2], [1, 2], [1, 2]]]}
      """)
    let json = try CommandLineTool.run(["analyze", path, "--json"]).json()
    #expect(json["subnetwork"] as? Bool == true)
    let operations = try #require(json["operations"] as? [[String: Any]])
    #expect(operations.count == 1 && operations[0]["type"] as? String == "mixed")
    #expect(operations[0]["neurons"] as? [Int] == [1, 2])
    #expect(operations[0]["side"] as? String == "outgoing")
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["weights"] as? [[[Int]]] == [[[1, 2, 0]], [[1], [1], [1]]])
    let locus = try CommandLineTool.run("locus --widths 3,2,3 --degree 1 --json").json()
    let components = try #require(locus["components"] as? [[String: Any]])
    #expect(components.allSatisfy { $0["kind"] as? String == "subnetwork" })
    let mixed = components.first { $0["label"] as? String == "rank W2 <= 1" }
    let types = (mixed?["operations"] as? [[String: Any]])?.map { $0["type"] as? String }
    #expect(types == ["mixed"])
    #expect(try CommandLineTool.run("verify --widths 3,2,3 --degree 1").status == 0)
    let page = try CommandLineTool.run(["report", path, "--format", "html"]).output
    #expect(page.contains("mix: their incoming or outgoing weights are linearly dependent"))
  }

  @Test func weightsComeFromAFileOrStandardInput() throws {
    let scratch = try ScratchFolder()
    let point = "[[[1, 0], [0, 1], [1, 1]], [[1, 1, \"3/4\"]]]"
    let path = try scratch.file("point.json", point)
    let arguments = ["analyze", "examples/shallow-cubic.yaml", "--json", "--weights"]
    let fromFile = try CommandLineTool.run(arguments + [path])
    #expect(fromFile.status == 0 && fromFile.errors.isEmpty)
    let fromInput = try CommandLineTool.run(arguments + ["-"], input: point)
    #expect(fromInput.output == fromFile.output)
    let json = try fromFile.json()
    #expect(json["critical"] as? Bool == false && json["subnetwork"] as? Bool == false)
    #expect((json["operations"] as? [Any])?.isEmpty == true)
  }

  @Test func kernelVectorsAreKilledByTheJacobian() throws {
    let outcome = try CommandLineTool.run("analyze examples/polynomial-bias.yaml --kernel --json")
    let json = try outcome.json()
    let vectors = try #require(json["tangentKernel"] as? [[Any]])
    let kernel = try vectors.map { try $0.map { try #require(Rational("\($0)")) } }
    #expect(kernel.count == json["kernelDimension"] as? Int)
    let file = CommandLineTool.root.appending(path: "examples/polynomial-bias.yaml").path
    let network = try #require(try NetworkSpecification(contentsOf: file).network)
    let jacobian = try network.architecture.jacobian().evaluated(at: network.weights)
    let zero = [Rational](repeating: 0, count: jacobian.rowCount)
    for vector in kernel { #expect(jacobian.apply(to: vector) == zero) }
  }

  @Test func reduceWritesASpecThatReadsBack() throws {
    let scratch = try ScratchFolder()
    let printed = try CommandLineTool.run("reduce examples/deep-redundant.yaml")
    #expect(printed.status == 0 && printed.errors.isEmpty)
    let yaml = try NetworkSpecification(text: printed.output)
    let path = scratch.path("smaller.json")
    let written = try CommandLineTool.run([
      "reduce", "examples/deep-redundant.yaml", "--output", path,
    ])
    #expect(written.status == 0 && written.output.isEmpty)
    #expect(try NetworkSpecification(contentsOf: path) == yaml)
    #expect(yaml.architecture.widths == [2, 2, 1, 1])
    let again = try CommandLineTool.run(["reduce", path, "--json"]).json()
    #expect((again["operations"] as? [Any])?.isEmpty == true)
    #expect(again["functionPreserved"] as? Bool == true)
    #expect((again["reduced"] as? [String: Any])?["widths"] as? [Int] == [2, 2, 1, 1])
  }

  @Test func aReducedSpecWithBiasReadsBack() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("smaller.json")
    _ = try CommandLineTool.run(["reduce", "examples/polynomial-bias.yaml", "--output", path])
    let printed = try CommandLineTool.run("reduce examples/polynomial-bias.yaml").output
    let written = try NetworkSpecification(contentsOf: path)
    #expect(try NetworkSpecification(text: printed) == written)
  }

  @Test func theReportHoldsAllParts() throws {
    let json = try CommandLineTool.run("report examples/deep-redundant.yaml --json").json()
    #expect(json["name"] as? String == "deep network with a redundant neuron")
    #expect((json["dimension"] as? [String: Any])?["dimension"] as? Int == 6)
    #expect((json["jacobian"] as? [String: Any])?["rowCount"] as? Int == 10)
    #expect((json["analysis"] as? [String: Any])?["rank"] as? Int == 4)
    let bare = try CommandLineTool.run("examples/deep-redundant.yaml --json").output
    let full = try CommandLineTool.run("report examples/deep-redundant.yaml --json").output
    #expect(full == bare)
  }

  @Test func aReportWithoutWeightsHasNoAnalysis() throws {
    let json = try CommandLineTool.run("--widths 2,2,1 --degree 2 --json").json()
    #expect(json["analysis"] == nil)
    #expect((json["jacobian"] as? [String: Any])?["entries"] as? [[String]] != nil)
  }

  @Test func aLimitLeavesNulls() throws {
    let scratch = try ScratchFolder()
    let row = "[" + Array(repeating: "3", count: 60).joined(separator: ", ") + "]"
    let layer = "[" + Array(repeating: row, count: 60).joined(separator: ", ") + "]"
    let weights = try scratch.file("w.json", "[\(layer), \(layer), \(layer)]")
    let outcome = try CommandLineTool.run([
      "analyze", "--widths", "60,60,60,60", "--degree", "3", "--weights", weights, "--json",
      "--work-limit", "500",
    ])
    #expect(outcome.status == 3 && outcome.errorLines.count == 1)
    let json = try outcome.json()
    #expect(json["stopped"] is String && json["rank"] is NSNull && json["critical"] is NSNull)
  }

  @Test func controlCharactersOfANameStayOutOfTextAndScripts() throws {
    let spec = #"{"name": "a\nb\u001b[31m\u2028c", "widths": [2, 2]}"#
    for command in ["report -", "jacobian - --export singular", "dimension -"] {
      let outcome = try CommandLineTool.run(command, input: spec)
      #expect(outcome.status == 0)
      #expect(outcome.output.split(separator: "\n")[0].contains("a b [31m c"))
      #expect(!outcome.output.contains("\u{1b}"))
    }
    let json = try CommandLineTool.run("dimension - --json", input: spec).json()
    #expect(json["name"] as? String == "a\nb\u{1b}[31m\u{2028}c")
  }
}
