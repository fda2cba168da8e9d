import SingularLearning
import Testing

/// What is left of a result when limits stop parts of the search.
@Suite struct CriticalLocusLimitTests {
  @Test("a chart without time is named, and what is known is returned")
  func chartLimit() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 3)
    let locus = try criticalLocus(
      of: architecture, options: CriticalLocusOptions(secondsPerChart: 0))
    #expect(!locus.completeness.isProven)
    #expect(locus.completeness.detail.contains("[1 0; 0 1]"))
    #expect(locus.stopped != nil)
    #expect(locus.criticalEqualsSubnetworks == nil)
    #expect(locus.components.map(\.label).contains("redundant(1;1,2)"))
    #expect(locus.charts.contains { if case .unfinished = $0.outcome { true } else { false } })
  }

  @Test("a stratum outside the locus decides that C and S differ, whatever is unfinished")
  func undecidedButDifferent() throws {
    let locus = try criticalLocus(
      of: Architecture(widths: [2, 2, 1], degree: 2),
      options: CriticalLocusOptions(secondsPerChart: 0))
    #expect(!locus.completeness.isProven)
    #expect(locus.criticalEqualsSubnetworks == false)
    #expect(locus.nonCriticalStrata.map(\.label) == ["inactive-out(1;1)"])
  }

  @Test("too many charts")
  func tooManyCharts() throws {
    let locus = try criticalLocus(
      of: Architecture(widths: [2, 3, 1], degree: 4),
      options: CriticalLocusOptions(maximumCharts: 0))
    #expect(!locus.completeness.isProven && locus.charts.isEmpty)
    guard case .sizeLimit = locus.stopped else {
      Issue.record("stopped by \(String(describing: locus.stopped))")
      return
    }
    #expect(!locus.components.isEmpty)
  }

  @Test("without time for ideals every component is still found, with its orbit")
  func withoutIdeals() throws {
    for (widths, degree) in [([2, 2, 2], 2), ([3, 3, 1], 3), ([2, 2, 3, 1], 2)] {
      let architecture = try Architecture(widths: widths, degree: degree)
      let full = try criticalLocus(of: architecture)
      let partial = try criticalLocus(
        of: architecture, options: CriticalLocusOptions(secondsPerIdeal: 0))
      for component in full.components {
        #expect(
          partial.components.contains {
            $0.dimension == component.dimension && $0.rank == component.rank
              && $0.kind == component.kind && $0.orbitSize == component.orbitSize
              && $0.generators != nil
          })
      }
      #expect(partial.criticalEqualsSubnetworks == full.criticalEqualsSubnetworks)
    }
  }

  @Test("the same seed gives the same result")
  func deterministic() throws {
    let architecture = try Architecture(widths: [3, 3, 1], degree: 2)
    let results = try (0..<2).map { _ in try criticalLocus(of: architecture, seed: 5) }
    #expect(results[0].components == results[1].components)
    #expect(results[0].covers == results[1].covers)
    let other = try criticalLocus(of: architecture, seed: 6)
    #expect(results[0].components.map(\.generators) == other.components.map(\.generators))
  }
}
