import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Exact distances for standard normal inputs against SymPy, and bounds of differences against values.
@Suite struct GaussianDistanceTests {
  struct Case: Decodable {
    let widths: [Int]
    let otherWidths: [Int]
    let activations: [[String]]
    let bias: Bool
    let weights: [[[String]]]
    let otherWeights: [[[String]]]
    let squaredDistance: String
    let squaredNorm: String

    func network(_ widths: [Int], _ weights: [[[String]]]) throws -> Network {
      let architecture = try Architecture(
        widths: widths,
        activations: activations.map { .polynomial(coefficients: $0.compactMap { Rational($0) }) },
        hasBias: bias)
      return try Network(
        architecture, weights: weights.joined().joined().compactMap { Rational($0) })
    }
  }

  @Test func equalsSymPy() throws {
    let data = try Data(contentsOf: referenceDataURL("gaussian_distances.json"))
    let cases = try JSONDecoder().decode([Case].self, from: data)
    #expect(cases.count == 8)
    for reference in cases {
      let first = try reference.network(reference.widths, reference.weights)
      let second = try reference.network(reference.otherWidths, reference.otherWeights)
      #expect(
        try squaredGaussianDistance(first, second) == Rational(reference.squaredDistance),
        "\(reference.widths)")
      #expect(try squaredGaussianDistance(first, nil) == Rational(reference.squaredNorm))
      #expect(try squaredGaussianDistance(first, first) == 0)
      let bound = try #require(try differenceBound(of: first, and: second, radius: 2))
      for input in [[-1, 1, 1], [1, 0, -1], [0, 0, 0], [2, 0, 0]] as [[Rational]] {
        let input = Array(input.prefix(first.architecture.inputCount))
        let difference = zip(first.outputs(at: input), second.outputs(at: input))
          .reduce(0) { $0 + ($1.0 - $1.1).asDouble * ($1.0 - $1.1).asDouble }
        #expect(difference.squareRoot() <= bound.value)
      }
    }
  }

  @Test func manyInputsNeedNoExpansion() throws {
    // E (u·x)² (v·x)² = |u|²|v|² + 2 (u·v)².
    let architecture = try Architecture(widths: [300, 1, 1], degree: 2)
    let u = (0..<300).map { Rational($0 % 7 - 3) }
    let v = (0..<300).map { Rational($0 % 5 - 1) }
    let (f, g) = (
      try Network(architecture, weights: u + [1]), try Network(architecture, weights: v + [1])
    )
    func product(_ x: [Rational], _ y: [Rational]) -> Rational {
      zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let (a, b, c) = (product(u, u), product(v, v), product(u, v))
    #expect(try squaredGaussianDistance(f, g) == 3 * a * a + 3 * b * b - 2 * (a * b + 2 * c * c))
    #expect(try differenceBound(of: f, and: f)?.value == 0)
  }

  @Test func largeNetworksHaveNone() throws {
    let architecture = try Architecture(widths: [20, 20, 20, 1], degree: 3)
    let network = try Network(
      architecture, weights: Array(repeating: 1, count: architecture.parameterCount))
    #expect(try squaredGaussianDistance(network, network) == nil)
  }
}
