import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// `criticalLocus` against the reference loci.
@Suite struct ReferenceLocusTests {
  static let quick = ReferenceLocus.all.filter { $0.widths.count == 3 && $0.widths[1] <= 2 }

  func check(_ locus: ReferenceLocus, _ found: CriticalLocus) throws -> [String] {
    var differences = try locus.differences(to: found.components)
    if found.genericRank.dimension != locus.genericRank {
      differences.append("generic rank \(found.genericRank.dimension)")
    }
    // With one input every two rows are proportional, so that the reference counts all as subnetworks.
    if found.criticalEqualsSubnetworks != locus.criticalEqualsSubnetworks {
      differences.append("verdict \(String(describing: found.criticalEqualsSubnetworks))")
    }
    if !found.completeness.isProven { differences.append("\(found.completeness)") }
    return differences
  }

  @Test("components, ranks, orbits and verdict", arguments: quick)
  func quickNetworks(_ locus: ReferenceLocus) throws {
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

  @Test(
    "all reference networks",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_ALL_REFERENCE_LOCI"] != nil))
  func allNetworks() throws {
    let limit = Double(ProcessInfo.processInfo.environment["SLT_SECONDS"] ?? "120") ?? 120
    for locus in ReferenceLocus.all {
      let clock = ContinuousClock()
      var line = ""
      let time = try clock.measure {
        do {
          let found = try criticalLocus(
            of: try locus.architecture(), control: ComputationControl(timeLimitSeconds: limit))
          let differences = try check(locus, found)
          #expect(differences.isEmpty, "\(locus.testDescription)")
          line = "\(found.components.count) orbits; \(differences)"
        } catch let stopped as ComputationStopped {
          line = "\(stopped)"
        }
      }
      print("charts | \(locus.testDescription) | \(time) | \(line)")
    }
  }
}
