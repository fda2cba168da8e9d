import AlgebraTestSupport
import Foundation
import Testing

@Suite struct LayeredModelCommandTests {
  private static let gates = """
    inputs: 2
    layers:
      - dense: 2
      - product: 2
    weights: [[1, 2, 3, 4]]
    """

  @Test("dimension, analyze, locus and learning-coefficient answer for a product of linear forms")
  func products() throws {
    let dimension = try CommandLineTool.run("dimension - --json", input: Self.gates).json()
    #expect(dimension["dimension"] as? Int == 3 && dimension["parameters"] as? Int == 4)
    #expect(dimension["layers"] as? [String] == ["dense 2", "product 2"])
    #expect(dimension["widths"] == nil && dimension["inputs"] as? String == "2 values")
    let analysis = try CommandLineTool.run("analyze - --json --kernel", input: Self.gates).json()
    #expect(analysis["rank"] as? Int == 3 && analysis["critical"] as? Bool == false)
    #expect(analysis["symmetryDimension"] as? Int == 1)
    #expect(analysis["unexplainedDimension"] as? Int == 0)
    let locus = try CommandLineTool.run("locus - --json", input: Self.gates).json()
    let components = try #require(locus["components"] as? [[String: Any]])
    // Proportional rows, zero included.
    #expect(components.map { $0["codimension"] as? Int } == [1])
    #expect(components.first?["generators"] as? [String] == ["w1_1_2*w1_2_1 - w1_1_1*w1_2_2"])
    #expect(components.first?["realPoints"] as? String == "dense")
    let value = try CommandLineTool.run("learning-coefficient - --json", input: Self.gates).json()
    #expect(value["lambda"] as? String == "3/2" && value["multiplicity"] as? Int == 1)
  }

  @Test(
    "the learning coefficient of a product of two linear forms at zero is that of a monomial-like cone"
  )
  func productsAtZero() throws {
    let spec = Self.gates.replacing("[[1, 2, 3, 4]]", with: "[[0, 0, 1, 0]]")
    // f = (a x + b y)(x + …): the coefficients a(1 + c), …, so that a and b are what counts.
    let value = try CommandLineTool.run("learning-coefficient - --json", input: spec).json()
    #expect(value["lambda"] as? Int == 1 && value["multiplicity"] as? Int == 1)
  }

  @Test("the map and its Jacobian, and a script for another system")
  func jacobian() throws {
    let object = try CommandLineTool.run("jacobian - --json", input: Self.gates).json()
    #expect(
      object["map"] as? [String] == [
        "w1_1_1*w1_2_1", "w1_1_2*w1_2_1 + w1_1_1*w1_2_2", "w1_1_2*w1_2_2",
      ])
    let script = try CommandLineTool.run("jacobian - --export macaulay2", input: Self.gates)
    #expect(script.status == 0 && script.output.contains("minors"))
  }

  @Test(
    "commands that do not apply say so in one line",
    arguments: ["verify", "strata", "reduce", "landscape"])
  func otherCommands(command: String) throws {
    let outcome = try CommandLineTool.run("\(command) -", input: Self.gates)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("applies to networks of dense layers"), "\(outcome.errors)")
  }

  @Test("a rational activation: ranks, a denominator that vanishes, and what does not apply")
  func rationalActivations() throws {
    let spec = """
      inputs: 2
      layers:
        - dense: 2
        - activation: {rational: {numerator: [1], denominator: [0, 1]}}
        - dense: 1
      weights: [[1, 2, 3, 4], [1, 1]]
      """
    let analysis = try CommandLineTool.run("analyze - --json", input: spec).json()
    #expect(analysis["rank"] as? Int == 4 && analysis["unexplainedDimension"] as? Int == 0)
    let zero = try CommandLineTool.run(
      "analyze -", input: spec.replacing("[1, 2, 3, 4]", with: "[0, 0, 3, 4]"))
    #expect(zero.status == 2 && zero.errors.contains("denominator"))
    for command in ["locus", "learning-coefficient"] {
      let outcome = try CommandLineTool.run("\(command) -", input: spec)
      #expect(outcome.status == 2 && outcome.errors.contains("polynomial outputs"))
    }
  }

  @Test("the report as text and as a page draws the layers")
  func report() throws {
    let text = try CommandLineTool.run("report -", input: Self.gates)
    #expect(text.status == 0 && text.output.contains("kernel explained by symmetries"))
    let page = try CommandLineTool.run("report - --format html", input: Self.gates)
    #expect(page.output.contains("<svg") && page.output.contains("product 2"))
  }
}
