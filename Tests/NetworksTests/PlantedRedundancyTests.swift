import SingularLearning
import Testing

/// Redundancies of every kind, planted in networks with every activation, are found, and none is claimed where values modulo
/// a prime show that the functions are independent.
@Suite struct PlantedRedundancyTests {
  typealias Planted = PlantedRedundancyNetwork

  /// Calls `body` for networks with one kind planted, once or twice, until there are `count` of each kind that exists.
  private func forEach(
    _ unit: Planted.Unit, kinds: [Planted.Kind], count: Int, seed: UInt64,
    body: (Planted, Planted.Kind, Int, inout RandomSource) throws -> Void
  ) throws {
    var random = RandomSource(seed: seed)
    for hasBias in [false, true] {
      for kind in kinds {
        for trial in 0..<count {
          var planted = Planted(
            unit, hasBias: hasBias, inputs: kind == .dependent ? 1 + trial % 2 : 2 + trial % 2,
            count: 1 + trial % 3, outputs: 1 + trial % 2, using: &random)
          let core = planted.rows.count
          guard planted.plant(kind, using: &random) else { continue }
          if kind != .dependent, trial % 2 == 1 { _ = planted.plant(kind, using: &random) }
          try body(planted, kind, core, &random)
        }
      }
    }
  }

  @Test("planted redundancies of exact networks are found", arguments: Planted.Unit.all)
  func exact(unit: Planted.Unit) throws {
    var found = 0
    let kinds = Planted.Kind.allCases.filter { $0 != .nearMiss }
    try forEach(unit, kinds: kinds, count: 8, seed: 3) { planted, kind, core, random in
      let network = try planted.exact()
      let diagnosis = try diagnose(network)
      let message = "\(kind) \(planted.rows) \(planted.biases) \(planted.columns)"
      if kind == .dependent {
        #expect(!diagnosis.isSubnetwork, "\(message)")
        #expect(try !dependentSets(in: diagnosis).isEmpty, "\(message)")
      } else {
        #expect(diagnosis.isSubnetwork, "\(message)")
        #expect(diagnosis.keptNeurons[0].count <= core, "\(message)")
      }
      let dropped = try diagnose(network, droppingDependent: true)
      #expect(dropped.functionPreserved.value && dropped.functionPreserved.evidence.isProven)
      #expect(dropped.keptNeurons[0].count == planted.usedRank(using: &random), "\(message)")
      found += 1
    }
    #expect(found >= 40)
  }

  @Test("planted redundancies of trained networks are found", arguments: Planted.Unit.all)
  func trained(unit: Planted.Unit) throws {
    var found = 0
    let kinds = Planted.Kind.allCases.filter { $0 != .nearMiss }
    try forEach(unit, kinds: kinds, count: 4, seed: 4) { planted, kind, core, random in
      let noise = kind == .dependent ? 1e-12 : 1e-9
      let network = try planted.floating(noise: noise, using: &random)
      let reduction = try reduceNumerically(network, tolerance: 1e-6)
      let message = "\(kind) \(planted.rows) \(planted.biases) \(planted.columns)"
      if kind == .dependent {
        #expect(reduction.operations.isEmpty, "\(message)")
        let inputs = (0..<200).map { _ in
          planted.rows[0].map { _ in Double(random.integer(in: -1000...1000)) / 1000 }
        }
        let dropped = try reduction.droppingDependent(on: inputs, allowedChange: 1e-5).reduction
        #expect(dropped.keptNeurons[0].count < planted.rows.count, "\(message)")
      } else {
        #expect(reduction.keptNeurons[0].count <= core, "\(message)")
      }
      let difference = try reduction.sampledDifference()
      #expect(difference.value <= reduction.error.value, "\(message)")
      found += 1
    }
    #expect(found >= 20)
  }

  @Test("nothing is claimed of independent functions", arguments: Planted.Unit.all)
  func controls(unit: Planted.Unit) throws {
    var independent = 0
    try forEach(unit, kinds: [.nearMiss], count: 40, seed: 5) { planted, _, _, random in
      let rank = planted.rank(using: &random)
      let diagnosis = try diagnose(planted.exact())
      let message = "\(planted.rows) \(planted.biases) \(planted.columns)"
      let dropped = try diagnose(planted.exact(), droppingDependent: true)
      #expect(dropped.keptNeurons[0].count == rank, "\(message)")
      guard rank == planted.rows.count else { return }
      independent += 1
      #expect(!diagnosis.isSubnetwork && diagnosis.operations.isEmpty, "\(message)")
      #expect(try dependentSets(in: diagnosis).isEmpty, "\(message)")
      let trained = try planted.floating(noise: 1e-9, using: &random)
      #expect(try reduceNumerically(trained, tolerance: 1e-6).operations.isEmpty, "\(message)")
    }
    #expect(independent >= 30, "\(independent)")
  }

  @Test("layers of degree one lose neurons up to the smaller rank", arguments: [false, true])
  func linear(hasBias: Bool) throws {
    var random = RandomSource(seed: 6)
    for _ in 0..<60 {
      let (inputs, outputs) = (random.integer(in: 1...4), random.integer(in: 1...4))
      let (width, inner) = (random.integer(in: 2...5), random.integer(in: 1...3))
      func product(_ rows: Int, _ columns: Int) -> [[Rational]] {
        let first = (0..<rows).map { _ in (0..<inner).map { _ in random.integer(in: -9...9) } }
        let second = (0..<inner).map { _ in (0..<columns).map { _ in random.integer(in: -9...9) } }
        return first.map { row in
          (0..<columns).map { j in
            Rational(Integer(row.indices.reduce(0) { $0 + row[$1] * second[$1][j] }))
          }
        }
      }
      let matrices = [product(width, inputs), product(outputs, width)]
      let zeros = { (count: Int) in (0..<count).map { _ in Rational(random.integer(in: -3...3)) } }
      let network = try Network(
        Architecture(
          widths: [inputs, width, outputs], activations: [.monomial(degree: 1)], hasBias: hasBias),
        matrices: matrices, biases: hasBias ? [zeros(width), zeros(outputs)] : nil)
      let diagnosis = try diagnose(network)
      // The rank of W₂W₁ is the fewest neurons of a linear map, and biases take the rest.
      let whole = matrices[1].map { row in
        (0..<inputs).map { j in
          row.indices.reduce(Rational.zero) { $0 + row[$1] * matrices[0][$1][j] }
        }
      }
      let fewest = Matrix(ring: RationalField(), rows: whole, columnCount: inputs).rank
      #expect(diagnosis.keptNeurons[0].count == fewest, "\(matrices)")
      #expect(diagnosis.isSubnetwork == (fewest < width))
      #expect(diagnosis.functionPreserved.value && diagnosis.functionPreserved.evidence.isProven)
    }
  }
}
