import CriticalLoci
import SingularLearning
import Testing

/// Which components have real points, by hand.
@Suite struct RealPointTests {
  private static func locus(
    _ coefficients: [Rational], widths: [Int] = [1, 2, 1], bias: Bool
  ) throws -> CriticalLocus {
    try criticalLocus(
      of: Architecture(
        widths: widths, activations: [.polynomial(coefficients: coefficients)], hasBias: bias))
  }

  private static func first(_ key: String, _ json: JSONValue) -> JSONValue? {
    guard case .array(let members)? = json[key] else { return nil }
    return members.first
  }

  /// σ″(b) = 2 + 12b² is a factor of a minor and has no real zero; 2b + 4b³ has b = 0 only.
  @Test("t^2 + t^4 with biases: w = 0 and b^2 + 1/6 or 1/2 = 0 has no real points")
  func noRealPoints() throws {
    let locus = try Self.locus([0, 0, 1, 0, 1], bias: true)
    let complex = try #require(locus.complexComponents.first)
    #expect(locus.complexComponents.count == 1)
    let generators = try #require(complex.generators).map(\.description)
    #expect(generators.contains("w1_1_1") && generators.contains("b1_1^2 + 1/2"))
    #expect(complex.witness == nil && complex.realPoints.evidence.isProven)
    #expect(complex.realPoints.dimension == nil && complex.realPoints.point == nil)
    #expect(!locus.realComponents.contains(complex))
    #expect(locus.realComponents.allSatisfy { $0.realPoints.extent == .dense })
    let report = LocusReport(name: nil, analysis: LocusAnalysis(locus))
    #expect(report.analysis.components == locus.realComponents)
    #expect(report.analysis.complexComponents == [complex])
    #expect(report.text.contains("1 without real points"))
    let json = report.json
    #expect(Self.first("complexComponents", json)?["realPoints"] == "none")
    let listed = Self.first("components", json)
    #expect(listed?["realPoints"] == "dense")
    #expect(listed?["realDimension"] != nil && listed?["realPoint"] != nil)
  }

  @Test("t + t^5: a = 0 and w_1^2 + w_2^2 = 0 is real in one point")
  func lowerDimensional() throws {
    let locus = try Self.locus([0, 1, 0, 0, 0, 1], bias: false)
    let thin = locus.components.filter { $0.realPoints.extent == .lowerDimensional }
    #expect(thin.count == 1 && locus.complexComponents.isEmpty)
    let real = try #require(thin.first).realPoints
    #expect(thin[0].generators?.contains { $0.description == "w1_1_1^2 + w1_2_1^2" } == true)
    #expect(real.dimension == 0 && real.point?.weights.allSatisfy(\.isZero) == true)
    #expect(thin[0].witness == nil && thin[0].witnessSearch != nil)
    let report = LocusReport(name: nil, analysis: LocusAnalysis(locus))
    #expect(report.text.contains("lower-dimensional: 0"))
  }

  /// a_1 σ(z + s) + a_2 σ(±z − s) has rank 5 for s² = 3/5·(coefficient of t³ over that of t⁵), as comparing
  /// coefficients shows; no rational s does.
  @Test("t^3 - t^5 and t^3 + t^5 with biases: the same exotic components, complex and real")
  func signDecides() throws {
    let complex = try Self.locus([0, 0, 0, 1, 0, -1], bias: true)
    #expect(complex.complexComponents.count == 2)
    #expect(complex.complexComponents.allSatisfy { $0.kind == .exotic })
    #expect(complex.complexComponents.allSatisfy { $0.realPoints.leavesSubnetworks == false })
    let real = try Self.locus([0, 0, 0, 1, 0, 1], bias: true)
    #expect(real.complexComponents.isEmpty && real.components.count == complex.components.count)
    // (b_1 ± b_2)² = 3/5 has no rational solution.
    let irrational = real.components.filter {
      $0.generators?.contains { $0.description.hasSuffix("b1_2^2 - 3/5") } == true
    }
    #expect(irrational.count == 2)
    for component in irrational {
      #expect(component.realPoints.extent == .dense && component.realPoints.evidence.isProven)
      #expect(component.realPoints.dimension == component.dimension)
      #expect(component.witness == nil && component.witnessSearch != nil)
    }
  }

  @Test("components of monomial networks are dense in their real points")
  func monomials() throws {
    for (widths, degree) in [([2, 3, 2], 3), ([3, 3, 1], 2), ([2, 2, 3, 1], 2), ([3, 4, 2], 2)] {
      let locus = try criticalLocus(of: Architecture(widths: widths, degree: degree))
      for component in locus.components {
        let real = component.realPoints
        #expect(real.extent == .dense && real.evidence.isProven, "\(component.label)")
        #expect(real.dimension == component.dimension && real.point != nil)
        #expect(real.leavesSubnetworks == (component.kind == .exotic))
      }
    }
  }

  /// The locus of (2,2,1) with t^3 and one more component, exotic, of which `real` is known.
  private static func locus(adding real: RealPoints) throws -> CriticalLocus {
    let known = try criticalLocus(of: Architecture(widths: [2, 2, 1], degree: 3))
    let extra = CriticalComponent(
      kind: .exotic, label: "extra", operations: [], codimension: 2, dimension: 4, degree: 2,
      rank: 3, orbitSize: 1, generators: nil, generatorConditions: [], witness: nil,
      realPoints: real, evidence: .proven(detail: "for the test"))
    return CriticalLocus(
      architecture: known.architecture, genericRank: known.genericRank, rankBound: known.rankBound,
      components: known.components + [extra],
      comparison: SubnetworkComparison(nonCritical: [], gaps: [], weakest: nil),
      completeness: .proven(detail: "all charts"), stopped: nil, covers: [], charts: [])
  }

  @Test("C = S is decided by real points outside of the subnetworks, and open while they are")
  func equalityOverTheReals() throws {
    func real(_ extent: RealPoints.Extent, leaves: Bool?) -> RealPoints {
      RealPoints(
        extent: extent, dimension: nil, point: nil, leavesSubnetworks: leaves,
        evidence: .proven(detail: "for the test"))
    }
    #expect(try Self.locus(adding: real(.none, leaves: false)).equality?.value == true)
    #expect(try Self.locus(adding: real(.lowerDimensional, leaves: false)).equality?.value == true)
    #expect(try Self.locus(adding: real(.dense, leaves: true)).equality?.value == false)
    let open = try Self.locus(adding: .unknown("no slice"))
    #expect(open.equality == nil && open.completeness.isProven)
    #expect(open.openQuestion?.contains("'extra'") == true)
    let report = LocusReport(name: nil, analysis: LocusAnalysis(open))
    #expect(report.json["criticalEqualsSubnetworks"] == "unknown")
    #expect(report.json["openQuestion"] != nil)
    #expect(report.text.contains("not decided: it is not known whether there are real points"))
    #expect(report.text.contains("No real point is known on 'extra': no slice."))
  }
}
