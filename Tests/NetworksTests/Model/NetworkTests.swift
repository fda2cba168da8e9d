import SingularLearning
import Testing

@Suite struct NetworkTests {
  @Test func matricesAndBiasesAreViewsOfTheWeights() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
    let matrices: [[[Rational]]] = [[[1, 2], [3, 4]], [[5, 6]]]
    let biases: [[Rational]] = [[7, 8], [9]]
    let network = try Network(architecture, matrices: matrices, biases: biases)
    #expect(network.weights == [1, 2, 7, 3, 4, 8, 5, 6, 9])
    #expect(network.matrices == matrices)
    #expect(network.biases == biases)
    #expect(network[1, 2, 1] == 3)
    #expect(try Network(architecture, weights: network.weights) == network)
  }

  @Test func outputsOfASmallNetwork() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
    let network = try Network(
      architecture, matrices: [[[1, 2], [3, 4]], [[5, 6]]], biases: [[7, 8], [9]])
    // 5·(1 + 4 + 7)² + 6·(3 + 8 + 8)² + 9
    #expect(network.outputs(at: [1, 2]) == [Rational(5 * 144 + 6 * 361 + 9)])
  }

  static let architecture = try! Architecture(widths: [2, 2, 1], degree: 2)
  static let affine = try! Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
  static let good: [[[Rational]]] = [[[1, 2], [3, 4]], [[5, 6]]]
  static let cases: [(Architecture, [[[Rational]]], [[Rational]]?, String)] = [
    (
      architecture, [[[1, 2], [3, 4]]], nil,
      "the architecture has 2 layers, but 1 weight matrices are given"
    ),
    (
      architecture, [[[1, 2]], [[5, 6]]], nil,
      "the matrix of layer 1 needs 2 rows, but it has 1"
    ),
    (
      architecture, [[[1, 2], [3, 4]], [[5]]], nil,
      "row 1 of layer 2 needs 2 entries, but it has 1"
    ),
    (architecture, good, [[1, 2], [3]], "biases are given, but the architecture has none"),
    (affine, good, nil, "the architecture has biases, but none are given"),
    (affine, good, [[1, 2]], "the architecture has 2 layers, but 1 bias vectors are given"),
    (
      affine, good, [[1, 2], []], "the bias vector of layer 2 needs 1 entries, but it has 0"
    ),
  ]

  @Test(arguments: cases)
  func shapeErrors(
    architecture: Architecture, matrices: [[[Rational]]], biases: [[Rational]]?, expected: String
  ) {
    let error = #expect(throws: NetworkError.self) {
      _ = try Network(architecture, matrices: matrices, biases: biases)
    }
    #expect(error?.description == expected)
  }

  @Test func flatCountIsChecked() {
    let error = #expect(throws: NetworkError.self) {
      _ = try Network(Self.architecture, weights: [1, 2])
    }
    #expect(error?.description == "the architecture has 6 parameters, but 2 weights are given")
  }
}
