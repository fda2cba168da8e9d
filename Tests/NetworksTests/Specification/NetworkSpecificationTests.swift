import Foundation
import SingularLearning
import Testing

@Suite struct NetworkSpecificationTests {
  @Test func readsTheDocumentedForm() throws {
    let specification = try NetworkSpecification(
      text: """
        name: cubic two-layer
        widths: [2, 3, 1]            # d_0 … d_L
        activation: {monomial: 3}
        bias: false
        weights:
          - [[1, 0], [0, "3/4"], [1, 0.1]]
          - [[-1, 1e-3, 123456789012345678901234567890]]
        """)
    #expect(specification.name == "cubic two-layer")
    #expect(specification.architecture == (try Architecture(widths: [2, 3, 1], degree: 3)))
    let big: Integer = 123_456_789_012_345_678_901_234_567_890
    #expect(
      specification.network?.weights == [
        1, 0, 0, Rational(3, 4), 1, Rational(1, 10), -1, Rational(1, 1000), Rational(big),
      ])
  }

  @Test func yamlAndJSONAgree() throws {
    let yaml = """
      widths:
      - 2
      - 2
      - 1
      activation:
        polynomial: ["0", '1', 0.5]
      bias: true
      weights:
      - - [1, 2, "1/2"]
        - [3, 4, 5]
      - - [6, 7, 8]
      """
    let json = """
      {"widths":[2,2,1],"activation":{"polynomial":["0","1","1/2"]},"bias":true,
      \t"weights":[[[1,2,"1/2"],[3,4,5]],[[6,7,8]]]}
      """
    let separate = """
      {"widths": [2, 2, 1], "activation": {"polynomial": [0, 1, 5e-1]}, "bias": true,
       "weights": [[[1, 2], [3, 4]], [[6, 7]]], "biases": [["1/2", 5], [8.0]]}
      """
    let first = try NetworkSpecification(text: yaml)
    #expect(try first == NetworkSpecification(text: json))
    #expect(try first == NetworkSpecification(text: separate))
    #expect(first.network?.biases == [[Rational(1, 2), 5], [8]])
  }

  @Test(arguments: [
    ("{monomial: 3}", [Activation.monomial(degree: 3), .monomial(degree: 3)]),
    ("{monomial: [3, 2]}", [.monomial(degree: 3), .monomial(degree: 2)]),
    ("{hermite: [3, 2]}", [.hermite(degree: 3), .hermite(degree: 2)]),
    (
      "[{hermite: 4}, {polynomial: [1, 0, \"-2/6\", 0]}]",
      [.hermite(degree: 4), .polynomial(coefficients: [1, 0, Rational(-1, 3)])]
    ),
  ])
  func activations(text: String, expected: [Activation]) throws {
    let specification = try NetworkSpecification(
      text: "widths: [2, 2, 2, 1]\nactivation: \(text)\n")
    #expect(specification.architecture.activations == expected)
  }

  @Test func linearNetworksNeedNoActivation() throws {
    let specification = try NetworkSpecification(text: "widths: [3, 2]")
    #expect(specification.architecture.layerCount == 1)
    #expect(specification.network == nil)
    #expect(
      try NetworkSpecification(text: "widths: [3, 2]\nactivation: {monomial: 4}") == specification)
  }

  @Test func weightsFileForms() throws {
    let plain = try Architecture(widths: [2, 2, 1], degree: 3)
    let list = try Network(plain, weightsText: "[[[1, 2], [3, 4]], [[5, \"1/6\"]]]")
    #expect(list.weights == [1, 2, 3, 4, 5, Rational(1, 6)])
    #expect(
      try Network(plain, weightsText: "{\"weights\": [[[1, 2], [3, 4]], [[5, \"1/6\"]]]}") == list)
    let affine = try Architecture(widths: [1, 1], degree: 1, hasBias: true)
    let point = try Network(affine, weightsText: "[[[2, 3]]]")
    #expect(point.biases == [[3]])
    #expect(try Network(affine, weightsText: "weights: [[[2]]]\nbiases: [[3]]") == point)
  }

  @Test(arguments: sampleArchitectures)
  func writtenSpecificationsReadBackEqual(architecture: Architecture) throws {
    var random = RandomSource(seed: 21)
    let plain = NetworkSpecification(architecture: architecture)
    #expect(try NetworkSpecification(text: plain.yaml) == plain)
    let weights = smallRationals(architecture.parameterCount, using: &random)
    let full = NetworkSpecification(
      name: "a \"quoted\" \\ name: #1\n\ttwo lines, π and \u{1}\u{feff}\u{2028} 🙂",
      network: try Network(architecture, weights: weights))
    #expect(try NetworkSpecification(text: full.yaml) == full)
  }

  @Test func writtenFormIsReadable() throws {
    let network = try Network(
      Architecture(widths: [2, 2, 1], degree: 3), weights: [1, Rational(1, 2), 0, -3, 4, 5])
    #expect(
      NetworkSpecification(name: "n", network: network).yaml == """
        name: "n"
        widths: [2, 2, 1]
        activation: {monomial: 3}
        weights:
          - [[1, "1/2"], [0, -3]]
          - [[4, 5]]

        """)
  }

  @Test func filesAreRead() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "network-\(ProcessInfo.processInfo.processIdentifier).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    try "\u{feff}widths: [3, 2]\r\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(try NetworkSpecification(contentsOf: file.path).architecture.widths == [3, 2])
  }
}
