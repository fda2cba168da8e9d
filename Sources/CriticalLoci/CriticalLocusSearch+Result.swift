import AlgebraicStructures
import ExactArithmetic
import Ideals
import Networks

extension CriticalLocusSearch {
  /// The locus from what the search has found.
  func result(generic: GenericRank) throws(ComputationStopped) -> CriticalLocus {
    let (maximal, isDecided) = maximalCandidates()
    let finishing = finishingControl
    var components: [CriticalComponent] = []
    for (index, candidate) in maximal.enumerated() {
      var others = maximal
      others.remove(at: index)
      components.append(
        try candidate.component(
          architecture: architecture, others: others, group: group, seed: seed,
          control: finishing))
    }
    var gaps = gaps
    if unfinishedCharts > 3 { gaps.append("\(unfinishedCharts - 3) further charts") }
    if !isDecided { gaps.append("some of the listed sets may lie in others") }
    var nonCritical: [SubnetworkStratum] = []
    for stratum in basicStrata(of: architecture) {
      do {
        let rank = try stratum.genericRank(seed: seed, control: finishing)
        if rank.value > rankBound { nonCritical.append(stratum) }
      } catch {
        gaps.append("whether \(stratum.label) lies in the locus: \(error)")
      }
    }
    let hasExotic = components.contains { $0.kind == .exotic }
    let isWhole = gaps.isEmpty
    return CriticalLocus(
      architecture: architecture, genericRank: generic, rankBound: rankBound,
      components: components,
      criticalEqualsSubnetworks: !nonCritical.isEmpty || hasExotic ? false : isWhole ? true : nil,
      nonCriticalStrata: nonCritical, completeness: completeness(gaps), stopped: stopped,
      covers: covers, charts: charts)
  }

  /// Results that are known are brought into form even after a limit has passed.
  private var finishingControl: ComputationControl {
    stopped == nil ? control : ComputationControl(timeLimitSeconds: 10)
  }

  private func completeness(_ gaps: [String]) -> Completeness {
    if let theorem, gaps.isEmpty { return .proven(detail: theorem.statement) }
    let solved = charts.count { if case .covered = $0.outcome { false } else { true } }
    let what =
      "\(charts.count) charts of normal forms, \(charts.count - solved) inside components "
      + "found before, \(solved) with their rank loci by exact arithmetic"
    if gaps.isEmpty { return .proven(detail: what) }
    return .searched(detail: what + "; not decided: " + gaps.joined(separator: "; "))
  }
}
