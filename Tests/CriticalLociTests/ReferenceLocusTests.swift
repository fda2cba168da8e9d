import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// `criticalLocus` against the reference loci.
@Suite struct ReferenceLocusTests {
  func check(_ locus: ReferenceLocus, _ found: CriticalLocus) throws -> [String] {
    var differences = try locus.differences(to: found.components)
    if found.genericRank.dimension != locus.genericRank {
      differences.append("generic rank \(found.genericRank.dimension)")
    }
    if found.criticalEqualsSubnetworks != locus.criticalEqualsSubnetworks {
      differences.append("verdict \(String(describing: found.criticalEqualsSubnetworks))")
    }
    if !found.completeness.isProven { differences.append("\(found.completeness)") }
    return differences
  }

  @Test("there are 45 networks")
  func count() { #expect(ReferenceLocus.networks.count == 45) }

  @Test("components, ranks, orbits, verdict and completeness", arguments: ReferenceLocus.networks)
  func network(_ locus: ReferenceLocus) throws {
    let found = try criticalLocus(of: try locus.architecture())
    #expect(try check(locus, found) == [])
  }

  @Test("the checks accept what criticalLocus finds")
  func checks() throws {
    for (widths, degree) in [([2, 2, 2], 2), ([2, 3, 1], 4)] {
      let locus = try criticalLocus(of: try Architecture(widths: widths, degree: degree))
      #expect(try sliceCheck(of: locus).isConsistent)
      #expect(try specialPointSearch(of: locus, box: 1).isConsistent)
    }
  }
}
