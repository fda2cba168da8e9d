import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct PointRankTests {
  /// The Jacobian by expanding the gradients as polynomials in the inputs over the rationals.
  func expandedJacobian(_ network: Network) throws -> Matrix<RationalField> {
    let architecture = network.architecture
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: architecture.inputNames)
    let evaluator = try NetworkEvaluator(architecture, ring: ring)
    let gradients = evaluator.gradients(
      weights: network.weights.map { ring.constant($0) }, input: ring.generators)
    let count = architecture.parameterCount
    var rows: [[Int]: [Rational]] = [:]
    for (position, polynomial) in gradients.enumerated() {
      for (coefficient, exponents) in polynomial.terms {
        let label = [position / count] + exponents
        rows[label, default: Array(repeating: 0, count: count)][position % count] = coefficient
      }
    }
    return Matrix(ring: RationalField(), rows: Array(rows.values), columnCount: count)
  }

  /// The rank by plain elimination, and that the result is proven and its kernel right.
  func check(_ network: Network, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let jacobian = try expandedJacobian(network)
    let result = try rank(at: network)
    #expect(result.rank == jacobian.rank, "\(network)", sourceLocation: sourceLocation)
    #expect(result.evidence.isProven, "\(result.evidence)", sourceLocation: sourceLocation)
    let kernel = try #require(result.kernelBasis, sourceLocation: sourceLocation)
    #expect(kernel.count == result.kernelDimension, sourceLocation: sourceLocation)
    for vector in kernel {
      for i in 0..<jacobian.rowCount {
        let product = zip(jacobian.row(i), vector).reduce(Rational.zero) { $0 + $1.0 * $1.1 }
        #expect(product.isZero, sourceLocation: sourceLocation)
      }
    }
    let independent = Matrix(
      ring: RationalField(), rows: kernel, columnCount: result.parameterCount)
    #expect(independent.rank == kernel.count, sourceLocation: sourceLocation)
  }

  func randomArchitecture(using random: inout RandomSource) throws -> Architecture {
    let hidden = random.integer(in: 1...3)
    let widths = (0..<hidden + 2).map { _ in random.integer(in: 1...(hidden == 3 ? 2 : 3)) }
    let activations: [Activation] = (0..<hidden).map { _ in
      switch random.integer(in: 0...5) {
      case 0: .polynomial(coefficients: [0, 1, Rational(1, 2)])
      case 1: .hermite(degree: 2)
      case 2 where hidden < 3: .monomial(degree: 3)
      default: .monomial(degree: 2)
      }
    }
    return try Architecture(
      widths: widths, activations: activations, hasBias: random.integer(in: 0...3) == 0)
  }

  @Test("random points of random architectures, a third of them subnetworks", arguments: 0..<20)
  func randomPoints(batch: Int) throws {
    for number in 0..<10 {
      var random = RandomSource(seed: UInt64(1000 + 10 * batch + number))
      let architecture = try randomArchitecture(using: &random)
      // Plain elimination on large fractions would take most of the time, so most weights are integers.
      var weights = (0..<architecture.parameterCount).map { _ in
        number < 3
          ? randomNonzeroRational(using: &random) : Rational(random.integer(in: 1...3))
      }
      if number % 3 == 1 {
        for i in weights.indices where random.integer(in: 0...2) == 0 { weights[i] = 0 }
      }
      let network = try Network(architecture, weights: weights)
      guard number % 3 == 0 else {
        try check(network)
        continue
      }
      var planted = PlantedNetwork(network)
      for _ in 0..<2 {
        let layer = random.integer(in: 1...architecture.layerCount - 1)
        switch random.integer(in: 0...(architecture.layerCount > 2 ? 2 : 1)) {
        case 0: planted.addUnusedNeuron(layer: layer, using: &random)
        case 1: planted.splitNeuron(layer: layer, index: 0, using: &random)
        default:
          planted.addCancellingPair(
            layer: random.integer(in: 1...architecture.layerCount - 2), using: &random)
        }
      }
      let subnetwork = try planted.network()
      let diagnosis = try diagnose(subnetwork)
      #expect(diagnosis.isSubnetwork && diagnosis.operations.count >= 2)
      #expect(
        diagnosis.functionPreserved.value && diagnosis.functionPreserved.evidence.isProven)
      try check(subnetwork)
    }
  }

  /// One line of `point_ranks.json`.
  struct ReferenceRank: Decodable {
    let widths: [Int]
    let activations: [[Int]]
    let weights: [[[Int]]]
    let biases: [[Int]]?
    let rank: Int
  }

  @Test("ranks computed with SymPy")
  func referenceRanks() throws {
    let data = try Data(contentsOf: referenceDataURL("point_ranks.json"))
    let cases = try JSONDecoder().decode([ReferenceRank].self, from: data)
    #expect(cases.count == 78)
    for reference in cases {
      let architecture = try Architecture(
        widths: reference.widths,
        activations: reference.activations.map {
          .polynomial(coefficients: $0.map { Rational($0) })
        },
        hasBias: reference.biases != nil)
      let network = try Network(
        architecture, matrices: reference.weights.map { $0.map { $0.map { Rational($0) } } },
        biases: reference.biases.map { $0.map { $0.map { Rational($0) } } })
      let result = try rank(at: network)
      #expect(result.rank == reference.rank && result.evidence.isProven, "\(network)")
    }
  }

  @Test("the zero network and networks of extreme shapes")
  func extremes() throws {
    for (widths, degree) in [([1, 1], 1), ([1, 1, 1], 5), ([3, 1, 3], 2), ([1, 3, 2], 4)] {
      let architecture = try Architecture(widths: widths, degree: degree)
      let count = architecture.parameterCount
      try check(Network(architecture, weights: Array(repeating: 0, count: count)))
      try check(Network(architecture, weights: Array(repeating: 1, count: count)))
      let large = Rational(Integer(10).power(30), 7)
      try check(Network(architecture, weights: Array(repeating: large, count: count)))
    }
  }
}
