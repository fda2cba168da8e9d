import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Distances from subnetworks: their values, and that scaling symmetries do not change them.
@Suite struct NumericalOperationTests {
  private func distance(
    _ operations: [NumericalOperation], _ layer: Int, _ neurons: [Int]
  ) throws -> Double {
    try #require(operations.first { $0.layer == layer && $0.neurons == neurons }).distance
  }

  @Test("a matter of scale is no subnetwork")
  func unbalancedWeights() throws {
    // Contributions |w1|^3 |v|: 5^{3/2} and 2^{3/2}, though rows and columns differ by factors of 10^3 and 10^9.
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let weights = [1e-3, 2e-3, 1, -1, 1e9, 1]
    let operations = numericalOperations(architecture, at: weights)
    #expect(operations.count == 3 && operations.allSatisfy { $0.distance > 0.1 })
    #expect(agree(try distance(operations, 1, [1]), 1))
    #expect(agree(try distance(operations, 1, [2]), pow(0.4, 1.5 / 4)))
    #expect(agree(try distance(operations, 1, [1, 2]), 0.9.squareRoot()))
    let diagnosis = NumericalDiagnosis(
      of: FloatingNetwork(architecture, weights: weights), tolerance: 0.1)
    #expect(!diagnosis.isSubnetwork)
  }

  @Test("values: relative to the largest contribution in the layer, as a length")
  func values() throws {
    // Contributions 5^3 * 2 = 250 and 1 * 0.5: distance (0.5/250)^{1/4}; the sine between (3,4), (0,1) is 3/5.
    let cubic = try Architecture(widths: [2, 2, 1], degree: 3)
    let operations = numericalOperations(cubic, at: [3, 4, 0, 1, 2, 0.5])
    #expect(agree(try distance(operations, 1, [2]), pow(0.002, 0.25)))
    #expect(try distance(operations, 1, [1]) == 1)
    #expect(agree(try distance(operations, 1, [1, 2]), 0.6))
    #expect(operations[0].type == "inactive-in" && operations[0].neurons == [2])
    // t + t^2 has no scaling symmetry: norms 5 and 0.05, 2 and 0.5.
    let other = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, 1])])
    let plain = numericalOperations(other, at: [3, 4, 0, 0.05, 2, 0.5])
    #expect(agree(try distance(plain, 1, [2]), 0.01))
    // With t^2 + 1 and no bias nothing is gained by losing the incoming weights.
    let constant = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: [1, 0, 1])])
    let kept = numericalOperations(constant, at: [3, 4, 0, 0.05, 2, 0.5])
    #expect(agree(try distance(kept, 1, [2]), 0.25))
    // With biases the part of the row that is bias does not count: (0, 0, 1) is inactive.
    let biased = try Architecture(widths: [2, 2, 1], degree: 3, hasBias: true)
    let bias = numericalOperations(biased, at: [3, 4, 0, 0, 0, 1, 2, 0.5, 7])
    #expect(try distance(bias, 1, [2]) == 0)
    #expect(numericalOperations(cubic, at: [.nan, 1, 1, 1, 1, 1]).isEmpty)
    #expect(numericalOperations(cubic, at: [0, 0, 0, 0, 0, 0]).allSatisfy { $0.distance == 0 })
  }

  @Test(
    "scaling symmetries change nothing",
    arguments: [
      ([2, 3, 1], 3, false), ([3, 4, 3, 2], 2, false), ([2, 3, 3, 2, 1], 3, false),
      ([2, 3, 2], 4, true), ([2, 3, 3, 1], 2, true),
    ])
  func invariance(widths: [Int], degree: Int, hasBias: Bool) throws {
    let architecture = try Architecture(widths: widths, degree: degree, hasBias: hasBias)
    var random = RandomSource(seed: 4)
    for _ in 0..<20 {
      let weights = random.normals(architecture.parameterCount)
      var scaled = weights
      for layer in 1..<architecture.layerCount {
        for neuron in 1...widths[layer] {
          let factor = exp(6 * random.uniform() - 3)
          var row = architecture.weightRange(ofLayer: layer, row: neuron)
          if hasBias { row = row.lowerBound..<row.upperBound + 1 }
          for k in row { scaled[k] *= factor }
          for next in 1...widths[layer + 1] {
            scaled[architecture.parameterIndex(layer: layer + 1, row: next, column: neuron)] /=
              pow(factor, Double(degree))
          }
        }
      }
      // The function is the same,
      let (f, g) = (
        FloatingNetwork(architecture, weights: weights),
        FloatingNetwork(architecture, weights: scaled)
      )
      let x = random.normals(widths[0])
      for (a, b) in zip(f.outputs(at: x), g.outputs(at: x)) {
        #expect(abs(a - b) <= 1e-6 * (1 + abs(a)))
      }
      // and so are all distances.
      let (before, after) = (
        numericalOperations(architecture, at: weights),
        numericalOperations(architecture, at: scaled)
      )
      #expect(before.count == after.count)
      for operation in before {
        let other = try distance(after, operation.layer, operation.neurons)
        #expect(abs(other - operation.distance) <= 1e-9)
      }
    }
  }

  @Test("the distances are those of the analysis at balanced weights, and never below them")
  func analysisOfBalancedWeights() throws {
    let architecture = try Architecture(widths: [3, 4, 2], degree: 3)
    var random = RandomSource(seed: 6)
    for _ in 0..<20 {
      let weights = random.normals(architecture.parameterCount).map { $0 * $0 * $0 }
      var balanced = weights
      for neuron in 1...4 {
        let row = architecture.weightRange(ofLayer: 1, row: neuron)
        let column = (1...2).map {
          architecture.parameterIndex(layer: 2, row: $0, column: neuron)
        }
        let size = weights[row].reduce(0) { $0 + $1 * $1 }.squareRoot()
        let outgoing = column.reduce(0) { $0 + weights[$1] * weights[$1] }.squareRoot()
        // s·size = outgoing / s³.
        let factor = pow(outgoing / size, 0.25)
        for k in row { balanced[k] *= factor }
        for k in column { balanced[k] /= factor * factor * factor }
      }
      let operations = numericalOperations(architecture, at: weights)
      let expected = ParameterDistances(of: FloatingNetwork(architecture, weights: balanced))
      let asGiven = ParameterDistances(of: FloatingNetwork(architecture, weights: weights))
      for (neuron, given) in zip(expected.neurons, asGiven.neurons) {
        let found = try distance(operations, 1, [neuron.index])
        #expect(agree(found, neuron.inactivity, relative: 1e-9))
        #expect(given.inactivity <= found * (1 + 1e-9))
      }
      for pair in expected.pairs {
        #expect(abs(try distance(operations, 1, pair.neurons) - pair.distance) < 1e-12)
      }
    }
  }
}
