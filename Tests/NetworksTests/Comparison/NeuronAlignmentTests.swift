import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Neurons in another order and scale: planted arrangements are found, and small ones are the best of all.
@Suite struct NeuronAlignmentTests {
  /// Activations of every kind of symmetry.
  static let activations: [Activation] = [
    .monomial(degree: 1), .monomial(degree: 2), .monomial(degree: 3), .hermite(degree: 2),
    .hermite(degree: 3), .hermite(degree: 4),
    .polynomial(coefficients: [0, 1, 0, 1]), .polynomial(coefficients: [1, 0, 2, 0, 1]),
    .polynomial(coefficients: [0, 1, 1, 1]),
    // (t + 1)³, a power about −1, and an odd one about 1 up to a constant.
    .polynomial(coefficients: [1, 3, 3, 1]), .polynomial(coefficients: [5, 4, -3, 1]),
  ]

  /// A random order with factors that the activations allow.
  private func randomArrangement(
    _ architecture: Architecture, using random: inout RandomSource
  ) -> NeuronArrangement {
    NeuronArrangement(
      layers: architecture.activations.enumerated().map { index, activation in
        let width = architecture.widths[index + 1]
        var neurons = Array(1...width)
        for i in neurons.indices { neurons.swapAt(i, random.integer(in: i...width - 1)) }
        return neurons.map { neuron in
          switch ActivationSymmetry(activation).rowRelation(hasBias: architecture.hasBias) {
          case .proportional: .init(neuron: neuron, scale: randomNonzeroRational(using: &random))
          case .opposite: .init(neuron: neuron, scale: random.integer(in: 0...1) == 0 ? 1 : -1)
          case .equal: .init(neuron: neuron)
          }
        }
      })
  }

  private static let shapes: [([Int], Bool)] = [
    ([2, 3, 1], false), ([2, 3, 1], true), ([3, 4, 2], false), ([2, 2, 3, 2], true),
    ([2, 3, 2, 1], false), ([2, 2, 2, 2, 1], true),
  ]

