import AlgebraTestSupport
import Foundation
import Testing

/// Models with layers on a finite list of inputs.
///
/// The product of two linear forms (ax + by)(cx + dy) has at (1, 0) and (0, 1) the values ac and bd, whatever else it does.
@Suite struct LayeredDataCommandTests {
  private static let gates = """
    inputs: 2
    layers:
      - dense: 2
      - product: 2
    weights: [[1, 2, 3, 4]]
    data:
      inputs: [[1, 0], [0, 1]]
      targets: [[3], [8]]
    """
  private static let critical = gates.replacing("[[1, 2, 3, 4]]", with: "[[0, 2, 0, 4]]")

  private func json(_ command: String, _ spec: String = gates) throws -> [String: Any] {
    let outcome = try CommandLineTool.run("\(command) - --json", input: spec)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try outcome.json()
  }

  @Test("the generic rank of ac and bd is 2, proven, where all inputs give 3")
  func dimension() throws {
    let found = try json("dimension")
    #expect(found["dimension"] as? Int == 2 && found["ambientDimension"] as? Int == 2)
    #expect(found["dataPoints"] as? Int == 2 && found["loss"] as? String == "squared")
    #expect(found["layers"] as? [String] == ["dense 2", "product 2"])
    #expect((found["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let scratch = try ScratchFolder()
    let table = try scratch.file("data.csv", "1,0,1\n0,1,1\n1,1,1\n")
    #expect(try json("dimension --data \(table)")["dimension"] as? Int == 3)
  }

  @Test("rank, kernel and exact fit at weights")
  func analyze() throws {
    let found = try json("analyze --kernel")
    #expect(found["rank"] as? Int == 2 && found["genericRank"] as? Int == 2)
    #expect(found["interpolates"] as? Bool == true && found["critical"] as? Bool == false)
    // The gradients are 3 da + dc and 4 db + 2 dd.
    let kernel = try #require(found["tangentKernel"] as? [[Any]])
    #expect(kernel.count == 2 && found["kernelDimension"] as? Int == 2)
    let other = try json("analyze", Self.critical)
    #expect(other["rank"] as? Int == 1 && other["critical"] as? Bool == true)
    #expect(other["interpolates"] as? Bool == false && other["wrongPoints"] as? Int == 1)
  }

  @Test("the values, their Jacobian, and a script")
  func jacobian() throws {
    let found = try json("jacobian")
    #expect(found["map"] as? [String] == ["w1_1_1*w1_2_1", "w1_1_2*w1_2_2"])
    #expect(found["rows"] as? [[Int]] == [[1, 1], [1, 2]])
    let script = try CommandLineTool.run("jacobian - --export macaulay2", input: Self.gates)
    #expect(script.status == 0 && script.output.contains("minors"))
  }

  @Test("the rank drops where a = c = 0 or b = d = 0")
  func locus() throws {
    let components = try #require(try json("locus")["components"] as? [[String: Any]])
    #expect(components.map { $0["codimension"] as? Int } == [2, 2])
    #expect(
      Set(components.compactMap { ($0["generators"] as? [String])?.sorted() })
        == [["w1_1_1", "w1_2_1"], ["w1_1_2", "w1_2_2"]])
  }

  @Test("ac at the origin is 1/2 twice, bd at (2, 4) adds 1/2")
  func learningCoefficient() throws {
    let regular = try json("learning-coefficient")
    #expect(regular["lambda"] as? Int == 1 && regular["multiplicity"] as? Int == 1)
    let singular = try json("learning-coefficient", Self.critical)
    #expect(singular["lambda"] as? Int == 1 && singular["multiplicity"] as? Int == 2)
    #expect((singular["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let scratch = try ScratchFolder()
    let proof = scratch.path("proof.json")
    _ = try json("learning-coefficient --certificate \(proof)", Self.critical)
    let checked = try CommandLineTool.run("verify --certificate \(proof) --json")
    #expect(checked.status == 0, "\(checked.errors)")
  }

  @Test("a report has all of it, as text, JSON and a page")
  func report() throws {
    let found = try json("report")
    #expect((found["dimension"] as? [String: Any])?["dimension"] as? Int == 2)
    #expect((found["analysis"] as? [String: Any])?["interpolates"] as? Bool == true)
    #expect((found["learningCoefficient"] as? [String: Any])?["lambda"] as? Int == 1)
    #expect(((found["locus"] as? [String: Any])?["components"] as? [Any])?.count == 2)
    #expect(
      (found["jacobian"] as? [String: Any])?["map"] as? [String]
        == ["w1_1_1*w1_2_1", "w1_1_2*w1_2_2"])
    let text = try CommandLineTool.run("report -", input: Self.gates)
    #expect(text.output.contains("2 inputs, all outputs count"))
    let page = try CommandLineTool.run("report - --format html", input: Self.gates)
    #expect(page.output.contains("<svg") && page.output.contains("interpolates"))
  }

  @Test("a categorical loss leaves the difference of two products")
  func categorical() throws {
    let spec = """
      inputs: 2
      layers: [dense: 4, product: 2]
      data: {inputs: [[1, 0]], loss: categorical}
      """
    let found = try json("jacobian", spec)
    // Channels c and c + 2 are multiplied.
    #expect(found["map"] as? [String] == ["w1_1_1*w1_3_1 - w1_2_1*w1_4_1"])
    #expect(try json("dimension", spec)["dimension"] as? Int == 1)
  }

  @Test(
    "what does not go together is said in one line",
    arguments: [
      (
        "dimension -", "data: {inputs: [[1]]}", "data.inputs: expected inputs of 2 numbers, found 1"
      ),
      (
        "dimension -", "data: {inputs: [[1, 2]], loss: categorical}",
        "data.loss: expected at least 2 outputs for a categorical loss, found 1"
      ),
      ("strata -", "", "applies to networks of dense layers"),
      ("dimension - --data nowhere.csv", "", "--data: nowhere.csv: expected a readable file"),
    ])
  func misuse(command: String, data: String, message: String) throws {
    let spec =
      data.isEmpty
      ? Self.gates : "inputs: 2\nlayers: [dense: 2, product: 2]\n\(data)\n"
    let outcome = try CommandLineTool.run(command, input: spec)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
