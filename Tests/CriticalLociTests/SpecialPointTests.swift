import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Searches for critical points outside the reference loci.
@Suite struct SpecialPointTests {
  static let quick = ReferenceLocus.networks.filter { $0.widths.count == 3 && $0.widths[1] <= 2 }

  func search(
    _ locus: ReferenceLocus, _ components: [CriticalComponent], box: Int = 2
  ) throws -> SpecialPointSearch {
    try specialPointSearch(
      of: try locus.architecture(), rankAtMost: locus.genericRank - 1, components: components,
      box: box)
  }

  @Test("every critical point of a box lies on a reference component", arguments: quick)
  func exhaustive(_ locus: ReferenceLocus) throws {
    let result = try search(locus, try locus.listedComponents(), box: 1)
    #expect(result.isConsistent && result.isExhaustive && result.criticalCount > 0)
    #expect(result.explainedCounts.reduce(0, +) == result.criticalCount)
  }

  @Test("a component left out is noticed", arguments: quick)
  func leftOut(_ locus: ReferenceLocus) throws {
    let components = try locus.listedComponents()
    for i in components.indices {
      let rest = components.indices.filter { $0 != i }.map { components[$0] }
      let result = try search(locus, rest, box: 1)
      #expect(!result.isConsistent, "\(components[i].label)")
    }
  }

  @Test(
    "all reference networks",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_ALL_REFERENCE_LOCI"] != nil))
  func allNetworks() throws {
    for locus in ReferenceLocus.networks {
      let clock = ContinuousClock()
      var result: SpecialPointSearch?
      let time = try clock.measure { result = try search(locus, try locus.listedComponents()) }
      guard let result else { continue }
      #expect(result.isConsistent, "\(locus.testDescription)")
      print(
        "points | \(locus.testDescription) | \(time) | \(result.pointCount) points, "
          + "\(result.criticalCount) critical, \(result.accidentCount) accidents, "
          + "exhaustive \(result.isExhaustive), unexplained \(result.unexplained.count)")
    }
  }
}
