import SingularLearning
import Testing

/// What is left of a result when limits stop parts of the search.
@Suite struct CriticalLocusLimitTests {
  @Test("a chart without steps is named, and what is known is returned")
  func chartLimit() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 3)
    let locus = try criticalLocus(
      of: architecture, options: CriticalLocusOptions(stepsPerChart: 0))
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
      options: CriticalLocusOptions(stepsPerChart: 0))
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

  @Test("without steps for ideals every component is still found, with its orbit")
  func withoutIdeals() throws {
    for (widths, degree) in [([2, 2, 2], 2), ([3, 3, 1], 3), ([2, 2, 3, 1], 2)] {
      let architecture = try Architecture(widths: widths, degree: degree)
      let full = try criticalLocus(of: architecture)
      let partial = try criticalLocus(
        of: architecture, options: CriticalLocusOptions(stepsPerIdeal: 0))
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

  @Test("the same steps give the same result", arguments: [1, 30, 100, 1_000])
  func sameSteps(_ steps: Int) throws {
    let architecture = try Architecture(widths: [2, 3, 2], degree: 2)
    let options = CriticalLocusOptions(
      stepsPerChart: steps, stepsPerIdeal: steps, stepsPerDescription: steps)
    let results = try (0..<2).map { _ in try criticalLocus(of: architecture, options: options) }
    #expect(results[0].components == results[1].components)
    #expect(results[0].completeness == results[1].completeness)
    #expect(results[0].stopped == results[1].stopped)
    let whole = try (0..<2).map { _ in
      try criticalLocus(of: architecture, control: ComputationControl(stepLimit: 1_000 + steps))
    }
    #expect(whole[0].components == whole[1].components && whole[0].stopped == whole[1].stopped)
  }

  @Test("what is said of components is cut by its own steps, and the search is not")
  func descriptions() throws {
    let architecture = try Architecture(widths: [2, 2, 2], degree: 2)
    let full = try criticalLocus(of: architecture)
    let brief = try criticalLocus(
      of: architecture, options: CriticalLocusOptions(stepsPerDescription: 0))
    #expect(brief.completeness == full.completeness && brief.stopped == nil)
    #expect(brief.components.map(\.generators) == full.components.map(\.generators))
    #expect(brief.components.allSatisfy { $0.witness == nil })
    #expect(brief.components.allSatisfy { $0.witnessSearch?.contains("work limit") == true })
  }
}
