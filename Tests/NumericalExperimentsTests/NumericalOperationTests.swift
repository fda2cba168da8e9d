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

  @Test("rows that have to be equal or opposite: their difference relative to the larger one")
  func rowsOfDifferentSize() throws {
    for (coefficients, sign) in [([0, 1, 1], 1.0), ([0, 1, 0, 1], -1.0)] {
      let architecture = try Architecture(
        widths: [2, 2, 1],
        activations: [.polynomial(coefficients: coefficients.map { Rational($0) })])
      let operations = numericalOperations(architecture, at: [3, 4, sign * 6, sign * 8, 1, 1])
      #expect(abs(try distance(operations, 1, [1, 2]) - 0.5) < 1e-14)
    }
  }

  @Test("a matter of scale is no subnetwork")
  func unbalancedWeights() throws {
    // Contributions |w1|^3 |v|: 5^{3/2} and 2^{3/2}, though rows and columns differ by factors of 10^3 and 10^9.
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let weights = [1e-3, 2e-3, 1, -1, 1e9, 1]
    let operations = numericalOperations(architecture, at: weights)
    #expect(operations.count == 3 && operations.allSatisfy { $0.distance > 0.1 })
    #expect(agree(try distance(operations, 1, [1]), 1))
    #expect(agree(try distance(operations, 1, [2]), 0.4.squareRoot()))
    #expect(agree(try distance(operations, 1, [1, 2]), 0.9.squareRoot()))
    let diagnosis = NumericalDiagnosis(
      of: FloatingNetwork(architecture, weights: weights), tolerance: 0.1)
    #expect(!diagnosis.isSubnetwork)
  }

  @Test("values: contributions relative to the largest in the layer, as norms of rows")
  func values() throws {
    // Contributions 5^3 * 2 = 250 and 1 * 0.5: distance (0.5/250)^{1/3}; the sine between (3,4), (0,1) is 3/5.
    let cubic = try Architecture(widths: [2, 2, 1], degree: 3)
    let operations = numericalOperations(cubic, at: [3, 4, 0, 1, 2, 0.5])
    #expect(agree(try distance(operations, 1, [2]), pow(0.002, 1.0 / 3)))
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

  /// Every neuron with its centered row times a factor and its column divided by the power of it, constants in the
  /// next biases; then the neurons in another order.
  private func transformed(
    _ weights: [Double], _ architecture: Architecture, _ random: inout RandomSource
  ) -> (weights: [Double], orders: [[Int]]) {
    var result = weights
    let widths = architecture.widths
    for layer in 1..<architecture.layerCount {
      let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
      for neuron in 1...widths[layer] {
        let factor = exp(6 * random.uniform() - 3)
        let power = pow(factor, Double(symmetry.activation.degree))
        for k in architecture.weightRange(ofLayer: layer, row: neuron) { result[k] *= factor }
        if architecture.hasBias {
          let center = symmetry.center.asDouble
          let bias = architecture.biasIndex(layer: layer, row: neuron)
          result[bias] = center + factor * (result[bias] - center)
        }
        for next in 1...widths[layer + 1] {
          let k = architecture.parameterIndex(layer: layer + 1, row: next, column: neuron)
          if architecture.hasBias {
            result[architecture.biasIndex(layer: layer + 1, row: next)] +=
              result[k] * symmetry.centerValue.asDouble * (1 - 1 / power)
          }
          result[k] /= power
        }
      }
    }
    let orders = widths.indices.map { layer -> [Int] in
      guard layer > 0, layer < widths.count - 1 else { return Array(1...widths[layer]) }
      return Array(1...widths[layer]).map { (random.uniform(), $0) }.sorted { $0 < $1 }.map(\.1)
    }
    let scaled = result
    for layer in 1...architecture.layerCount {
      for (row, from) in zip(1..., orders[layer]) {
        for (column, source) in zip(1..., orders[layer - 1]) {
          result[architecture.parameterIndex(layer: layer, row: row, column: column)] =
            scaled[architecture.parameterIndex(layer: layer, row: from, column: source)]
        }
        if architecture.hasBias {
          result[architecture.biasIndex(layer: layer, row: row)] =
            scaled[architecture.biasIndex(layer: layer, row: from)]
        }
      }
    }
    return (result, orders)
  }

  @Test(
    "scalings of neurons, about their centers, and their order change nothing",
    arguments: [
      ([2, 3, 1], .monomial(degree: 3), false), ([3, 4, 3, 2], .monomial(degree: 2), false),
      ([2, 3, 3, 2, 1], .monomial(degree: 3), false), ([3, 3, 2], .monomial(degree: 1), false),
      ([2, 3, 2], .monomial(degree: 4), true), ([2, 3, 3, 1], .monomial(degree: 2), true),
      ([2, 3, 3, 1], .hermite(degree: 2), true), ([2, 3, 3, 2], .monomial(degree: 1), true),
      ([2, 3, 3, 1], .polynomial(coefficients: [1, 2, 3]), true),
    ] as [([Int], Activation, Bool)])
  func invariance(widths: [Int], activation: Activation, hasBias: Bool) throws {
    let architecture = try Architecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: hasBias)
    var random = RandomSource(seed: 4)
    for _ in 0..<20 {
      let weights = random.normals(architecture.parameterCount)
      let (other, orders) = transformed(weights, architecture, &random)
      // The function is the same,
      let x = random.normals(widths[0])
      for (a, b) in zip(
        FloatingNetwork(architecture, weights: weights).outputs(at: x),
        FloatingNetwork(architecture, weights: other).outputs(at: x))
      {
        #expect(abs(a - b) <= 1e-5 * (1 + abs(a)))
      }
      // and so are all distances.
      let (before, after) = (
        numericalOperations(architecture, at: weights),
        numericalOperations(architecture, at: other)
      )
      #expect(before.count == after.count)
      for operation in after {
        let neurons = operation.neurons.map { orders[operation.layer][$0 - 1] }.sorted()
        let expected = try distance(before, operation.layer, neurons)
        #expect(abs(operation.distance - expected) <= 1e-8)
      }
    }
  }

  @Test(
    "analysis, reduction and descent agree at every tolerance",
    arguments: [
      ([2, 3, 1], .monomial(degree: 3), false), ([3, 4, 3, 2], .monomial(degree: 2), false),
      ([2, 3, 3, 1], .monomial(degree: 2), true), ([2, 3, 2], .hermite(degree: 3), false),
      ([2, 3, 2], .polynomial(coefficients: [0, 1, 1]), false),
      ([2, 3, 2], .polynomial(coefficients: [1, 2, 0, 1]), true),
    ] as [([Int], Activation, Bool)])
  func agreement(widths: [Int], activation: Activation, hasBias: Bool) throws {
    let architecture = try Architecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: hasBias)
    var random = RandomSource(seed: 9)
    for attempt in 0..<12 {
      var weights = random.normals(architecture.parameterCount).map { $0 * $0 * $0 }
      // Special ones: a neuron loses nearly all incoming or outgoing weights, or two become nearly equal.
      let noise = pow(10, -2 - 8 * random.uniform())
      let rows = [1, 2].map { architecture.weightRange(ofLayer: 1, row: $0) }
      switch attempt % 4 {
      case 1: for k in rows[0] { weights[k] *= noise }
      case 2:
        for row in 1...widths[2] {
          weights[architecture.parameterIndex(layer: 2, row: row, column: 2)] *= noise
        }
      case 3:
        for (k, l) in zip(rows[0], rows[1]) {
          weights[l] = weights[k] * (1 + noise * random.normal())
        }
        if hasBias { weights[rows[1].upperBound] = weights[rows[0].upperBound] }
      default: break
      }
      let network = FloatingNetwork(architecture, weights: weights)
      for tolerance in [1e-9, 1e-6, 1e-3, 0.03] {
        let near = numericalOperations(architecture, at: weights, tolerance: tolerance)
          .filter { $0.distance <= tolerance }.map(\.operation)
        let control = ComputationControl()
        control.cancel()
        let diagnosis = NumericalDiagnosis(of: network, tolerance: tolerance, control: control)
        #expect(diagnosis.isSubnetwork == !near.isEmpty)
        for neuron in diagnosis.neurons where neuron.state != .redundant {
          let found = near.first {
            $0.state != .redundant && $0.layer == neuron.distances.layer
              && $0.neurons == [neuron.distances.index]
          }
          #expect((found?.state ?? .active) == neuron.state)
        }
        let reduction = try reduceNumerically(network, tolerance: tolerance)
        #expect(reduction.operations.isEmpty == near.isEmpty)
      }
    }
  }

  /// The neurons of the nearest operations up to `limit`, with their states.
  private func inactive(
    _ architecture: Architecture, _ weights: [Double], size: Double, limit: Double = 0.01
  ) -> Set<SubnetworkOperation> {
    Set(
      numericalOperations(architecture, at: weights, tolerance: limit, functionSize: size)
        .filter { $0.distance <= limit }.map(\.operation))
  }

  @Test("a layer that vanishes as a whole shows only beside the size of the function")
  func vanishingLayers() throws {
    let square = try Architecture(widths: [2, 1, 1], degree: 2)
    let weights = [3e-6, 4e-6, 2.0]
    #expect(inactive(square, weights, size: 1).isEmpty)
    #expect(inactive(square, weights, size: 5e-11) == [.inactiveIn(layer: 1, neuron: 1)])
    let near = try distance(numericalOperations(square, at: weights, functionSize: 2.5e-7), 1, [1])
    #expect(agree(near, 5e-4))
    // Which weights vanish is told by their norms as they are, neuron by neuron.
    let cubic = try Architecture(widths: [2, 2, 1], degree: 3)
    #expect(
      inactive(cubic, [1, 2, 1e-9, 1e-9, 1e-9, 3], size: 1e-9)
        == [.inactiveOut(layer: 1, neuron: 1), .inactiveIn(layer: 1, neuron: 2)])
    // A function smaller than the targets only counts for neurons that are larger in their layer; a larger one never.
    let plain = numericalOperations(cubic, at: [3, 4, 0, 1, 2, 0.5])
    #expect(numericalOperations(cubic, at: [3, 4, 0, 1, 2, 0.5], functionSize: 7) == plain)
    let smaller = numericalOperations(cubic, at: [3, 4, 0, 1, 2, 0.5], functionSize: 0.5)
    #expect(agree(try distance(smaller, 1, [2]), pow(0.002, 1.0 / 3)))
    #expect(agree(try distance(smaller, 1, [1]), pow(0.5, 1.0 / 3)))
    // The layer whose weights move least, with the power of the later degrees: (10^-12)^{1/2} in the first layer.
    let deep = try Architecture(widths: [1, 1, 1, 1], degree: 2)
    let first = numericalOperations(deep, at: [1e-3, 1, 1], functionSize: 1e-12)
    #expect(first[0].operation == .inactiveIn(layer: 1, neuron: 1))
    #expect(agree(first[0].distance, 1e-3) && first[1].distance == 1)
    let last = numericalOperations(deep, at: [1, 1, 1e-12], functionSize: 1e-12)
    #expect(last[0].operation == .inactiveOut(layer: 2, neuron: 1))
    #expect(agree(last[0].distance, 1e-6) && last[1].distance == 1)
    // Without scalings too, and with biases; of neurons that become constants without a bias one has to stay.
    let mixed = [Rational](arrayLiteral: 0, 1, 0, 1)
    let odd = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: mixed)], hasBias: true)
    #expect(
      inactive(odd, [1, 2, 1, 3, 4, 1, 1e-7, 2e-7, 5], size: 1e-6)
        == [.inactiveOut(layer: 1, neuron: 1), .inactiveOut(layer: 1, neuron: 2)])
    let constant = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: [1, 1, 0, 1])])
    #expect(
      inactive(constant, [1e-7, 2e-7, 3e-7, 4e-7, 1, 1], size: 1e-6)
        == [.inactiveIn(layer: 1, neuron: 1)])
  }

  @Test("what all hidden neurons add to the outputs is bounded")
  func hiddenContributions() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 2, hasBias: true)
    let network = FloatingNetwork(architecture, weights: [3, 4, 0, 0, 0, 2, 1e-6, 1e-7, 5])
    let bound = network.hiddenContributionBound(radius: 2).value
    // 10^-6·(5·2)² + 10^-7·2².
    #expect(bound >= 1.004e-4 && bound <= 1.0041e-4)
  }
}
