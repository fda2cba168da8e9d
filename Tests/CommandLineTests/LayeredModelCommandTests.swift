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
    let linear = try CommandLineTool.run(
      "analyze - --json",
      input: "{widths: [2, 3, 2], activation: {monomial: 1}, bias: true, weights: "
        + "[[[1,2,3],[4,5,6],[7,8,10]],[[1,2,3,4],[4,5,7,1]]]}"
    ).json()
    #expect(
      linear["symmetryDimension"] as? Int == 11 && linear["unexplainedDimension"] as? Int == 0)
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

  @Test("floating-point weights of a model with layers: a vector, for analyze and report alone")
  func floatingWeights() throws {
    let arguments =
      "examples/convolutional.yaml --weights examples/convolutional-weights.npy"
    for command in ["analyze", "report"] {
      let found = try CommandLineTool.run("\(command) \(arguments) --json").json()
      #expect(found["rank"] as? Int == 3 && found["randomInputs"] as? Bool == true)
      #expect(found["precision"] as? String == "float32")
      #expect((found["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    }
    let exact = try CommandLineTool.run("analyze \(arguments) --exact --json").json()
    #expect(exact["rank"] as? Int == 3 && exact["genericRank"] as? Int == 3)
    for (command, fragment) in [
      ("learning-coefficient \(arguments)", "expected exact weights of a model with layers"),
      ("analyze \(arguments) --kernel", "--kernel, --tolerance and --radius do not go with"),
      (
        "analyze examples/attention.yaml --weights examples/convolutional-weights.npy",
        "expected a .npy file with a vector of 16 numbers"
      ),
      (
        "analyze examples/attention.yaml --weights examples/trained-network.safetensors",
        "found a file of named arrays"
      ),
    ] {
      let outcome = try CommandLineTool.run(command)
      #expect(
        outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains(fragment),
        "\(outcome.errors)")
    }
  }

  private static func reciprocals(_ data: String, _ weights: String) -> String {
    """
    {inputs: 2, layers: [{dense: 2}, {activation: {rational: {numerator: [1], denominator: [0, 1]}}}, {dense: 1}],
    data: {inputs: \(data), targets: [[2], [1], [1], [1]]}, weights: \(weights)}
    """
  }

  @Test(
    "rational activations on data: ranks, fits, loci, learning coefficients, and where they have no values"
  )
  func rationalData() throws {
    let data = "[[1, 0], [0, 1], [1, 1], [1, 2]]"
    func run(_ command: String, _ weights: String, data: String = data) throws -> Outcome {
      try CommandLineTool.run("\(command) -", input: Self.reciprocals(data, weights))
    }
    let general = try run("analyze --json", "[[1, 2, 1, 3], [1, 1]]").json()
    #expect(general["rank"] as? Int == 4 && general["genericRank"] as? Int == 4)
    // 1/1 + 1/1 = 2 at the first input, 1/2 + 1/3 at the second.
    #expect(general["wrongPoints"] as? Int == 3 && general["unexplainedDimension"] as? Int == 0)
    // Merged neurons: two regular coordinates, and the square of the direction in which they part.
    let merged = try run("learning-coefficient --json", "[[1, 2, 2, 4], [1, 1]]").json()
    #expect(merged["lambda"] as? String == "5/4" && merged["multiplicity"] as? Int == 1)
    let locus = try run("locus --json", "[[1, 2, 1, 3], [1, 1]]").json()
    let components = try #require(locus["components"] as? [[String: Any]])
    #expect(components.map { $0["codimension"] as? Int } == [1, 1, 1])
    let report = try run("report --json", "[[1, 2, 1, 3], [1, 1]]").json()
    #expect((report["learningCoefficient"] as? [String: Any])?["lambda"] as? Int == 2)
    let withoutValue = "[[0, 0], [0, 1], [1, 1], [1, 2]]"
    for (outcome, fragment) in [
      (
        try run("dimension", "[[1, 2, 1, 3], [1, 1]]", data: withoutValue), "found input 1, where a"
      ),
      (try run("analyze", "[[0, 2, 1, 3], [1, 1]]"), "vanishes at these weights at input 1"),
      (try run("jacobian", "[[1, 2, 1, 3], [1, 1]]"), "no polynomials in the weights"),
    ] {
      #expect(
        outcome.status == 2 && outcome.output.isEmpty && outcome.errors.contains(fragment),
        "\(outcome.errors)")
    }
  }

  @Test(
    "commands that do not apply say so in one line",
    arguments: ["verify", "strata", "landscape"])
  func otherCommands(command: String) throws {
    let outcome = try CommandLineTool.run("\(command) -", input: Self.gates)
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("applies to networks of dense layers"), "\(outcome.errors)")
  }

  /// Two hidden neurons with proportional rows between a convolution and a gate, and one with no outgoing weight in a residual layer.
  @Test("reduce drops neurons of dense blocks and prints a spec that is read again")
  func reduction() throws {
    let spec = """
      name: "blocks: two"
      inputs: {length: 3, channels: 1}
      layers:
        - convolution: {kernel: 2}
        - dense: 3
        - activation: {monomial: 2}
        - dense: 2
        - residual: [dense: {outputs: 2, bias: true}, activation: {hermite: 2}, dense: {outputs: 2, bias: true}]
        - product: 2
      weights: [[1, 1/2], [1, 2, 2, 4, 1, 1], [1, 1, 1, 0, 1, 3], [1, 1, 0, 2, 1, 0], [1, 0, 1, 2, 0, 3]]
      """
    let outcome = try CommandLineTool.run("reduce -", input: spec)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("# layers 2,3 as a network of their own:"))
    #expect(outcome.output.contains("# same function: yes, proven"))
    #expect(outcome.output.contains("- dense: {outputs: 2}\n"))
    let again = try CommandLineTool.run("reduce - --json", input: outcome.output).json()
    let blocks = try #require(again["blocks"] as? [[String: Any]])
    #expect(blocks.map { $0["layers"] as? [Int] } == [[1, 2], [2, 3], [4, 5]])
    #expect(blocks.map { $0["unit"] as? String } == ["channels", "neurons", "neurons"])
    #expect(blocks.allSatisfy { ($0["operations"] as? [Any])?.isEmpty == true })
    #expect(again["functionPreserved"] as? Bool == true)
    let reduced = try #require(again["reduced"] as? String)
    #expect(outcome.output.hasSuffix(reduced))
    let refused = try CommandLineTool.run("reduce - -o x.json", input: spec)
    #expect(refused.status == 2 && refused.errors.contains("is written as YAML"))
  }

  @Test("what symmetries do not explain is said, and long titles become fields")
  func unexplained() throws {
    let spec = """
      name: two biases around a layer without one
      inputs: 1
      layers: [dense: {outputs: 2, bias: true}, dense: 2, dense: {outputs: 1, bias: true}]
      weights: [[1, 2, 3, 4], [1, 2, 0, 1], [1, 1, 1]]
      """
    let found = try CommandLineTool.run("analyze - --json", input: spec).json()
    #expect(found["rank"] as? Int == 2 && found["kernelDimension"] as? Int == 9)
    #expect(found["symmetryDimension"] as? Int == 8 && found["unexplainedDimension"] as? Int == 1)
    let text = try CommandLineTool.run("analyze -", input: spec)
    #expect(text.output.contains("8 of 9; 1 not explained"))
    #expect(text.output.contains("1 value, 3 layers\n=="))
    #expect(text.output.contains("dense 2 with biases; dense 2; dense 1 with biases"))
  }

  @Test("sampled ranks agree with the exact rank, and weights in the spec are one more point")
  func sample() throws {
    let found = try CommandLineTool.run("sample - --points 5 --json", input: Self.gates).json()
    #expect(found["numericalRank"] as? Int == 3 && found["agrees"] as? Bool == true)
    #expect(found["weightDistribution"] as? String == "standard")
    #expect((found["givenPoint"] as? [String: Any])?["rank"] as? Int == 3)
    let text = try CommandLineTool.run("sample - --points 5", input: Self.gates)
    #expect(text.output.contains("standard normal inputs"))
    let onData = try CommandLineTool.run(
      "sample - --points 5 --json",
      input: Self.gates + "\ndata: {inputs: [[1, 0], [0, 1]]}"
    ).json()
    #expect(onData["numericalRank"] as? Int == 2 && onData["exactExpectation"] as? Bool == true)
    let refused = try CommandLineTool.run("sample - --balanced", input: Self.gates)
    #expect(refused.status == 2 && refused.errors.contains("networks of dense layers"))
  }

  @Test("descent on data, and towards a teacher that is a model with layers")
  func descent() throws {
    let scratch = try ScratchFolder()
    let teacher = try scratch.file("teacher.yaml", Self.gates)
    let runs = try CommandLineTool.run(
      "descend - --teacher \(teacher) --runs 2 --steps 60 --json", input: Self.gates
    ).json()
    let losses = (runs["runs"] as? [[String: Any]])?.compactMap { $0["finalLoss"] as? Double }
    #expect(losses?.count == 2 && losses?.min().map { $0 < 1 } == true)
    #expect((runs["target"] as? String)?.contains("teacher.yaml") == true)
    let onData = try CommandLineTool.run(
      "descend - --runs 2 --steps 60 --json",
      input: Self.gates + "\ndata: {inputs: [[1, 0], [0, 1]], targets: [[3], [8]]}")
    #expect(onData.status == 0, "\(onData.errors)")
    let dense = try scratch.file("dense.yaml", "widths: [3, 1]\nweights: [[[1, 2, 3]]]")
    for (options, message) in [
      ("", "expected data in the spec, --data or --teacher"),
      ("--teacher-widths 2,1,1", "are for networks of dense layers"),
      ("--teacher \(dense)", "expected a teacher with 2 inputs and 1 output, found 3 and 1"),
    ] {
      let outcome = try CommandLineTool.run("descend - \(options)", input: Self.gates)
      #expect(outcome.status == 2 && outcome.errors.contains(message), "\(outcome.errors)")
    }
  }

  /// At w = (0, 0, 1, 0) the coefficients are those of (a x + b y)((1 + c) x + d y): λ = 1 by `productsAtZero`.
  @Test("an estimate beside the exact value")
  func estimate() throws {
    let spec = Self.gates.replacing("[[1, 2, 3, 4]]", with: "[[0, 0, 1, 0]]")
    let found = try CommandLineTool.run(
      "learning-coefficient - --estimate --draws 64 --json", input: spec
    ).json()
    let estimate = try #require(found["estimate"] as? [String: Any])
    #expect(found["lambda"] as? Int == 1)
    if let value = estimate["lambda"] as? Double { #expect(abs(value - 1) < 0.2) }
  }

  @Test("a rational activation: ranks, a denominator that vanishes, and a regular point")
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
    let value = try CommandLineTool.run("learning-coefficient - --json", input: spec).json()
    #expect(value["lambda"] as? Int == 2 && value["multiplicity"] as? Int == 1)
  }

  /// v/(wx) depends on v/w alone and is nowhere critical where it is defined, w ≠ 0; its square is where v = 0, and there
  /// the numerator is v².
  @Test(
    "quotients: what lies where denominators vanish is no critical point; the numerators have learning coefficients"
  )
  func quotients() throws {
    let quotient = """
      inputs: 1
      layers:
        - dense: 1
        - activation: {rational: {numerator: [1], denominator: [0, 1]}}
        - dense: 1
      weights: [[2], [0]]
      """
    let square = quotient.replacing("weights", with: "  - activation: {monomial: 2}\nweights")
    let empty = try CommandLineTool.run("locus - --json", input: quotient).json()
    #expect(empty["genericRank"] as? Int == 1 && (empty["components"] as? [Any])?.isEmpty == true)
    let locus = try CommandLineTool.run("locus - --json", input: square).json()
    let components = try #require(locus["components"] as? [[String: Any]])
    #expect(components.map { $0["generators"] as? [String] } == [["w2_1_1"]])
    let regular = try CommandLineTool.run("learning-coefficient - --json", input: quotient).json()
    #expect(regular["lambda"] as? String == "1/2" && regular["multiplicity"] as? Int == 1)
    let singular = try CommandLineTool.run("learning-coefficient - --json", input: square).json()
    #expect(singular["lambda"] as? String == "1/4" && singular["multiplicity"] as? Int == 1)
    #expect((singular["evidence"] as? [String: Any])?["kind"] as? String == "proven")
  }

  @Test("the report as text and as a page draws the layers")
  func report() throws {
    let text = try CommandLineTool.run("report -", input: Self.gates)
    #expect(text.status == 0 && text.output.contains("kernel explained by symmetries"))
    let page = try CommandLineTool.run("report - --format html", input: Self.gates)
    #expect(page.output.contains("<svg") && page.output.contains("product 2"))
  }
}
