import CriticalLoci
import Foundation
import SingularLearning
import Testing

/// How it is known that critical points are, or are not, the subnetworks: the weakest of what that rests on.
@Suite struct EqualityEvidenceTests {
  private static let guess = Evidence.probabilistic(detail: "random points", bound: 1e-15)

  /// The locus of (2,2,1) with t^3, where C = S, with the given comparison and completeness.
  private static func locus(
    weakest: Evidence? = nil, nonCritical: [SubnetworkStratum] = [], gaps: [String] = [],
    completeness: Completeness = .proven(detail: "all charts")
  ) throws -> CriticalLocus {
    let known = try criticalLocus(of: Architecture(widths: [2, 2, 1], degree: 3))
    return CriticalLocus(
      architecture: known.architecture, genericRank: known.genericRank, rankBound: known.rankBound,
      components: known.components,
      comparison: SubnetworkComparison(nonCritical: nonCritical, gaps: gaps, weakest: weakest),
      completeness: completeness, stopped: nil, covers: [], charts: [])
  }

  private static func report(_ locus: CriticalLocus) -> LocusReport {
    LocusReport(name: nil, analysis: LocusAnalysis(locus))
  }

  private static func verdict(_ locus: CriticalLocus) -> String? {
    report(locus).text.split(separator: "\n").first { $0.hasPrefix("critical = subnetwork") }
      .map(String.init)
  }

  @Test("a proof of everything is a proof")
  func proven() throws {
    let locus = try Self.locus()
    #expect(locus.equality == Certified(true, .proven(detail: "all charts")))
    #expect(Self.verdict(locus) == "critical = subnetwork  yes")
    #expect(Self.report(locus).json["equalityEvidence"]?["kind"] == "proven")
  }

  @Test("a rank of a stratum that is only probable is mentioned, in text and JSON")
  func probable() throws {
    let locus = try Self.locus(weakest: Self.guess)
    #expect(locus.equality == Certified(true, Self.guess))
    #expect(Self.verdict(locus)?.contains("yes; probabilistic (error at most 1e-15)") == true)
    let json = Self.report(locus).json
    #expect(json["criticalEqualsSubnetworks"] == .bool(true))
    #expect(json["equalityEvidence"]?["kind"] == "probabilistic")
  }

  @Test("a stratum with a larger rank refutes it, whatever else is unknown")
  func refuted() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let stratum = SubnetworkStratum(architecture, operations: [.inactiveOut(layer: 1, neuron: 1)])
    let locus = try Self.locus(
      weakest: Self.guess, nonCritical: [stratum], completeness: .searched(detail: "a chart"))
    #expect(locus.equality?.value == false && locus.equality?.evidence.isProven == true)
  }

  @Test("nothing is said while a stratum or a chart is open")
  func undecided() throws {
    let open = try Self.locus(gaps: ["a stratum"])
    #expect(open.equality == nil && !open.completeness.isProven)
    #expect(try Self.locus(completeness: .searched(detail: "a chart")).equality == nil)
    #expect(Self.verdict(open) == "critical = subnetwork  not decided")
    #expect(Self.report(open).json["equalityEvidence"] == .null)
  }
}
