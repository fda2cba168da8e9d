import AlgebraicStructures
import Computation

extension CriticalLocusSearch {
  /// The locus from what the search has found.
  ///
  /// After a limit it is brought into form within the time of `FinishingControl`; what takes longer is left out.
  func result(generic: GenericRank) -> CriticalLocus {
    let (maximal, isDecided) = maximalCandidates()
    var finishing = FinishingControl(control)
    var components: [CriticalComponent] = []
    for (index, candidate) in maximal.enumerated() {
      var others = maximal
      others.remove(at: index)
      components.append(
        candidate.component(
          architecture: architecture, others: others, group: group, seed: seed,
          control: finishing.current))
    }
    var gaps = gaps
    if unfinishedCharts > 3 { gaps.append("\(unfinishedCharts - 3) further charts") }
    if !isDecided { gaps.append("some of the listed sets may lie in others") }
    let completeness = completeness(gaps)
    let comparison = SubnetworkComparison(
      architecture, rankBound: rankBound, seed: seed, control: &finishing)
    return CriticalLocus(
      architecture: architecture, genericRank: generic, rankBound: rankBound,
      components: withDistinctLabels(components), comparison: comparison,
      completeness: completeness,
      stopped: stopped ?? finishing.stopped, covers: covers, charts: charts)
  }

  private func completeness(_ gaps: [String]) -> Completeness {
    if let theorem, gaps.isEmpty { return .proven(detail: theorem.statement) }
    let covered = charts.count { if case .covered = $0.outcome { true } else { false } }
    let open = charts.count { if case .unfinished = $0.outcome { true } else { false } }
    let what =
      "\(charts.count) charts of normal forms, \(covered) inside components "
      + "found before, \(charts.count - covered - open) with their rank loci by exact arithmetic"
    if gaps.isEmpty { return .proven(detail: what) }
    return .searched(
      detail: what + (open == 0 ? "" : ", \(open) open") + "; not decided: "
        + gaps.joined(separator: "; "))
  }
}
