import AlgebraTestSupport
import Foundation
import Testing

/// `analyze` and `reduce` of networks with named activations, and what other commands say.
@Suite struct NamedActivationCommandTests {
  static let spec = "examples/tanh-network.yaml"

  @Test func analysisWithProof() throws {
    let object = try CommandLineTool.run("analyze \(Self.spec) --json").json()
    #expect(object["fewestUnits"] as? Int == 1)
    let evidence = object["fewestUnitsEvidence"] as? [String: Any]
    #expect(evidence?["kind"] as? String == "proven")
    #expect(object["subnetwork"] as? Bool == true)
    let states = (object["neurons"] as? [[String: Any]])?.compactMap { $0["state"] as? String }
    #expect(
      states == [
        "redundant", "redundant", "inactive-in", "inactive-out", "redundant", "redundant",
      ])
    let bound = object["errorBound"] as? [String: Any]
    #expect((bound?["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    #expect((object["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    // The default command says the same of it.
    #expect(
      try CommandLineTool.run(Self.spec).output
        == CommandLineTool.run("analyze \(Self.spec)").output)
  }

  @Test func reducedWeightsGoToFiles() throws {
    let scratch = try ScratchFolder()
    let (weights, spec) = (scratch.path("w.safetensors"), scratch.path("small.yaml"))
    let outcome = try CommandLineTool.run(
      "reduce \(Self.spec) --output \(weights) --output-spec \(spec)")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("(2,1,1)") && outcome.output.contains("on data"))
    let again = try CommandLineTool.run("analyze \(spec) --weights \(weights) --json").json()
    #expect(again["subnetwork"] as? Bool == false)
    #expect(again["fewestUnits"] == nil, "floating-point weights are not exact")
    let exact = try CommandLineTool.run(
      "analyze \(spec) --weights \(weights) --exact --json"
    ).json()
    #expect(exact["fewestUnits"] as? Int == 1)
    let reduced = try CommandLineTool.run("reduce \(Self.spec)").output
    let text = try CommandLineTool.run("analyze - --json", input: reduced).json()
    #expect(text["widths"] as? [Int] == [2, 1, 1])
  }

  @Test func widthsOnTheCommandLine() throws {
    let scratch = try ScratchFolder()
    let weights = try scratch.file("w.json", "[[[1, 2], [2, 4]], [[1, 1]]]")
    for (activation, state) in [
      ("relu", "redundant"), ("tanh", "active"), ("leaky-relu:0.1", "redundant"),
    ] {
      let object = try CommandLineTool.run(
        "analyze --widths 2,2,1 --activation \(activation) --weights \(weights) --json"
      ).json()
      let neurons = object["neurons"] as? [[String: Any]]
      #expect(neurons?.first?["state"] as? String == state, "\(activation)")
      #expect(object["fewestUnits"] as? Int == (activation == "tanh" ? 2 : nil))
    }
  }

  @Test(arguments: [
    "locus SPEC", "dimension SPEC", "jacobian SPEC", "strata SPEC", "verify SPEC", "sample SPEC",
  ])
  func exactCommandsRefuse(command: String) throws {
    let outcome = try CommandLineTool.run(
      command.replacing("SPEC", with: "examples/tanh-network.yaml"))
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("activation: expected a polynomial activation"))
  }

  @Test(
    "a learning coefficient on data has half the numerical rank as a bound; over all inputs it is refused"
  )
  func learningCoefficients() throws {
    let found = try CommandLineTool.run(
      "learning-coefficient \(Self.spec) --json"
    ).json()
    #expect((found["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    #expect(found["lambda"] is NSNull)
    let analysis = try CommandLineTool.run("analyze \(Self.spec) --json").json()
    #expect(analysis["rank"] as? Int == 8 && found["lower"] as? Int == 4)
    let refused = try CommandLineTool.run(
      "learning-coefficient -",
      input: "widths: [1, 1, 1]\nactivation: {named: tanh}\nweights: [[[1]], [[2]]]\n")
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(refused.errors.contains("named activations: expected data"))
  }

  @Test func misuse() throws {
    func errors(_ command: String) throws -> String {
      let outcome = try CommandLineTool.run(command)
      #expect(outcome.status != 0 && outcome.errorLines.count <= 3)
      return outcome.errors
    }
    #expect(
      try errors("dimension --widths 2,3,1 --activation tanh").contains(
        "--activation: expected a polynomial activation"))
    #expect(try errors("analyze \(Self.spec) --kernel").contains("--kernel: expected a polynomial"))
    #expect(try errors("reduce \(Self.spec) --dependent").contains("--dependent"))
    #expect(
      try errors("analyze --widths 2,3,1 --activation tanh").contains("expected weights"))
    #expect(
      try errors("analyze --widths 2,3,1 --activation leaky-relu").contains("leaky-relu:0.01"))
  }
}
