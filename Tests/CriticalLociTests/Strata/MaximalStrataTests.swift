import SingularLearning
import Testing

/// The search for maximal strata against all strata, and its limits.
@Suite struct MaximalStrataTests {
  /// All conditions on single neurons and pairs.
  func operations(_ architecture: Architecture) -> [SubnetworkOperation] {
    (1..<architecture.layerCount).flatMap { layer in
      let width = architecture.widths[layer]
      return (1...width).flatMap { i -> [SubnetworkOperation] in
        [.inactiveIn(layer: layer, neuron: i), .inactiveOut(layer: layer, neuron: i)]
          + (1..<i).map { .redundant(layer: layer, neurons: [$0, i]) }
      }
    }
  }

  /// Every stratum.
  func allStrata(_ architecture: Architecture) -> Set<SubnetworkStratum> {
    let operations = operations(architecture)
    return Set(
      (0..<1 << operations.count).map { subset in
        SubnetworkStratum(
          architecture,
          operations: operations.indices.filter { subset >> $0 & 1 == 1 }.map { operations[$0] })
      })
  }

  static func architectures() throws -> [Architecture] {
    let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
    return try [
      Architecture(widths: [2, 3, 1], degree: 2), Architecture(widths: [2, 3, 1], degree: 3),
      Architecture(widths: [2, 3, 2], degree: 3), Architecture(widths: [3, 3, 1], degree: 2),
      Architecture(widths: [1, 3, 1], degree: 2), Architecture(widths: [2, 2, 2, 1], degree: 2),
      Architecture(widths: [2, 2, 2, 2], degree: 3), Architecture(widths: [1, 2, 2, 1], degree: 2),
      Architecture(widths: [1, 3, 1], degree: 2, hasBias: true),
      Architecture(widths: [2, 2, 2, 1], activations: [odd, .monomial(degree: 2)]),
      Architecture(widths: [1, 3, 1], activations: [odd], hasBias: true),
    ]
  }

  @Test("all maximal strata, for every rank bound, against the maximal ones of all strata")
  func againstAllStrata() throws {
    for architecture in try Self.architectures() {
      let all = allStrata(architecture)
      var searcher = StrataSearcher(architecture)
      var ranks: [SubnetworkStratum: Int] = [:]
      for stratum in all { ranks[stratum] = try searcher.genericRank(of: stratum).value }
      let largest = ranks.values.reduce(0, max)
      for k in -1...largest {
        let critical = all.filter { ranks[$0]! <= k }
        let maximal = critical.filter { stratum in
          !critical.contains { $0 != stratum && stratum.isContained(in: $0) }
        }
        let search = try searcher.maximalStrata(rankAtMost: k)
        #expect(search.isComplete && search.rankBound == k)
        #expect(
          Set(search.strata) == Set(maximal.map { $0.canonical() }), "\(architecture), k = \(k)")
        #expect(search.strata.count == Set(search.strata).count)
        let total = search.strata.reduce(Integer.zero) { $0 + $1.orbitSize }
        #expect(total == Integer(maximal.count))
        #expect(search.ranks.map(\.value) == search.strata.map { ranks[$0]! })
        #expect(search == (try maximalStrata(of: architecture, rankAtMost: k)))
      }
    }
  }

  @Test("a search that meets its limit says so and keeps what it proved")
  func limit() throws {
    let architecture = try Architecture(widths: [2, 4, 1], degree: 3)
    let full = try maximalStrata(of: architecture, rankAtMost: 3)
    #expect(full.isComplete && full.searchedCodimension == architecture.parameterCount)
    for count in [1, 5, 20, full.examinedCount - 1] {
      let part = try maximalStrata(of: architecture, rankAtMost: 3, maximumCount: count)
      #expect(!part.isComplete && part.examinedCount == count)
      #expect(part.strata == Array(full.strata.prefix(part.strata.count)))
      let finished = full.strata.filter { $0.codimension <= part.searchedCodimension }
      #expect(part.strata.prefix(finished.count) == finished[...])
    }
    let exact = try maximalStrata(
      of: architecture, rankAtMost: 3, maximumCount: full.examinedCount)
    #expect(exact == full)
    let control = ComputationControl()
    control.cancel()
    #expect(throws: ComputationStopped.cancelled) {
      try maximalStrata(of: architecture, rankAtMost: 3, control: control)
    }
  }

  @Test("wide and deep networks are searched by orbits")
  func wide() throws {
    let architecture = try Architecture(widths: [8, 8, 8, 8, 1], degree: 5)
    let generic = try genericRank(of: architecture).dimension
    let search = try maximalStrata(of: architecture, rankAtMost: generic - 1)
    #expect(search.isComplete && search.evidence.isProven && search.examinedCount < 20)
    #expect(search.strata.contains { $0.label == "redundant(2;1,2)" && $0.orbitSize == 28 })
    // Nothing but the whole space and nothing at all.
    #expect(
      try maximalStrata(of: architecture, rankAtMost: generic).strata.map(\.codimension) == [0])
    let linear = try Architecture(widths: [3, 2], degree: 1)
    #expect(try maximalStrata(of: linear, rankAtMost: 5).strata.isEmpty)
  }
}
