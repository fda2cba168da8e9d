import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Values, derivatives and networks of named activations against mpmath, NumPy and finite differences.
@Suite struct NamedActivationTests {
  struct Reference: Decodable {
    struct Values: Decodable {
      let name: String
      let points: [[Double]]
    }

    struct Net: Decodable {
      let activation: String
      let widths: [Int]
      let bias: Bool
      let input: [Double]
      let weights: [Double]
      let outputs: [Double]
      let gradients: [[Double]]
    }

    let values: [Values]
    let networks: [Net]
  }

  static let reference = Result {
    try JSONDecoder().decode(
      Reference.self,
      from: Data(contentsOf: referenceDataURL("named_activations.json")))
  }

  static func activation(_ name: String) throws -> NamedActivation {
    try #require(NamedActivation(name: name, slope: name == "leaky-relu" ? Rational("1/100") : nil))
  }

  @Test func valuesAndDerivativesOfReference() throws {
    let reference = try Self.reference.get()
    #expect(reference.values.map(\.name) == NamedActivation.names)
    for function in reference.values {
      let activation = try Self.activation(function.name)
      for point in function.points {
        let found = [activation.value(at: point[0]), activation.derivative(at: point[0])]
        for (value, expected) in zip(found, point.dropFirst()) {
          // A derivative near its zero has only absolute digits; what underflows is near enough to 0.
          #expect(
            (value - expected).magnitude <= 4e-15 * max(expected.magnitude, 1e-2),
            "\(activation) at \(point[0]): \(value), not \(expected)")
        }
      }
    }
  }

  @Test func networksOfReference() throws {
    for network in try Self.reference.get().networks {
      let architecture = try NamedArchitecture(
        widths: network.widths,
        activations: Array(
          repeating: Self.activation(network.activation), count: network.widths.count - 2),
        hasBias: network.bias)
      let found = NamedNetwork(architecture, weights: network.weights)
      let outputs = found.outputs(at: network.input)
      for (a, b) in zip(outputs, network.outputs) { #expect((a - b).magnitude < 1e-13) }
      let gradients = found.gradients(at: network.input)
      #expect(gradients.count == network.gradients.joined().count)
      for (a, b) in zip(gradients, network.gradients.joined()) {
        #expect((a - b).magnitude < 1e-13, "\(architecture)")
      }
      #expect(
        found.hiddenValues(at: network.input).map(\.count)
          == network.widths.dropFirst().dropLast().map { $0 })
    }
  }

  @Test func gradientsAreDifferences() throws {
    var random = RandomSource(seed: 3)
    func normal() -> Double { Double(random.integer(in: -1000...1000)) / 500 }
    for name in NamedActivation.names {
      let activation = try Self.activation(name)
      let architecture = try NamedArchitecture(
        widths: [3, 4, 3, 2], activations: [activation, activation], hasBias: true)
      let weights = (0..<architecture.parameterCount).map { _ in normal() }
      let input = [normal(), normal(), normal()]
      let gradients = NamedNetwork(architecture, weights: weights).gradients(at: input)
      for parameter in weights.indices {
        var moved = (weights, weights)
        moved.0[parameter] += 1e-5
        moved.1[parameter] -= 1e-5
        let (above, below) = (
          NamedNetwork(architecture, weights: moved.0).outputs(at: input),
          NamedNetwork(architecture, weights: moved.1).outputs(at: input)
        )
        for output in 0..<2 {
          let difference = (above[output] - below[output]) / 2e-5
          let gradient = gradients[output * weights.count + parameter]
          #expect((difference - gradient).magnitude < 1e-6 * max(1, gradient.magnitude), "\(name)")
        }
      }
    }
  }

  @Test func identities() throws {
    for name in NamedActivation.names {
      let activation = try Self.activation(name)
      for z in stride(from: -6.0, through: 6, by: 0.37) {
        let (a, b) = (activation.value(at: z), activation.value(at: -z))
        let defect =
          switch activation.reflection {
          case .odd: a + b
          case .complement: a + b - 1
          case .linear(let slope): a - b - slope.asDouble * z
          }
        #expect(defect.magnitude < 1e-14, "\(name) at \(z)")
        if activation.isPositivelyHomogeneous {
          #expect((activation.value(at: 3 * z) - 3 * a).magnitude < 1e-14)
        }
        if activation.isPeriodic {
          #expect((activation.value(at: z + .pi) + a).magnitude < 1e-14)
        }
      }
    }
  }

  @Test func names() throws {
    for name in NamedActivation.names { #expect(try Self.activation(name).name == name) }
    #expect(NamedActivation(name: "leaky-relu") == nil)
    #expect(NamedActivation(name: "leaky-relu", slope: 1) == nil)
    #expect(NamedActivation(name: "tanh", slope: Rational("1/2")) == nil)
    #expect(NamedActivation(name: "mish") == nil)
    #expect(try Self.activation("leaky-relu").description == "leaky-relu(1/100)")
    #expect(throws: ArchitectureError.self) {
      try NamedArchitecture(widths: [2, 3, 1], activations: [])
    }
  }
}
