import SingularLearning
import Testing

/// Laws of strata whose rows are compared from a center and can be opposite.
@Suite struct OppositeRowsTests {
  let field: PrimeField

  init() throws { field = try PrimeField(modulus: (1 << 61) - 1) }

  /// Even, odd and powers about 0, 1, −2 and −1/2, with and without biases.
  func architectures() throws -> [Architecture] {
    func polynomial(_ coefficients: [Rational]) -> Activation {
      .polynomial(coefficients: coefficients)
    }
    let (odd, even) = (polynomial([0, 1, 0, 1]), polynomial([0, 0, 1, 0, 1]))
    let (shiftedOdd, shiftedEven) = (
      polynomial([2, 4, -3, 1]), polynomial([13, 28, 23, 8, 1])
    )
    return try [
      Architecture(widths: [2, 3, 1], activations: [odd]),
      Architecture(widths: [2, 4, 1], activations: [even]),
      Architecture(widths: [2, 3, 1], activations: [polynomial([1, 0, 1])]),
      Architecture(widths: [2, 4, 1], activations: [shiftedOdd], hasBias: true),
      Architecture(widths: [1, 3, 2, 1], activations: [shiftedEven, odd], hasBias: true),
      Architecture(widths: [2, 3, 1], activations: [polynomial([0, 1, 1])], hasBias: true),
    ]
  }

  func randomStratum(
    _ architecture: Architecture, using random: inout RandomSource
  ) -> SubnetworkStratum {
    var operations: [SubnetworkOperation] = []
    for _ in 0..<random.integer(in: 1...4) {
      let operation = randomOperation(architecture, using: &random)
      if case .redundant(let layer, let neurons, _) = operation {
        let isOpposite = random.integer(in: 0...1) == 0
        operations.append(
          .redundant(
            layer: layer, neurons: neurons, opposite: isOpposite ? [neurons[1]] : []))
      } else if random.integer(in: 0...2) == 0 {
        operations.append(operation)
      }
    }
    return SubnetworkStratum(architecture, operations: operations)
  }

  func point(_ stratum: SubnetworkStratum, _ random: inout RandomSource) -> [UInt64] {
    stratum.randomPoint(over: field, using: &random) { $0.element(of: field) }
  }

  @Test("points, the smallest stratum, generators, dimension, containment and images")
  func laws() throws {
    var random = RandomSource(seed: 31)
    var (opposite, contained) = (0, 0)
    for architecture in try architectures() {
      let ring = try PolynomialRing(
        coefficients: RationalField(), variables: architecture.parameterNames)
      let permutations = allPermutations(architecture)
      for index in 0..<25 {
        let stratum = randomStratum(architecture, using: &random)
        if stratum.operations.contains(where: { !$0.opposite.isEmpty }) { opposite += 1 }
        let weights = point(stratum, &random)
        #expect(stratum.contains(weights: weights, over: field))
        #expect(
          SubnetworkStratum(architecture, smallestContaining: weights, over: field) == stratum,
          "\(architecture) \(stratum)")
        #expect(SubnetworkStratum(architecture, operations: stratum.operations) == stratum)
        let other = randomStratum(architecture, using: &random)
        let isMember = other.contains(weights: weights, over: field)
        #expect(
          stratum.isContained(in: other) == isMember, "\(architecture): \(stratum) in \(other)")
        if isMember { contained += 1 }
        #expect(
          stratum.orbitSize == Integer(Set(permutations.map { stratum.permuted($0) }).count),
          "\(architecture) \(stratum)")
        guard index < 5 else { continue }
        let generators = stratum.generators(in: ring)
        let witness = stratum.witness(using: &random)
        #expect(generators.allSatisfy { $0.evaluate(at: witness.weights).isZero })
        #expect(try Ideal(ring: ring, generators: generators).dimension() == stratum.dimension)
        #expect(stratum.operations.isEmpty || stratum.label != "all networks")
      }
    }
    #expect(opposite > 40 && contained > 10, "\(opposite) and \(contained)")
  }

  @Test("labels, and rows that would be their own opposite")
  func labels() throws {
    let architecture = try Architecture(
      widths: [2, 3, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])])
    let stratum = SubnetworkStratum(
      architecture,
      operations: [
        .redundant(layer: 1, neurons: [1, 2], opposite: [2]),
        .redundant(layer: 1, neurons: [2, 3], opposite: [3]),
      ])
    #expect(stratum.label == "redundant(1;1,-2,3)" && stratum.codimension == 4)
    #expect(stratum.orbitSize == 3)
    let zero = SubnetworkStratum(
      architecture,
      operations: [
        .redundant(layer: 1, neurons: [1, 2], opposite: [2]),
        .redundant(layer: 1, neurons: [1, 2]),
      ])
    #expect(zero.label == "inactive-in(1;1) & inactive-in(1;2)")
    #expect(stratum.canonical().label == "redundant(1;1,2,3)")
  }

  @Test("basic strata consist of subnetworks, and a constant that nothing takes gives none")
  func basic() throws {
    var random = RandomSource(seed: 32)
    for architecture in try architectures() + strataArchitectures() {
      for stratum in basicStrata(of: architecture) where !stratum.operations.isEmpty {
        let network = stratum.witness(using: &random)
        #expect(try diagnose(network).isSubnetwork, "\(architecture) \(stratum)")
      }
    }
    let constant = try Architecture(
      widths: [2, 3, 1], activations: [.polynomial(coefficients: [1, 0, 1])])
    #expect(
      basicStrata(of: constant).map(\.label)
        == ["redundant(1;1,2)", "redundant(1;2,3) & inactive-in(1;1)", "inactive-out(1;1)"])
    #expect(basicStrata(of: constant)[1].codimension == 3)
  }
}