  @Test(arguments: activations.indices)
  func findsPlantedArrangements(index: Int) throws {
    let activation = Self.activations[index]
    var random = RandomSource(seed: UInt64(index) + 1)
    for (widths, hasBias) in Self.shapes {
      let architecture = try Architecture(
        widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
        hasBias: hasBias)
      for _ in 0..<4 {
        guard
          activation.degree == 1
            || pow(Double(activation.degree), Double(widths.count - 2)) <= 30,
          let network = try activation.degree == 1
            ? Network(
              architecture,
              weights: (0..<architecture.parameterCount).map { _ in
                randomNonzeroRational(using: &random)
              }) : randomReducedNetwork(architecture, using: &random)
        else { continue }
        let arrangement = randomArrangement(architecture, using: &random)
        let other = arrangement.applied(to: network)
        let same = try computeSameFunction(network, other)
        #expect(same.value && same.evidence.isProven, "\(architecture) \(arrangement)")
        let alignment = try alignNeurons(of: other, to: network)
        #expect(
          alignment.squaredDistanceAfter.isZero,
          "\(architecture) \(activation) \(arrangement) \(alignment.arrangement)")
        #expect(alignment.aligned == network || !alignment.squaredDistanceAfter.isZero)
        // Back by the inverse order.
        for (planted, found) in zip(arrangement.layers, alignment.arrangement.layers) {
          for (place, origin) in found.enumerated() {
            #expect(planted[origin.neuron - 1].neuron == place + 1)
          }
        }
      }
    }
  }

  @Test func isTheBestOfAllForOneHiddenLayer() throws {
    var random = RandomSource(seed: 5)
    for activation in Self.activations {
      for hasBias in [false, true] {
        let architecture = try Architecture(
          widths: [2, 3, 2], activations: [activation], hasBias: hasBias)
        let relation = ActivationSymmetry(activation).rowRelation(hasBias: hasBias)
        if relation == .proportional { continue }
        for _ in 0..<5 {
          func network() throws -> Network {
            try Network(
              architecture,
              weights: (0..<architecture.parameterCount).map { _ in
                randomNonzeroRational(using: &random)
              })
          }
          let (reference, other) = (try network(), try network())
          let alignment = try alignNeurons(of: other, to: reference)
          guard alignment.isOptimal else { continue }
          let signs: [Rational] = relation == .opposite ? [1, -1] : [1]
          var best: Rational?
          for order in permutations(of: [1, 2, 3]) {
            for a in signs {
              for b in signs {
                for c in signs {
                  let arrangement = NeuronArrangement(
                    layers: [
                      zip(order, [a, b, c]).map { .init(neuron: $0.0, scale: $0.1) }
                    ])
                  let distance = squaredDistance(arrangement.applied(to: other), reference)
                  best = min(best ?? distance, distance)
                }
              }
            }
          }
          #expect(alignment.squaredDistanceAfter == best, "\(architecture) \(activation)")
        }
      }
    }
  }

  @Test func factorsAreTheBestOfAGrid() throws {
    var random = RandomSource(seed: 9)
    for degree in 1...4 {
      let architecture = try Architecture(widths: [2, 2, 2], degree: degree)
      for _ in 0..<10 {
        func network() throws -> Network {
          try Network(
            architecture,
            weights: (0..<architecture.parameterCount).map { _ in
              randomNonzeroRational(using: &random)
            })
        }
        let (reference, other) = (try network(), try network())
        let alignment = try alignNeurons(of: other, to: reference)
        #expect(alignment.isOptimal)
        let (a, b) = (reference.roundedWeights, other.roundedWeights)
        // Rows are weights 0, 1 and 2, 3; outgoing weights 4, 6 and 5, 7.
        func cost(_ i: Int, _ k: Int) -> Double {
          var best = Double.infinity
          for sign in [1.0, -1] {
            for step in -4_000...4_000 {
              let s = sign * exp(Double(step) / 800)
              let t = pow(abs(s), Double(degree)) * (s < 0 && degree % 2 == 1 ? -1 : 1)
              let values = [
                a[2 * i] - s * b[2 * k], a[2 * i + 1] - s * b[2 * k + 1],
                a[4 + i] - b[4 + k] / t, a[6 + i] - b[6 + k] / t,
              ]
              best = min(best, values.reduce(0) { $0 + $1 * $1 })
            }
          }
          return best
        }
        let grid = min(cost(0, 0) + cost(1, 1), cost(0, 1) + cost(1, 0))
        let found = alignment.squaredDistanceAfter.asDouble
        #expect(found <= grid * (1 + 1e-12))
        #expect(found >= grid - 1e-4 * max(grid, 1))
      }
    }
  }

  private func squaredDistance(_ first: Network, _ second: Network) -> Rational {
    zip(first.weights, second.weights).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test func layersOfOtherWidthsAreFilledUp() throws {
    let wide = try Network(
      Architecture(widths: [2, 3, 1], degree: 3),
      matrices: [
        [[1, 2], [Rational(1, 10), 0], [1, -1]], [[1, Rational(1, 10), 3]],
      ])
    let narrow = try Network(
      Architecture(widths: [2, 2, 1], degree: 3, hasBias: true),
      matrices: [[[1, -1], [1, 2]], [[3, 1]]], biases: [[0, 0], [0]])
    let alignment = try alignNeurons(of: narrow, to: wide)
    #expect(alignment.permutation == [[2, nil, 1]])
    #expect(alignment.reference.architecture.widths == [2, 3, 1])
    #expect(alignment.reference.architecture.hasBias)
    // The neuron that is missing.
    #expect(alignment.squaredDistanceAfter == Rational(1, 50))
    #expect(try computeSameFunction(alignment.aligned, narrow).value)
    #expect(try computeSameFunction(alignment.reference, wide).value)
  }

  @Test func otherShapesHaveNoAlignment() throws {
    func network(_ widths: [Int], _ degree: Int) throws -> Network {
      let architecture = try Architecture(widths: widths, degree: degree)
      return try Network(
        architecture, weights: Array(repeating: 1, count: architecture.parameterCount))
    }
    let first = try network([2, 3, 1], 2)
    #expect(throws: AlignmentGap.layerCounts(2, 3)) {
      try alignNeurons(of: try network([2, 3, 2, 1], 2), to: first)
    }
    #expect(throws: AlignmentGap.activations(layer: 1)) {
      try alignNeurons(of: try network([2, 3, 1], 3), to: first)
    }
    // A power with a coefficient list is the same activation.
    let architecture = try Architecture(
      widths: [2, 3, 1], activations: [.polynomial(coefficients: [0, 0, 1])])
    let other = try Network(architecture, weights: first.weights)
    #expect(try alignNeurons(of: other, to: first).squaredDistanceAfter.isZero)
  }

  @Test func floatingPointWeightsAreAlignedUpToRounding() throws {
    let architecture = try Architecture(widths: [5, 12, 8, 3], degrees: [2, 3])
    var random = RandomSource(seed: 3)
    let weights = (0..<architecture.parameterCount).map { _ in
      Double(random.integer(in: -1_000_000...1_000_000)) / 777_777
    }
    let network = FloatingNetwork(architecture, weights: weights)
    let arranged = randomArrangement(architecture, using: &random).applied(to: network.exact)
    let other = FloatingNetwork(architecture, weights: arranged.roundedWeights)
    let alignment = try alignNeurons(of: other.exact, to: network.exact)
    #expect(alignment.squaredDistanceBefore > 1)
    #expect(alignment.squaredDistanceAfter.asDouble < 1e-24)
  }
}
