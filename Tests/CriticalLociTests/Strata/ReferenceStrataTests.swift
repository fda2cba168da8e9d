import AlgebraTestSupport
import SingularLearning
import Testing

/// Strata and maximal strata against the independently derived loci.
@Suite struct ReferenceStrataTests {
  static func search(_ locus: ReferenceLocus) throws -> StrataSearch {
    let result = try maximalStrata(
      of: try locus.architecture(), rankAtMost: locus.genericRank - 1)
    #expect(result.isComplete && result.evidence.isProven, "\(result)")
    return result
  }

  @Test("ranks on the basic strata, whether they are critical and whether they are components")
  func basicStrata() throws {
    var count = 0
    for locus in try ReferenceLocus.all() {
      let architecture = try locus.architecture()
      let maximal = try Self.search(locus).strata
      var searcher = StrataSearcher(architecture)
      for (label, expected) in locus.basicStrata {
        let stratum = try #require(SubnetworkStratum(architecture, label: label))
        let rank = try searcher.genericRank(of: stratum)
        #expect(
          rank.value == expected.genericRankOn && rank.evidence.isProven,
          "\(architecture) \(label) \(rank)")
        let isCritical = maximal.contains { stratum.isContained(inOrbitOf: $0) }
        #expect(isCritical == expected.inC, "\(architecture) \(label)")
        if expected.isComponent { #expect(maximal.contains(stratum.canonical())) }
        count += 1
      }
    }
    #expect(count > 250)
  }

  @Test("exact ranks at random points of the strata, which are subnetworks")
  func pointRanks() throws {
    var random = RandomSource(seed: 5)
    var count = 0
    for locus in try ReferenceLocus.all() {
      let architecture = try locus.architecture()
      let generic = try genericRank(of: architecture)
      #expect(generic.dimension == locus.genericRank && generic.evidence.isProven, "\(generic)")
      var expected = locus.basicStrata.mapValues(\.genericRankOn)
      for component in locus.components where component.kind == "subnetwork" {
        expected[component.label] = component.rank
      }
      for (label, value) in expected.sorted(by: { $0.key < $1.key }) {
        guard let stratum = SubnetworkStratum(architecture, label: label) else { continue }
        let weights = stratum.randomPoint(over: RationalField(), using: &random) { random in
          Rational(random.integer(in: -1_000_000...1_000_000))
        }
        let network = try Network(architecture, weights: weights)
        let result = try rank(at: network)
        #expect(result.rank == value && result.evidence.isProven, "\(architecture) \(label)")
        #expect(try diagnose(network).isSubnetwork)
        count += 1
      }
    }
    #expect(count > 300)
  }

  @Test("components that are strata are the maximal strata outside of other components")
  func components() throws {
    var random = RandomSource(seed: 7)
    for locus in try ReferenceLocus.all() {
      let architecture = try locus.architecture()
      let search = try Self.search(locus)
      var unmatched = Set(search.strata)
      var orbitSizes: [SubnetworkStratum: Int] = [:]
      var others: [ReferenceLocus.Component] = []
      for component in locus.components {
        guard let stratum = SubnetworkStratum(architecture, label: component.label) else {
          others.append(component)
          continue
        }
        let representative = stratum.canonical()
        unmatched.remove(representative)
        orbitSizes[representative, default: 0] += 1
        let position = try #require(
          search.strata.firstIndex(of: representative), "\(architecture) \(component.label)")
        #expect(search.ranks[position].value == component.rank)
        #expect(search.ranks[position].evidence.isProven)
        #expect(stratum.codimension == component.codimension)
        #expect(stratum.dimension == component.dimension)
        #expect(stratum.degree == Integer(component.degree))
        #expect(stratum.orbitSize == Integer(component.orbitSize))
      }
      for (stratum, size) in orbitSizes { #expect(stratum.orbitSize == Integer(size)) }
      let ring = try PolynomialRing(
        coefficients: RationalField(), variables: architecture.parameterNames)
      for stratum in unmatched {
        let weights = stratum.witness(using: &random).weights
        let isCovered = try others.contains { component in
          let equations = try component.equations(in: ring)
          return component.codimension < stratum.codimension
            && equations.allSatisfy { $0.evaluate(at: weights).isZero }
        }
        #expect(isCovered, "\(architecture) \(stratum)")
      }
    }
  }
}
