import AlgebraTestSupport
import SingularLearning
import Testing

/// The diagnosis against the definition, on many networks with few different weights.
@Suite struct RedundancyLawTests {
  /// Activations with the point about which rows are planted, found by hand.
  static let activations: [(activation: Activation, center: Rational)] = [
    (.monomial(degree: 2), 0), (.monomial(degree: 3), 0), (.monomial(degree: 1), 0),
    (.polynomial(coefficients: [0, 1, 0, 1]), 0), (.polynomial(coefficients: [0, 0, 1, 0, 1]), 0),
    (.polynomial(coefficients: [1, 3, 3, 1]), -1), (.polynomial(coefficients: [2, 4, -3, 1]), 1),
    (.polynomial(coefficients: [13, 28, 23, 8, 1]), -2),
    (.polynomial(coefficients: [1, 0, 1]), 0), (.polynomial(coefficients: [1, 0, 0, 1]), 0),
    (.polynomial(coefficients: [1, 1, 0, 1]), 0), (.polynomial(coefficients: [1, 1, 1]), 0),
    (.polynomial(coefficients: [0, 1, 0, 0, 1]), 0), (.polynomial(coefficients: [2, 1]), -2),
    (.hermite(degree: 2), 0), (.hermite(degree: 3), 0), (.hermite(degree: 4), 0),
  ]

  /// Random rows in which copies, multiples and reflections about the center, and zeros are frequent.
  static func network(
    _ architecture: Architecture, center: Rational, using random: inout RandomSource
  ) throws -> Network {
    var matrices: [[[Rational]]] = []
    var biases: [[Rational]] = []
    for layer in 1...architecture.layerCount {
      var rows: [[Rational]] = []
      var offsets: [Rational] = []
      for i in 0..<architecture.widths[layer] {
        var row = (0..<architecture.widths[layer - 1]).map { _ in
          Rational(random.integer(in: -2...2))
        }
        var bias = Rational(random.integer(in: -2...2))
        switch random.integer(in: 0...7) {
        case 0: row = row.map { _ in 0 }
        case 1...3 where i > 0:
          let source = random.integer(in: 0...i - 1)
          let factor = [Rational(-1), 1, 2, Rational(-1, 2)][random.integer(in: 0...3)]
          row = rows[source].map { factor * $0 }
          if random.integer(in: 0...3) > 0 { bias = center + factor * (offsets[source] - center) }
        default: break
        }
        rows.append(row)
        offsets.append(bias)
      }
      matrices.append(rows)
      biases.append(offsets)
    }
    return try Network(
      architecture, matrices: matrices, biases: architecture.hasBias ? biases : nil)
  }

