import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The work of `criticalLocus(of:rankAtMost:options:seed:control:)` for networks with hidden layers,
/// monomial activations and no biases.
///
/// `run` finds the sets: strata, the lifted locus of the network without its first layer, and orbits of what
/// lies in charts. `maximalSets` drops those that lie in others; they are described after the search.
struct CriticalLocusSearch {
  let architecture: Architecture
  let rankBound: Int
  let options: CriticalLocusOptions
  let seed: UInt64
  let control: ComputationControl
  private let ranks: GenericRankTable
  /// The permutations of hidden neurons, or a subgroup.
  let group: [NeuronPermutation]
  private let isWholeGroup: Bool
  private var found: [IrreducibleSet] = []
  private(set) var covers: [ChartCover] = []
  private(set) var reports: [ChartReport] = []
  /// What was left undone, and why the first of these was.
  private(set) var gaps: [String] = []
  private(set) var stopped: ComputationStopped?
  private var unfinishedCharts = 0
  /// The bound for the rank of the network without its first layer whose locus, with any W₁, was added.
  private var peeledBound: Int?
  /// The theorem that made charts unnecessary, if any.
  private var theorem: ShallowTheorem?

  /// Networks with one hidden layer of at most this width are computed even where a theorem applies.
  private static let largestComputedWidth = 5

  /// The most permutations with which images of components are compared.
  private static let largestGroup = 5_040

  init(
    _ architecture: Architecture, rankBound: Int, options: CriticalLocusOptions, seed: UInt64,
    ranks: GenericRankTable, control: ComputationControl
  ) {
    self.architecture = architecture
    self.ranks = ranks
    self.rankBound = rankBound
    self.options = options
    self.seed = seed
    self.control = control
    (group, isWholeGroup) = architecture.hiddenPermutations(limit: Self.largestGroup)
  }

  /// Searches all charts; what a limit keeps from being done is noted in `gaps` and `stopped`.
  mutating func run(progress: ((CriticalLocusProgress) -> Void)? = nil) {
    control.begin("rank at most \(rankBound) of \(architecture)")
    do throws(ComputationStopped) {
      let strataAreComplete = try addStrata()
      if architecture.widths[1] > Self.largestComputedWidth, strataAreComplete,
        let theorem = ShallowTheorem(architecture, rankBound: rankBound)
      {
        self.theorem = theorem
        return
      }
      let charts = try makeCharts()
      if options.usesPeeling, charts.contains(where: { $0.isPeelable && !$0.hasTwoFinalNeurons }) {
        do throws(ComputationStopped) {
          try peel()
        } catch {
          // Without it the charts are searched in the ordinary way.
        }
      }
      // Large charts first: what they add covers small ones.
      let order = charts.indices.sorted {
        (-charts[$0].dimension, $0) < (-charts[$1].dimension, $1)
      }
      var reports = [ChartReport?](repeating: nil, count: charts.count)
      for (done, index) in order.enumerated() {
        progress?(self.progress(done: done, of: charts.count))
        control.begin("chart \(done + 1) of \(charts.count): \(charts[index])")
        let report = treat(charts[index])
        reports[index] = report
        control.decided("chart \(done + 1) of \(charts.count): \(report.outcome)")
      }
      progress?(self.progress(done: charts.count, of: charts.count))
      self.reports = reports.compactMap { $0 }
    } catch {
      gaps.append("which charts cover the rest: \(error)")
      stopped = error
    }
  }

  private func progress(done: Int, of count: Int) -> CriticalLocusProgress {
    CriticalLocusProgress(
      chartCount: count, doneCharts: done, unfinishedCharts: unfinishedCharts,
      components: found.count)
  }

  /// The sets whose ideals are known, with their images.
  private var knownSets: [PermutedImages] { found.compactMap(\.images) }

  /// Adds the maximal strata, and says whether the list is complete.
  private mutating func addStrata() throws(ComputationStopped) -> Bool {
    let search = try maximalStrata(
      of: architecture, rankAtMost: rankBound, seed: seed, control: control)
    for (stratum, rank) in zip(search.strata, search.ranks) {
      found.append(try IrreducibleSet(stratum, rank: rank, group: group, control: control))
    }
    return search.isComplete
  }

  /// The charts of all shapes outside of the strata.
  private mutating func makeCharts() throws(ComputationStopped) -> [Chart] {
    let known = knownSets
    let ring = architecture.parameterRing
    let field = RationalField().residueField(trial: 0)
    var charts: [Chart] = []
    for shape in ChartShape.all(of: architecture) {
      var random = RandomSource(seed: seed)
      let residues = (0..<architecture.parameterCount).map { _ in
        random.next(below: UInt64(field.modulus))
      }
      var tree = ChartTree(
        shape, maximumLeaves: options.maximumCharts, leavesBefore: charts.count, control: control
      ) { states in
        let weights = shape.weights(states, in: ring) { ring.variable(shape.entries[$0].position) }
        return known.first { $0.contains(normalForm: weights, residues: residues) }?.name
      }
      let decision = try tree.build()
      let first = charts.count
      charts += tree.leaves.map { Chart(shape, states: $0) }
      covers.append(
        ChartCover(
          inputRank: shape.inputRank, pivots: shape.pivots.map { $0 + 1 },
          decision: decision.renumbered { $0 + first }))
    }
    return charts
  }

