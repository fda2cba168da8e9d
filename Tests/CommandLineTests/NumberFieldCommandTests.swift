import AlgebraTestSupport
import Foundation
import Testing

/// Weights in a number field on the command line.
@Suite struct NumberFieldCommandTests {
  private static let head = "widths: [2, 2, 1]\nactivation: {monomial: 3}\n"
  private static let weights = "weights: [[[1, a], [a, 1 - a]], [[1, \"2*a\"]]]\n"
  private static let golden =
    head + "field: {generator: a, minimal-polynomial: \"a^2 + a - 1\", root: 0.618}\n" + weights

  private func run(_ command: String, _ spec: String) throws -> Outcome {
    let scratch = try ScratchFolder()
    let path = try scratch.file("spec.yaml", spec)
    return try withExtendedLifetime(scratch) {
      try CommandLineTool.run(command.replacing("SPEC", with: path))
    }
  }

  @Test func analyzeHasRankDiagnosisAndReductionOverTheField() throws {
    let outcome = try run("analyze SPEC --kernel --json", Self.golden)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["rank"] as? Int == 2 && json["genericRank"] as? Int == 4)
    #expect(json["critical"] as? Bool == true && json["subnetwork"] as? Bool == true)
    #expect(json["kernelDimension"] as? Int == 4)
    #expect((json["tangentKernel"] as? [Any])?.count == 4)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let field = try #require(json["field"] as? [String: Any])
    #expect(field["generator"] as? String == "a")
    #expect(field["minimal-polynomial"] as? String == "a^2 + a - 1")
    #expect(field["root"] as? Double == 0.618_033_988_749_894_9)
    let neurons = try #require(json["neurons"] as? [[String: Any]])
    #expect(neurons[1]["factors"] as? [String] == ["a"])
    let operations = try #require(json["operations"] as? [[String: Any]])
    #expect(operations[0]["factor"] as? String == "a" && operations[0]["sign"] as? Int == 1)
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [2, 1, 1])
    let text = try run("analyze SPEC", Self.golden).output
    #expect(text.contains("ℚ(a), a^2 + a - 1 = 0, a ≈ 0.6180339887498949"))
    #expect(text.contains("merge neuron 2 into neuron 1 (factor a)"))
  }

  @Test func reduceWritesASpecThatReadsBack() throws {
    let first = try run("reduce SPEC", Self.golden)
    #expect(first.status == 0)
    #expect(first.output.contains("weights:\n  - [[1, \"a\"]]\n  - [[\"-6*a + 5\"]]"))
    let again = try run("reduce SPEC", first.output)
    #expect(again.status == 0 && again.output.contains("nothing to reduce"))
    let json = try run("reduce SPEC --json", Self.golden).json()
    #expect((json["reduced"] as? [String: Any])?["field"] != nil)
  }

  @Test func ranksWithoutARealPlace() throws {
    let spec = Self.head + "field: {cyclotomic: 5}\n" + Self.weights
    let json = try run("analyze SPEC --json", spec).json()
    #expect(json["rank"] as? Int == 4 && json["subnetwork"] == nil && json["neurons"] == nil)
    for command in ["learning-coefficient", "reduce"] {
      let outcome = try run("\(command) SPEC", spec)
      #expect(outcome.status == 2 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("real place"))
    }
  }

  @Test func learningCoefficientsByTheRank() throws {
    let bounds = try run("learning-coefficient SPEC --json", Self.golden).json()
    #expect(bounds["lambda"] is NSNull)
    #expect(bounds["lower"] as? Int == 1 && bounds["upper"] as? Int == 2)
    let text = try run("learning-coefficient SPEC", Self.golden).output
    #expect(text.contains("only the rank is asked"))
    let regular = try run(
      "learning-coefficient SPEC --json",
      Self.head + "field: {real-cyclotomic: 5}\nweights: [[[1, a], [a, 1]], [[1, a]]]\n"
    ).json()
    #expect(regular["lambda"] as? Int == 2 && regular["multiplicity"] as? Int == 1)
    #expect((regular["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    #expect((regular["field"] as? [String: Any])?["real-cyclotomic"] as? Int == 5)
  }

  @Test func theReportHasTheWeightsOverTheField() throws {
    let outcome = try run("report SPEC", Self.golden)
    #expect(outcome.status == 0 && outcome.output.contains("factor a"))
    let page = try run("report SPEC --format html", Self.golden)
    #expect(page.status == 0 && page.output.contains("factor a"))
    #expect(try run("dimension SPEC", Self.golden).status == 0)
  }

  @Test(arguments: [
    "sample SPEC", "landscape SPEC", "descend --widths 2,2,1 --degree 3 --teacher SPEC",
  ])
  func commandsWithRationalWeightsOnly(command: String) throws {
    let outcome = try run(command, Self.golden)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("the weights of the spec lie in ℚ(a)"))
    #expect(outcome.errors.split(separator: "\n").count == 1)
  }

  @Test func weightsOfTheFieldInAFile() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file("spec.yaml", Self.golden)
    let weights = try scratch.file("weights.yaml", "[[[1, a], [\"a + 1\", 0.5]], [[1, 1]]]")
    let json = try CommandLineTool.run(["analyze", spec, "--weights", weights, "--json"]).json()
    #expect(json["rank"] as? Int == 4 && json["subnetwork"] as? Bool == false)
  }

  @Test(arguments: [
    ("field: 3\n", "spec.yaml:3:8: field: expected a mapping"),
    ("field: {}\n", "field: expected a mapping with one of the keys minimal-polynomial"),
    ("field: {cyclotomic: 5, real-cyclotomic: 5}\n", "found real-cyclotomic and cyclotomic"),
    ("field: {degree: 2}\n", "found the unknown key 'degree'"),
    ("field: {cyclotomic: 0}\n", "field.cyclotomic: expected a whole number from 1 to 1000"),
    ("field: {cyclotomic: 997}\n", "field.cyclotomic: expected a field of degree 1 to 64"),
    ("field: {real-cyclotomic: 5, root: 1}\n", "field.root: expected 'minimal-polynomial'"),
    (
      "field: {minimal-polynomial: \"a^2 - 1\"}\n",
      "field.minimal-polynomial: expected an irreducible polynomial, found a^2 - 1, which has the factor a - 1"
    ),
    (
      "field: {minimal-polynomial: \"a^2 - 2\", root: 3}\n",
      "field.root: expected one of the real roots, which are about -1.4142"
    ),
    (
      "field: {minimal-polynomial: \"a^2 + 1\", root: 0}\n",
      "field.root: expected no root, because the minimal polynomial has no real one"
    ),
    ("field: {minimal-polynomial: \"b^2 - 2\"}\n", "unknown variable \"b\""),
    ("field: {minimal-polynomial: 7}\n", "expected a field of degree 1 to 64"),
    ("field: {generator: 2a, cyclotomic: 5}\n", "field.generator: expected an ASCII letter"),
  ])
  func badFields(field: String, fragment: String) throws {
    let outcome = try run("analyze SPEC", Self.head + field + Self.weights)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("b + 1", "unknown variable \"b\""),
    ("\"1/0\"", "weights[0][0][0]: expected a number or a polynomial in a"),
    ("\"1/(a^2 + a - 1)\"", "column 3: the divisor is 0"), ("\"a^2 +\"", "column 6"),
    ("\"a^100000000\"", "weights[0][0][0]"),
  ])
  func badWeights(weight: String, fragment: String) throws {
    let outcome = try run(
      "analyze SPEC", Self.golden.replacing("[[[1, a]", with: "[[[\(weight), a]"))
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
  }

  private static let onField = """
    {widths: [2, 1, 1], activation: {monomial: 2}, field: {generator: a, minimal-polynomial: "a^2 - 2", root: 1.414},
     weights: [[[1, a]], [[a]]], data: {inputs: [[a, 1], ["1 - a", 0]], targets: [["8*a"], ["3*a - 4"]]}}
    """

  /// √2·(√2 + √2)² = 8√2 and √2·(1 − √2)² = 3√2 − 4.
  @Test func dataInTheField() throws {
    let json = try run("analyze SPEC --json", Self.onField).json()
    #expect(json["rank"] as? Int == 2 && json["genericRank"] as? Int == 2)
    #expect(json["interpolates"] as? Bool == true && json["dataPoints"] as? Int == 2)
    let value = try run("learning-coefficient SPEC --json", Self.onField).json()
    #expect(value["lambda"] as? Int == 1 && value["dataPoints"] as? Int == 2)
    let wrong = try run("analyze SPEC --json", Self.onField.replacing("8*a", with: "8*a + 1"))
      .json()
    #expect(wrong["interpolates"] as? Bool == false && wrong["wrongPoints"] as? Int == 1)
    for command in ["locus", "jacobian"] {
      let outcome = try run("\(command) SPEC", Self.onField)
      #expect(outcome.status == 2 && outcome.errors.contains("expected rational numbers"))
    }
    let complex = try run(
      "analyze SPEC", Self.onField.replacing("a^2 - 2\", root: 1.414", with: "a^2 + 2\""))
    #expect(complex.status == 2 && complex.errors.contains("no real place"), "\(complex.errors)")
  }

  /// λ = 27/2 on the nine pairs, as the rank is the number of outputs.
  @Test func theFourierFitOfAdditionModuloThree() throws {
    let spec = "examples/fourier-fit.yaml"
    let json = try CommandLineTool.run("analyze \(spec) --json").json()
    #expect(json["rank"] as? Int == 27 && json["genericRank"] as? Int == 27)
    #expect(json["interpolates"] as? Bool == true && json["dataPoints"] as? Int == 9)
    #expect((json["fitEvidence"] as? [String: Any])?["kind"] as? String == "proven")
    let value = try CommandLineTool.run("learning-coefficient \(spec) --json").json()
    #expect(value["lambda"] as? String == "27/2" && value["multiplicity"] as? Int == 1)
    #expect((value["evidence"] as? [String: Any])?["kind"] as? String == "proven")
  }

  @Test("models with layers take a field: ranks, data, learning coefficients, reports, refusals")
  func layers() throws {
    let gates = """
      {inputs: 2, layers: [{dense: 4}, {product: 2}, {dense: 1}], field: {real-cyclotomic: 5},
      weights: [[[1, a], [a, "a^2 - 1"], [a, "1 - a"], [1, 2]], [[a, 1]]]}
      """
    let analysis = try run("analyze SPEC --json", gates).json()
    #expect(analysis["rank"] as? Int == 3 && analysis["critical"] as? Bool == false)
    #expect((analysis["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let coefficient = try run("learning-coefficient SPEC --json", gates).json()
    #expect(coefficient["lambda"] as? String == "3/2")
    let report = try run("report SPEC --json", gates).json()
    #expect((report["analysis"] as? [String: Any])?["rank"] as? Int == 3)
    #expect((report["learningCoefficient"] as? [String: Any])?["lambda"] as? String == "3/2")
    let attention = """
      {inputs: {tokens: 2, features: 2}, layers: [{attention: {kind: linear, heads: 1, key: 1, value: 2}}],
      field: {generator: s, minimal-polynomial: "s^2 - 2", root: 1.41},
      data: {inputs: [[1, s, 0, 1], [s, 0, "s - 1", 2]]}, weights: [[1, s, s, 2, 1, 0, s, 1]]}
      """
    #expect(try run("dimension SPEC --json", attention).json()["dimension"] as? Int == 5)
    let kernel = try run("analyze SPEC --kernel --json", attention).json()
    #expect((kernel["tangentKernel"] as? [[Any]])?.count == 3)
    #expect(kernel["unexplainedDimension"] as? Int == 1)
    for (command, fragment) in [
      ("locus SPEC", "expected rational numbers, found numbers in ℚ(s)"),
      ("sample SPEC", "expected rational numbers, found numbers in ℚ(s)"),
      (
        "learning-coefficient SPEC --estimate",
        "--estimate, --certificate and --against take rational"
      ),
    ] {
      let outcome = try run(command, attention)
      #expect(outcome.status == 2 && outcome.errors.contains(fragment), "\(outcome.errors)")
    }
    let reduce = try run("reduce SPEC", gates)
    #expect(reduce.status == 0, "\(reduce.errors)")
    #expect(reduce.output.contains("# same function: yes, proven"), "\(reduce.output)")
  }

  @Test("reports and dimensions on data in a field, of networks too, and in lists")
  func dataReports() throws {
    let spec = """
      {widths: [1, 2, 1], activation: {monomial: 2}, field: {real-cyclotomic: 5},
      data: {inputs: [[a], [1], ["a + 1"]], targets: [[1], [2], [3]]}, weights: [[[1], [a]], [[1, 1]]]}
      """
    #expect(try run("dimension SPEC --json", spec).json()["dimension"] as? Int == 1)
    let report = try run("report SPEC --json", spec).json()
    #expect((report["dimension"] as? [String: Any])?["dataPoints"] as? Int == 3)
    #expect((report["analysis"] as? [String: Any])?["rank"] as? Int == 1)
    let listed = try run(
      "dimension --batch SPEC",
      #"{"widths": [1, 2, 1], "activation": {"monomial": 2}, "field": {"real-cyclotomic": 5}, "#
        + #""data": {"inputs": [["a"], [1]]}}"# + "\n"
    ).jsonLines()
    #expect(listed.first?["dimension"] as? Int == 1 && listed.first?["dataPoints"] as? Int == 2)
  }
}