  @Test(
    "subnetwork is the definition, and exactly then something is reduced",
    arguments: activations.indices)
  func oneHiddenLayer(index: Int) throws {
    let (activation, center) = Self.activations[index]
    var (yes, no) = (0, 0)
    for hasBias in [false, true] {
      for widths in [[1, 2, 1], [2, 2, 1], [2, 3, 1], [2, 3, 2], [3, 2, 3], [3, 4, 2]] {
        let architecture = try Architecture(
          widths: widths, activations: [activation], hasBias: hasBias)
        var random = RandomSource(seed: UInt64(index))
        for _ in 0..<30 {
          let network = try Self.network(architecture, center: center, using: &random)
          let diagnosis = try diagnose(network)
          let oracle = try RedundancyOracle(network)
          let message = "\(activation) \(hasBias): \(network.matrices) \(network.biases ?? [])"
          #expect(diagnosis.isSubnetwork == oracle.isSubnetwork, "\(message)")
          #expect(diagnosis.isSubnetwork == !diagnosis.operations.isEmpty, "\(message)")
          #expect(diagnosis.functionPreserved.value, "\(message)")
          #expect(diagnosis.functionPreserved.evidence.isProven)
          if diagnosis.isSubnetwork { yes += 1 } else { no += 1 }
          // A neuron that is claimed to be superfluous for any outgoing weights is dependent.
          let claimsDependence = diagnosis.operations.first.map { operation in
            switch operation {
            case .dropInactiveOut, .mix(_, _, .outgoing, _): false
            default: true
            }
          }
          if claimsDependence == true { #expect(oracle.isDependent, "\(message)") }
          // What is left is no subnetwork, unless a layer lost all its neurons.
          if !diagnosis.keptNeurons.contains([]) {
            #expect(try !diagnose(diagnosis.reduced).isSubnetwork, "\(message)")
          }
        }
      }
    }
    // Linear networks are no subnetworks only if no hidden layer is wider than its neighbours.
    #expect(yes > 20 && no > (activation.degree == 1 ? 5 : 20), "\(yes) and \(no)")
  }

  @Test("deep networks: subnetwork iff something is reduced, and the function stays")
  func deep() throws {
    var yes = 0
    for (index, (activation, center)) in Self.activations.enumerated()
    where activation.degree <= 3 {
      for hasBias in [false, true] {
        let other = Self.activations[(3 * index + 1) % Self.activations.count].activation
        let architecture = try Architecture(
          widths: [2, 3, 3, 2], activations: [activation, other.degree <= 3 ? other : activation],
          hasBias: hasBias)
        var random = RandomSource(seed: UInt64(index))
        for _ in 0..<25 {
          let network = try Self.network(architecture, center: center, using: &random)
          let diagnosis = try diagnose(network)
          let message = "\(architecture.activations) \(network.matrices) \(network.biases ?? [])"
          #expect(diagnosis.isSubnetwork == !diagnosis.operations.isEmpty, "\(message)")
          #expect(diagnosis.functionPreserved.value, "\(message)")
          if diagnosis.isSubnetwork { yes += 1 }
          if !diagnosis.keptNeurons.contains([]) {
            #expect(try !diagnose(diagnosis.reduced).isSubnetwork, "\(message)")
          }
        }
      }
    }
    #expect(yes > 100)
  }

  @Test("opposite rows of odd and even activations")
  func opposite() throws {
    let odd = try Network(
      Architecture(widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])]),
      matrices: [[[1, 2], [-1, -2]], [[3, 1]]])
    let diagnosis = try diagnose(odd)
    #expect(diagnosis.neurons.map(\.state) == [.redundant, .redundant])
    #expect(diagnosis.neurons[0].proportionalTo == [.init(index: 2, factor: -1)])
    #expect(diagnosis.operations == [.merge(layer: 1, neuron: 2, into: 1, factor: -1)])
    #expect(diagnosis.reduced.matrices == [[[1, 2]], [[2]]])
    // (t − 1)³ + (t − 1) + 4 at 1 ± (x + 2): values add up to 8.
    let shifted = try Network(
      Architecture(
        widths: [1, 2, 1], activations: [.polynomial(coefficients: [2, 4, -3, 1])], hasBias: true),
      matrices: [[[1], [-1]], [[3, 1]]], biases: [[3, -1], [10]])
    #expect(try diagnose(shifted).reduced.matrices == [[[1]], [[2]]])
    #expect(try diagnose(shifted).reduced.biases == [[3], [18]])
  }

  @Test("a constant that nothing takes keeps its neuron, and a constant neuron takes others")
  func constants() throws {
    // 6 + u + u² is no a(1 + l + l²).
    let kept = try diagnose(
      Network(
        Architecture(widths: [2, 2, 1], activations: [.polynomial(coefficients: [1, 1, 1])]),
        matrices: [[[0, 0], [1, 2]], [[5, 1]]]))
    #expect(!kept.isSubnetwork && kept.operations.isEmpty)
    #expect(kept.neurons.map(\.state) == [.active, .active] && kept.neurons[0].constant == 1)
    // 1·5 + 1·(x² + 1) + 2·(4x² + 1): σ(2x) = 4σ(x) − 3.
    let architecture = try Architecture(
      widths: [1, 3, 1], activations: [.polynomial(coefficients: [1, 0, 1])])
    let taken = try diagnose(
      Network(architecture, matrices: [[[0], [1], [2]], [[5, 1, 2]]]))
    #expect(taken.neurons.map(\.state) == [.active, .redundant, .redundant])
    #expect(
      taken.operations == [
        .merge(layer: 1, neuron: 3, into: 2, factor: 2, constant: .init(value: -3, neuron: 1))
      ])
    #expect(taken.reduced.matrices == [[[0], [1]], [[-1, 9]]])
    // Without the constant neuron, or if it is not used, these two are not redundant.
    let pair = try Network(
      Architecture(widths: [1, 2, 1], activations: architecture.activations),
      matrices: [[[1], [2]], [[1, 2]]])
    #expect(try !diagnose(pair).isSubnetwork)
    let unused = try diagnose(Network(architecture, matrices: [[[0], [1], [2]], [[0, 1, 2]]]))
    #expect(unused.neurons.map(\.state) == [.inactiveOut, .active, .active])
  }

  @Test("an inactive neuron makes no other one redundant")
  func inactivePartner() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2)
    let diagnosis = try diagnose(
      Network(architecture, matrices: [[[1, 2], [2, 4], [1, 1]], [[1, 0, 1]]]))
    #expect(diagnosis.neurons.map(\.state) == [.active, .inactiveOut, .active])
    #expect(diagnosis.neurons.allSatisfy { $0.proportionalTo.isEmpty })
    #expect(diagnosis.operations == [.dropInactiveOut(layer: 1, neuron: 2)])
  }

  @Test("linear layers mix")
  func linear() throws {
    let architecture = try Architecture(widths: [3, 2, 3], degree: 1)
    let outgoing = try diagnose(
      Network(architecture, matrices: [[[1, 0, 0], [0, 1, 0]], [[1, 2], [1, 2], [1, 2]]]))
    #expect(outgoing.neurons.map(\.state) == [.mixed, .mixed])
    #expect(outgoing.reduced.matrices == [[[1, 2, 0]], [[1], [1], [1]]])
    let full = try Network(
      architecture, matrices: [[[1, 0, 0], [0, 1, 0]], [[1, 2], [1, 3], [1, 2]]])
    #expect(try !diagnose(full).isSubnetwork)
    // A middle layer of degree one between squares.
    let mixed = try Architecture(widths: [2, 2, 3, 2, 1], degrees: [2, 1, 2])
    let network = try Network(
      mixed,
      matrices: [
        [[1, 2], [1, -1]], [[1, 0], [0, 1], [1, 1]], [[1, 2, 0], [0, 1, 3]], [[1, 1]],
      ])
    let diagnosis = try diagnose(network)
    #expect(diagnosis.neurons.filter { $0.state == .mixed }.map(\.layer) == [2, 2, 2])
    #expect(diagnosis.reduced.architecture.widths == [2, 2, 2, 2, 1])
    #expect(diagnosis.functionPreserved.value)
  }
}
