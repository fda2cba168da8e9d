import Computation
import Networks

/// Where the set S of subnetworks lies with respect to {rank J ≤ k}: by the generic ranks on the basic
/// strata, of which S is the union up to permutations.
package struct SubnetworkComparison {
  /// The basic strata with a larger rank, which is proven.
  private(set) var nonCritical: [SubnetworkStratum] = []
  /// The basic strata of which it is not known, with the reason.
  private(set) var gaps: [String] = []
  /// The first evidence for a rank of at most k that is no proof; `nil` if all are proven.
  private(set) var weakest: Evidence?

  /// A comparison with the given result.
  package init(nonCritical: [SubnetworkStratum], gaps: [String], weakest: Evidence?) {
    self.nonCritical = nonCritical
    self.gaps = gaps
    self.weakest = weakest
  }

  /// The comparison for one rank bound.
  init(
    _ architecture: Architecture, rankBound: Int, seed: UInt64, control: inout FinishingControl
  ) {
    if let uncovered = architecture.uncoveredSubnetworks {
      gaps.append("whether all subnetworks lie in the locus: \(uncovered)")
    }
    for stratum in basicStrata(of: architecture) {
      do throws(ComputationStopped) {
        let rank = try stratum.genericRank(seed: seed, control: control.current)
        if rank.value > rankBound {
          nonCritical.append(stratum)
        } else if !rank.evidence.isProven, weakest == nil {
          weakest = .probabilistic(
            detail: "that \(stratum.label) is critical: \(rank.evidence.detail)",
            bound: rank.evidence.bound)
        }
      } catch {
        gaps.append("whether \(stratum.label) lies in the locus: \(error)")
      }
    }
  }
}

extension Evidence {
  /// The probability of an error as far as it is bounded.
  fileprivate var bound: Double {
    switch self {
    case .proven: 0
    case .probabilistic(_, let bound): bound
    case .numerical: 1
    }
  }
}

extension CriticalLocus {
  /// A locus whose components were given, compared with the set of subnetworks.
  package init(
    architecture: Architecture, genericRank: GenericRank, rankBound: Int,
    components: [CriticalComponent], comparison: SubnetworkComparison, completeness: Completeness,
    stopped: ComputationStopped?, covers: [ChartCover], charts: [ChartReport]
  ) {
    self.init(
      architecture: architecture, genericRank: genericRank, rankBound: rankBound,
      components: components, comparison: comparison, completeness: completeness, stopped: stopped,
      covers: covers, charts: charts, foundSets: nil)
  }

  /// A locus whose components were searched, compared with the set of subnetworks.
  init(
    architecture: Architecture, genericRank: GenericRank, rankBound: Int,
    components: [CriticalComponent], comparison: SubnetworkComparison, completeness: Completeness,
    stopped: ComputationStopped?, covers: [ChartCover], charts: [ChartReport],
    foundSets: FoundSets?
  ) {
    var completeness = completeness
    if !comparison.gaps.isEmpty {
      let gaps = comparison.gaps.joined(separator: "; ")
      completeness = .searched(
        detail: completeness.detail + (completeness.isProven ? "; not decided: " : "; ") + gaps)
    }
    // Over ℝ: exotic components count by their real points.
    let exotic = components.filter { $0.realPoints.leavesSubnetworks == true }
    let isOpen = components.contains { $0.hasOpenRealPoints }
    var equality: Certified<Bool>?
    if let known = exotic.first(where: \.evidence.isProven) {
      equality = Certified(false, known.evidence)
    } else if let stratum = comparison.nonCritical.first {
      equality = Certified(
        false,
        .proven(detail: "the rank at points of \(stratum.label) is more than \(rankBound)"))
    } else if let known = exotic.first {
      equality = Certified(false, known.evidence)
    } else if completeness.isProven && !isOpen {
      equality = Certified(true, comparison.weakest ?? .proven(detail: completeness.detail))
    }
    // All of this is about ranks below the generic one.
    if let known = equality, known.evidence.isProven, !genericRank.evidence.isProven {
      equality = Certified(known.value, genericRank.evidence)
    }
    self.init(
      architecture: architecture, genericRank: genericRank, rankBound: rankBound,
      components: components, equality: equality, nonCriticalStrata: comparison.nonCritical,
      completeness: completeness, stopped: stopped, covers: covers, charts: charts,
      foundSets: foundSets)
  }
}
