import SingularLearning
import Testing

/// Generic ranks on strata against exact ranks at rational points.
@Suite struct StratumGenericRankTests {
  func point(_ stratum: SubnetworkStratum, _ random: inout RandomSource) throws -> Network {
    try Network(
      stratum.architecture,
      weights: stratum.randomPoint(over: RationalField(), using: &random) {
        Rational($0.integer(in: 1...100_000))
      })
  }

  @Test("the generic rank of random strata of all kinds is the rank at a random rational point")
  func againstPoints() throws {
    var random = RandomSource(seed: 111)
    var (proven, count) = (0, 0)
    for architecture in try strataArchitectures() + deepArchitectures() {
      for _ in 0..<50 {
        let stratum = randomStratum(architecture, conditions: 0...6, using: &random)
        let rank = try stratum.genericRank()
        let exact = try SingularLearning.rank(
          at: point(stratum, &random), includingKernel: false)
        #expect(rank.value == exact.rank, "\(architecture): \(stratum) \(rank)")
        guard architecture.isHomogeneous else { continue }
        count += 1
        if rank.evidence.isProven { proven += 1 }
        if case .probabilistic(_, let bound) = rank.evidence { #expect(bound <= 1e-12) }
      }
    }
    #expect(proven * 20 > 19 * count, "\(proven) of \(count)")
  }

  @Test("the rank falls, and the function stays the same, under further conditions")
  func monotone() throws {
    var random = RandomSource(seed: 12)
    for architecture in try strataArchitectures() {
      var searcher = StrataSearcher(architecture)
      var stratum = SubnetworkStratum(architecture, operations: [])
      var rank = try searcher.genericRank(of: stratum).value
      #expect(try rank == genericRank(of: architecture).dimension)
      while let next = stratum.specializations().randomElement(using: &random) {
        #expect(next.isContained(in: stratum) && next.codimension > stratum.codimension)
        let nextRank = try searcher.genericRank(of: next).value
        #expect(nextRank <= rank, "\(architecture): \(stratum), \(next)")
        (stratum, rank) = (next, nextRank)
      }
    }
  }

  @Test("a witness has the type of its stratum and is diagnosed as a subnetwork")
  func witnesses() throws {
    var random = RandomSource(seed: 13)
    for architecture in try strataArchitectures() {
      for _ in 0..<8 {
        let stratum = randomStratum(architecture, conditions: 1...4, using: &random)
        let network = stratum.witness(using: &random)
        let field = RationalField()
        #expect(
          SubnetworkStratum(architecture, smallestContaining: network.weights, over: field)
            == stratum)
        if !stratum.operations.isEmpty { #expect(try diagnose(network).isSubnetwork) }
      }
    }
  }
}
