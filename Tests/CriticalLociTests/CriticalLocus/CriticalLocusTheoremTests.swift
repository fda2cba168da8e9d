import SingularLearning
import Testing

/// Theorems about critical loci, against what the charts give.
@Suite struct CriticalLocusTheoremTests {
  func locus(_ widths: [Int], _ degree: Int, k: Int? = nil) throws -> CriticalLocus {
    try criticalLocus(of: Architecture(widths: widths, degree: degree), rankAtMost: k)
  }

  @Test("fact 1: C = S for one hidden layer and r >= 2m - 1, and not below")
  func fact1ShallowThreshold() throws {
    for (widths, least) in [([2, 2, 1], 3), ([2, 3, 1], 5), ([2, 2, 2], 3), ([3, 3, 1], 5)] {
      for degree in max(2, least - 1)...(least + 1) {
        let found = try locus(widths, degree)
        #expect(found.completeness.isProven)
        #expect(found.criticalEqualsSubnetworks == (degree >= least))
        #expect(!found.charts.isEmpty)
      }
    }
  }

  @Test("fact 2: the charts of (2,m,1) find nothing but the maximal strata, for every rank")
  func fact2BinaryForms() throws {
    for (width, degree) in [(2, 2), (2, 4), (3, 2), (3, 4), (4, 3)] {
      let architecture = try Architecture(widths: [2, width, 1], degree: degree)
      for k in 0..<min(degree + 1, 2 * width) {
        let found = try criticalLocus(of: architecture, rankAtMost: k)
        #expect(found.completeness.isProven)
        let strata = try maximalStrata(of: architecture, rankAtMost: k)
        #expect(
          Set(found.components.map(\.label)) == Set(strata.strata.map(\.label)))
        #expect(found.components.map(\.rank).sorted() == strata.ranks.map(\.value).sorted())
      }
    }
  }

  @Test("wide shallow networks by theorem: the strata are the components")
  func wideNetworks() throws {
    let found = try locus([2, 8, 1], 15)
    #expect(found.completeness.isProven && found.charts.isEmpty)
    #expect(found.criticalEqualsSubnetworks == true)
    #expect(found.components.map(\.label) == ["inactive-out(1;1)", "redundant(1;1,2)"])
    #expect(found.components.map(\.orbitSize) == [8, 28])
    let outputs = try locus([3, 6, 2], 11)
    #expect(outputs.completeness.isProven && outputs.charts.isEmpty)
    #expect(outputs.components.map(\.codimension) == [2, 2])
    for component in found.components + outputs.components {
      let witness = try #require(component.witness)
      #expect(try rank(at: witness, includingKernel: false).rank == component.rank)
    }
  }

  @Test("fact 5: (2,2,2,1) has four critical components in every degree")
  func fact5() throws {
    for degree in 3...7 {
      let found = try locus([2, 2, 2, 1], degree)
      #expect(found.completeness.isProven && found.criticalEqualsSubnetworks == true)
      #expect(
        Set(found.components.map(\.label)) == [
          "redundant(1;1,2)", "redundant(2;1,2)", "inactive-out(2;1)",
        ])
      #expect(found.components.map(\.orbitSize).reduce(0, +) == 4)
    }
  }

  @Test("the loci of smaller ranks lie in those of larger ones")
  func rankStratification() throws {
    for (widths, degree) in [([2, 2, 2], 2), ([3, 3, 1], 2), ([2, 2, 2, 1], 3)] {
      let whole = try locus(widths, degree)
      for k in (0..<whole.rankBound).reversed() {
        let (smaller, larger) = (
          try locus(widths, degree, k: k), try locus(widths, degree, k: k + 1)
        )
        #expect(smaller.completeness.isProven)
        let membership = try LocusMembership(larger)
        for component in smaller.components {
          let witness = try #require(component.witness)
          #expect(
            larger.components.indices.contains {
              membership.contains(witness.weights, component: $0) == true
            })
        }
      }
    }
  }

  @Test("from the generic rank on the locus is everything, below 0 nothing")
  func extremeBounds() throws {
    let everything = try locus([2, 2, 1], 3, k: 4)
    #expect(everything.components.map(\.codimension) == [0])
    #expect(everything.components[0].rank == 4)
    let nothing = try locus([2, 2, 1], 3, k: -1)
    #expect(nothing.components.isEmpty && nothing.completeness.isProven)
    let linear = try locus([2, 3], 1)
    #expect(linear.components.isEmpty && linear.completeness.isProven)
    #expect(try locus([2, 3], 1, k: 6).components.map(\.dimension) == [6])
  }
}