  /// Adds the locus of the network without its first layer, if all of it is known.
  private mutating func peel() throws(ComputationStopped) {
    guard let inner = architecture.peeled else { return }
    let bound = rankBound - architecture.peeledRank
    let locus = try criticalLocus(
      of: inner, generic: ranks.rank(of: inner, seed: seed, control: control), rankBound: bound,
      options: options, seed: seed, ranks: ranks, control: control)
    guard locus.completeness.isProven, bound < locus.genericRank.dimension else { return }
    var lifted: [IrreducibleSet] = []
    for component in locus.components {
      let set = try IrreducibleSet(
        lifting: component, to: architecture, group: group, seed: seed, control: control)
      guard let set else { return }
      if found.contains(where: { isContained(set, in: $0) == true }) { continue }
      // Where some input does not count, the rank is smaller, and the component is left to the charts.
      guard set.rank == component.rank + architecture.peeledRank else { return }
      lifted.append(set)
    }
    found += lifted
    peeledBound = bound
  }

  /// Searches one chart and adds what is found.
  private mutating func treat(_ chart: Chart) -> ChartReport {
    let known = knownSets
    do throws(ComputationStopped) {
      try control.checkpoint()
      if let name = chart.covering(known, seed: seed) { return chart.report(.covered(by: name)) }
      let restriction = try ChartRestriction(chart, knownSets: known, control: control)
      let result = try ChartSearch(
        chart: chart, rankBound: rankBound, restriction: restriction, peeledBound: peeledBound,
        seed: seed, control: control.limited(toSteps: options.stepsPerChart)
      ).run()
      if !result.evidence.isProven { gaps.append("a chart is only known by \(result.evidence)") }
      for piece in result.pieces { add(piece) }
      return chart.report(result.outcome, units: restriction.units, blocks: result.blocks)
    } catch {
      unfinishedCharts += 1
      if stopped == nil { stopped = error }
      if unfinishedCharts <= 3 { gaps.append("the chart \(chart): \(error)") }
      return chart.report(.unfinished(error))
    }
  }

  /// Adds the orbit of a piece unless it lies in a known set.
  private mutating func add(_ piece: ChartPiece) {
    var set = IrreducibleSet(piece)
    if found.contains(where: { isContained(set, in: $0) == true }) { return }
    do throws(ComputationStopped) {
      try set.findIdeal(
        name: "component \(found.count + 1)", group: group,
        control: control.limited(toSteps: options.stepsPerIdeal))
    } catch {
      // The set stays without its ideal, given by conditions.
    }
    found.append(set)
  }

  /// Whether some image of the larger set contains the smaller one; `nil` if that is not decided within the
  /// steps for one comparison.
  private func isContained(_ smaller: IrreducibleSet, in larger: IrreducibleSet) -> Bool? {
    do throws(ComputationStopped) {
      return try smaller.isContained(
        in: larger, group: group, control: control.limited(toSteps: options.stepsPerIdeal))
    } catch {
      return nil
    }
  }

  /// The sets that lie in no other, all that is not known about the list then being in `gaps`.
  ///
  /// Of equal sets the first is kept.
  mutating func maximalSets() -> [IrreducibleSet] {
    // Strata are compared with all images whatever the group.
    var isDecided =
      isWholeGroup || found.allSatisfy { if case .stratum = $0.origin { true } else { false } }
    var kept: [IrreducibleSet] = []
    let order = found.indices.sorted {
      (-found[$0].dimension, $0) < (-found[$1].dimension, $1)
    }
    for index in order {
      let answers = kept.map { isContained(found[index], in: $0) }
      if answers.contains(true) { continue }
      if answers.contains(nil) { isDecided = false }
      kept.append(found[index])
    }
    if unfinishedCharts > 3 { gaps.append("\(unfinishedCharts - 3) further charts") }
    if !isDecided { gaps.append("some of the listed sets may lie in others") }
    return kept
  }

  /// How it is known that the search has found everything.
  var completeness: Completeness {
    if let theorem, gaps.isEmpty { return .proven(detail: theorem.statement) }
    let covered = reports.count { if case .covered = $0.outcome { true } else { false } }
    let open = reports.count { if case .unfinished = $0.outcome { true } else { false } }
    let what =
      "\(reports.count) charts of normal forms, \(covered) inside components "
      + "found before, \(reports.count - covered - open) with their rank loci by exact arithmetic"
    if gaps.isEmpty { return .proven(detail: what) }
    return .searched(
      detail: what + (open == 0 ? "" : ", \(open) open") + "; not decided: "
        + gaps.joined(separator: "; "))
  }
}

/// The components that sets are, each described within `CriticalLocusOptions.stepsPerDescription`.
func described(
  _ sets: [IrreducibleSet], group: [NeuronPermutation], steps: Int, seed: UInt64,
  control: inout FinishingControl
) -> [CriticalComponent] {
  var components: [CriticalComponent] = []
  for (index, set) in sets.enumerated() {
    var others = sets
    others.remove(at: index)
    components.append(
      ComponentDescription(
        subject: set, others: others, group: group, seed: seed, steps: steps,
        control: control.current
      ).component())
  }
  return components
}
