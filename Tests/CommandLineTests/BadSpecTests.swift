import AlgebraTestSupport
import Foundation
import Testing

/// A spec that must fail with exit status 2, one line on standard error that contains `fragment`, and
/// nothing on standard output.
struct BadSpec: Sendable, CustomTestStringConvertible {
  var text: String
  var fragment: String

  init(_ text: String, _ fragment: String) {
    self.text = text
    self.fragment = fragment
  }

  var testDescription: String { text.debugDescription }
}

@Suite struct BadSpecTests {
  @Test(arguments: [
    BadSpec("", "spec.yaml: expected a mapping with the key 'widths'"),
    BadSpec(
      "[]",
      "spec.yaml:1:1: expected a mapping with the keys name, widths, activation, bias, weights, biases, data"
    ),
    BadSpec(
      "just text",
      "spec.yaml:1:1: expected a mapping with the keys name, widths, activation, bias, weights, biases, data"
    ),
    BadSpec("{", "expected valid YAML or JSON, found a syntax error"),
    BadSpec("widths: [2, 3, 1", "expected valid YAML or JSON, found a syntax error"),
    BadSpec("\twidths: [2,3,1]", "expected valid YAML or JSON, found a syntax error"),
    BadSpec("widths: [2, 3, 1]", "spec.yaml:1:1: activation: expected an activation"),
    BadSpec(
      "activation: {monomial: 3}", "spec.yaml:1:1: widths: expected a list of at least 2 widths"),
    BadSpec(
      "widths: 3\nactivation: {monomial: 3}",
      "spec.yaml:1:9: widths: expected a list of at least 2 widths"),
    BadSpec(
      "widths: []\nactivation: {monomial: 3}",
      "spec.yaml:1:9: widths: expected a list of at least 2 widths"),
    BadSpec(
      "widths: [2]\nactivation: {monomial: 3}",
      "spec.yaml:1:9: widths: expected a list of at least 2 widths"),
    BadSpec(
      "widths: [2, 0, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:13: widths[1]: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, -1, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:13: widths[1]: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, 3.5, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:13: widths[1]: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, three, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:13: widths[1]: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, 99999999999999999999, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:13: widths[1]: expected a whole number of at most 9223372036854775807"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: 0}",
      "spec.yaml:2:24: activation.monomial: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: -2}",
      "spec.yaml:2:24: activation.monomial: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: 2.5}",
      "spec.yaml:2:24: activation.monomial: expected a whole number of at least 1"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: [3, 2]}",
      "spec.yaml:2:24: activation.monomial: expected 1 degree (one per hidden layer)"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: []}",
      "spec.yaml:2:24: activation.monomial: expected 1 degree (one per hidden layer)"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: relu",
      "spec.yaml:2:13: activation: expected one of {monomial: 3}, {polynomial: [0, 1, 2]} and {hermite: 3}"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {tanh: 1}",
      "spec.yaml:2:14: activation: expected one of {monomial: 3}, {polynomial: [0, 1, 2]} and {hermite: 3}"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: 3, hermite: 3}",
      "spec.yaml:2:13: activation: expected one of {monomial: 3}, {polynomial: [0, 1, 2]} and {hermite: 3}"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: []}",
      "spec.yaml:2:26: activation.polynomial: expected coefficients of a polynomial of degree at least 1"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: [1]}",
      "spec.yaml:2:26: activation.polynomial: expected coefficients of a polynomial of degree at least 1"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: [0, x]}",
      "spec.yaml:2:30: activation.polynomial[1]: expected a number"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: [0, \"1/0\"]}",
      "spec.yaml:2:30: activation.polynomial[1]: expected a number"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: [0, .inf]}",
      "spec.yaml:2:30: activation.polynomial[1]: expected a number"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {polynomial: \"t^2\"}",
      "spec.yaml:2:26: activation.polynomial: expected a list of coefficients, constant term first"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {hermite: 0}",
      "spec.yaml:2:23: activation.hermite: expected a whole number from 1 to 1000"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: 3}\nbias: maybe",
      "spec.yaml:3:7: bias: expected true or false"),
    BadSpec(
      "widths: [2, 3, 1]\nactivation: {monomial: 3}\ncolour: red",
      "spec.yaml:3:1: expected one of the keys name, widths, activation, bias, weights, biases, data"
    ),
    BadSpec(
      "widths: [2, 3, 1]\nwidths: [2, 3, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:1: expected every key only once"),
    BadSpec(
      "name: [a]\nwidths: [2, 3, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:7: name: expected a text"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: 7",
      "spec.yaml:3:10: weights: expected 2 weight matrices"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, 2]]]",
      "spec.yaml:3:10: weights: expected 2 weight matrices"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, 2], [3, 4]], [[1]]]",
      "spec.yaml:3:11: weights[0]: expected 1 row"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1]], [[1]]]",
      "spec.yaml:3:12: weights[0][0]: expected 2 numbers"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, nan]], [[1]]]",
      "spec.yaml:3:16: weights[0][0][1]: expected a number"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, .inf]], [[1]]]",
      "spec.yaml:3:16: weights[0][0][1]: expected a number"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, \"1/0\"]], [[1]]]",
      "spec.yaml:3:16: weights[0][0][1]: expected a number"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, \"one\"]], [[1]]]",
      "spec.yaml:3:16: weights[0][0][1]: expected a number"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nweights: [[[1, null]], [[1]]]",
      "spec.yaml:3:16: weights[0][0][1]: expected a number"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nbias: true\nweights: [[[1, 2]], [[1]]]",
      "spec.yaml:4:12: weights[0][0]: expected 3 numbers (2 weights and the bias)"),
    BadSpec(
      "widths: [2, 1, 1]\nactivation: {monomial: 3}\nbiases: [[1], [1]]\nweights: [[[1, 2]], [[1]]]",
      "spec.yaml:3:9: biases: expected no biases, because 'bias' is not true"),
    BadSpec(
      "{\"widths\": [2, 3, 1], \"activation\": {\"monomial\": 3}",
      "expected valid YAML or JSON, found a syntax error"),
    BadSpec(
      "widths: &a [2, 3, 1]\nactivation: {monomial: 3}",
      "spec.yaml:1:9: widths: expected a value without YAML anchors"),
    BadSpec(
      "--- \nwidths: [2, 3]\n--- \nwidths: [2, 3]\n", "spec.yaml:3:1: expected a single document"),
    BadSpec("widths: !!str [2, 3]\n", "spec.yaml:1:9: widths: expected a value without YAML tags"),
    BadSpec("widths: [1, 2, 3\nactivation {", "expected valid YAML or JSON, found a syntax error"),
  ])
  func oneLineAndStatusTwo(spec: BadSpec) throws {
    let scratch = try ScratchFolder()
    let outcome = try CommandLineTool.run([try scratch.file("spec.yaml", spec.text)])
    #expect(outcome.status == 2 && !outcome.wasSignalled)
    #expect(outcome.output.isEmpty, "standard output: \(outcome.output)")
    #expect(outcome.errorLines.count == 1, "standard error: \(outcome.errors)")
    #expect(outcome.errors.contains("/spec.yaml:"), "standard error: \(outcome.errors)")
    #expect(outcome.errors.contains(spec.fragment), "standard error: \(outcome.errors)")
  }

  @Test func aSpecOnStandardInputIsNamedSo() throws {
    let outcome = try CommandLineTool.run("dimension -", input: "widths: [2]")
    #expect(outcome.status == 2 && outcome.errors.hasPrefix("slt-critical: standard input:1:9: "))
  }

  @Test func aFileThatIsNoTextIsRefused() throws {
    let outcome = try CommandLineTool.run(["examples/trained-network.safetensors"])
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("expected text in UTF-8"))
  }

  @Test(arguments: [
    ("[[[1, 2]], [[1, 2]]]", "weights[1][0]: expected 1 number"), ("7", "2 weight matrices"),
    ("[[[1, 2]], [[1e999999999]]]", "expected a number"), ("", "weights.json"),
    ("{\"weight\": []}", "weight"), ("[[[1, 2]], [[true]]]", "expected a number"),
  ])
  func badWeightsAreExplained(text: String, fragment: String) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.file("weights.json", text)
    let outcome = try CommandLineTool.run([
      "analyze", "--widths", "2,1,1", "--degree", "3", "--weights", path,
    ])
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(fragment), "standard error: \(outcome.errors)")
    #expect(outcome.errors.contains("weights.json"))
  }
}
