import SingularLearning
import Testing

/// Laws of strata as sets, on random strata of architectures of all kinds.
@Suite struct StratumLawTests {
  /// Large enough that random points are general.
  let field: PrimeField

  init() throws { field = try PrimeField(modulus: (1 << 61) - 1) }

  func point(_ stratum: SubnetworkStratum, _ random: inout RandomSource) -> [UInt64] {
    stratum.randomPoint(over: field, using: &random) { $0.element(of: field) }
  }

  @Test("a random point lies in its stratum, and the smallest stratum around it is that stratum")
  func randomPoints() throws {
    var random = RandomSource(seed: 1)
    for architecture in try strataArchitectures() {
      for _ in 0..<60 {
        let stratum = randomStratum(architecture, conditions: 0...6, using: &random)
        let weights = point(stratum, &random)
        #expect(stratum.contains(weights: weights, over: field))
        let smallest = SubnetworkStratum(architecture, smallestContaining: weights, over: field)
        #expect(smallest == stratum && smallest.operations == stratum.operations, "\(architecture)")
        #expect(SubnetworkStratum(architecture, operations: stratum.operations) == stratum)
      }
    }
  }

  @Test("containment is membership of random points")
  func containment() throws {
    var random = RandomSource(seed: 2)
    var contained = 0
    for architecture in try strataArchitectures() {
      for _ in 0..<150 {
        let large = randomStratum(architecture, conditions: 1...3, using: &random)
        // Further conditions often, but not always, give a subset.
        var operations = large.operations
        for _ in 0..<random.integer(in: 0...3) {
          operations.append(randomOperation(architecture, using: &random))
        }
        if random.integer(in: 0...1) == 0, !operations.isEmpty {
          operations.remove(at: random.integer(in: 0...operations.count - 1))
        }
        let small = SubnetworkStratum(architecture, operations: operations)
        let isMember = large.contains(weights: point(small, &random), over: field)
        #expect(small.isContained(in: large) == isMember, "\(architecture): \(small) in \(large)")
        #expect(small != large || isMember)
        if isMember {
          contained += 1
          #expect(small.codimension >= large.codimension)
          #expect(small.codimension > large.codimension || small == large)
        }
      }
    }
    #expect(contained > 500)
  }

  @Test("images, orbit sizes and containment up to permutations against all permutations")
  func orbits() throws {
    var random = RandomSource(seed: 3)
    for architecture in try strataArchitectures() {
      let all = allPermutations(architecture)
      for _ in 0..<12 {
        let stratum = randomStratum(architecture, conditions: 0...5, using: &random)
        let orbit = Set(all.map { stratum.permuted($0) })
        #expect(stratum.orbitSize == Integer(orbit.count), "\(stratum) of \(architecture)")
        #expect(orbit.contains(stratum.canonical()))
        #expect(Set(orbit.map { $0.canonical() }).count == 1)
        for _ in 0..<4 {
          let other = randomStratum(architecture, conditions: 0...4, using: &random)
          let expected = orbit.contains { other.isContained(in: $0) }
          #expect(
            other.isContained(inOrbitOf: stratum) == expected,
            "\(architecture): \(other) in an image of \(stratum)")
        }
      }
    }
  }

  @Test("a permuted stratum contains the permuted points")
  func permutedPoints() throws {
    var random = RandomSource(seed: 4)
    let architecture = try Architecture(widths: [2, 3, 1], degree: 2, hasBias: true)
    for _ in 0..<20 {
      let stratum = randomStratum(architecture, conditions: 1...4, using: &random)
      let images = [[1, 2, 0], [0, 2, 1]][random.integer(in: 0...1)]
      let weights = point(stratum, &random)
      var moved = weights
      for neuron in 0..<3 {
        for entry in 0..<3 { moved[3 * images[neuron] + entry] = weights[3 * neuron + entry] }
        moved[9 + images[neuron]] = weights[9 + neuron]
      }
      #expect(stratum.permuted([images]).contains(weights: moved, over: field))
    }
  }

  @Test("generators vanish on the stratum and define a variety of its dimension and degree")
  func generators() throws {
    var random = RandomSource(seed: 5)
    for architecture in try strataArchitectures() where architecture.parameterCount <= 16 {
      let ring = try PolynomialRing(
        coefficients: RationalField(), variables: architecture.parameterNames)
      for _ in 0..<8 {
        let stratum = randomStratum(architecture, conditions: 1...4, using: &random)
        let generators = stratum.generators(in: ring)
        let witness = stratum.witness(using: &random)
        #expect(generators.allSatisfy { $0.evaluate(at: witness.weights).isZero })
        #expect(stratum.contains(weights: witness.weights, over: RationalField()))
        let ideal = Ideal(ring: ring, generators: generators)
        #expect(try ideal.dimension() == stratum.dimension, "\(stratum)")
        #expect(try ideal.degree() == stratum.degree, "\(stratum)")
        #expect(stratum.dimension + stratum.codimension == architecture.parameterCount)
      }
    }
  }

  @Test("normal forms drop implied conditions")
  func normalForms() throws {
    func normal(
      _ widths: [Int], _ operations: [SubnetworkOperation], activation: Activation? = nil
    ) throws -> String {
      let hidden = Array(repeating: activation ?? .monomial(degree: 2), count: widths.count - 2)
      let architecture = try Architecture(widths: widths, activations: hidden)
      return SubnetworkStratum(architecture, operations: operations).label
    }
    #expect(try normal([2, 2, 1], []) == "all networks")
    #expect(try normal([1, 3, 1], [.redundant(layer: 1, neurons: [1, 2])]) == "all networks")
    let overlapping: [SubnetworkOperation] = [
      .redundant(layer: 1, neurons: [3, 4]), .redundant(layer: 1, neurons: [2, 3]),
      .inactiveIn(layer: 1, neuron: 4),
    ]
    #expect(try normal([2, 4, 1], overlapping) == "redundant(1;2,3) & inactive-in(1;4)")
    let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
    #expect(
      try normal([2, 4, 1], overlapping, activation: odd)
        == "inactive-in(1;2) & inactive-in(1;3) & inactive-in(1;4)")
    // With one column left the rows of the second layer are proportional anyway.
    #expect(
      try normal(
        [2, 2, 2, 1], [.inactiveOut(layer: 1, neuron: 2), .redundant(layer: 2, neurons: [1, 2])])
        == "inactive-out(1;2)")
    #expect(
      try normal(
        [2, 2, 1, 1], [.inactiveOut(layer: 1, neuron: 1), .inactiveOut(layer: 1, neuron: 2)])
        == "inactive-in(2;1)")
    #expect(
      try normal([2, 2, 3, 1], (1...3).map { .inactiveIn(layer: 2, neuron: $0) })
        == "inactive-out(1;1) & inactive-out(1;2)")
  }
}
