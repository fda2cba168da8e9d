import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The work of `criticalLocus(of:rankAtMost:options:seed:control:)` for networks with hidden layers,
/// monomial activations and no biases.
struct CriticalLocusSearch {
  let architecture: Architecture
  let rankBound: Int
  let options: CriticalLocusOptions
  let seed: UInt64
  let control: ComputationControl
  /// The permutations of hidden neurons, or a subgroup.
  let group: [NeuronPermutation]
  let isWholeGroup: Bool
  private(set) var candidates: [CandidateComponent] = []
  var covers: [ChartCover] = []
  private(set) var charts: [ChartReport] = []
  /// What was left undone, and why the first of these was.
  var gaps: [String] = []
  var stopped: ComputationStopped?
  var unfinishedCharts = 0
  /// The bound for the rank of the network without its first layer whose locus, with any W₁, was added.
  private(set) var peeledBound: Int?
  /// The theorem that made charts unnecessary, if any.
  private(set) var theorem: ShallowTheorem?

  /// Networks with one hidden layer of at most this width are computed even where a theorem applies.
  private static let largestComputedWidth = 5

  /// The most permutations with which images of components are compared.
  private static let largestGroup = 5_040

  init(
    _ architecture: Architecture, rankBound: Int, options: CriticalLocusOptions, seed: UInt64,
    control: ComputationControl
  ) {
    self.architecture = architecture
    self.rankBound = rankBound
    self.options = options
    self.seed = seed
    self.control = control
    (group, isWholeGroup) = architecture.hiddenPermutations(limit: Self.largestGroup)
  }

  /// Searches all charts; what a limit keeps from being done is noted in `gaps` and `stopped`.
  mutating func run(progress: ((CriticalLocusProgress) -> Void)? = nil) {
    control.begin("rank at most \(rankBound) of \(architecture)")
    do {
      let strataAreComplete = try addStrata()
      if architecture.widths[1] > Self.largestComputedWidth, strataAreComplete,
        let theorem = ShallowTheorem(architecture, rankBound: rankBound)
      {
        self.theorem = theorem
        return
      }
      let cells = try makeCharts()
      if options.usesPeeling, cells.contains(where: { $0.isPeelable && !$0.hasTwoFinalNeurons }) {
        // Without it the charts are searched in the ordinary way.
        try? peel()
      }
      // Large charts first: what they add covers small ones.
      let order = cells.indices.sorted {
        (-cells[$0].dimension, $0) < (-cells[$1].dimension, $1)
      }
      var reports = [ChartReport?](repeating: nil, count: cells.count)
      for (done, index) in order.enumerated() {
        progress?(self.progress(done: done, of: cells.count))
        reports[index] = treat(cells[index])
      }
      progress?(self.progress(done: cells.count, of: cells.count))
      charts = reports.compactMap { $0 }
    } catch {
      gaps.append("which charts cover the rest: \(error)")
      stopped = error
    }
  }

  private func progress(done: Int, of count: Int) -> CriticalLocusProgress {
    CriticalLocusProgress(
      chartCount: count, doneCharts: done, unfinishedCharts: unfinishedCharts,
      components: candidates.count)
  }

  var knownSets: [KnownSet] { candidates.compactMap(\.known) }

  /// Adds the maximal strata, and says whether the list is complete.
  private mutating func addStrata() throws(ComputationStopped) -> Bool {
    let search = try maximalStrata(
      of: architecture, rankAtMost: rankBound, seed: seed, control: control)
    for (stratum, rank) in zip(search.strata, search.ranks) {
      candidates.append(
        try CandidateComponent(stratum, rank: rank, group: group, control: control))
    }
    return search.isComplete
  }

  /// Adds the locus of the network without its first layer, if all of it is known.
  private mutating func peel() throws(ComputationStopped) {
    guard let inner = architecture.peeled else { return }
    let bound = rankBound - architecture.peeledRank
    let locus = try criticalLocus(
      of: inner, rankAtMost: bound, options: options, seed: seed, control: control)
    guard locus.completeness.isProven, bound < locus.genericRank.dimension else { return }
    var lifted: [CandidateComponent] = []
    for component in locus.components {
      let candidate = try CandidateComponent(
        lifting: LiftedComponent(architecture: architecture, inner: component), group: group,
        seed: seed, control: control)
      guard let candidate else { return }
      if candidates.contains(where: { isContained(candidate, in: $0) == true }) { continue }
      // Where some input does not count, the rank is smaller, and the component is left to the charts.
      guard candidate.rank == component.rank + architecture.peeledRank else { return }
      lifted.append(candidate)
    }
    candidates += lifted
    peeledBound = bound
  }

  /// Adds a piece unless it lies in a known set.
  mutating func add(_ piece: CellPiece) {
    let candidate = CandidateComponent(piece)
    if candidates.contains(where: { isContained(candidate, in: $0) == true }) { return }
    candidates.append(
      CandidateComponent(
        withIdealOf: piece, name: "component \(candidates.count + 1)", group: group,
        control: control.limited(toSeconds: options.secondsPerIdeal)))
  }

  private func isContained(_ smaller: CandidateComponent, in larger: CandidateComponent) -> Bool? {
    smaller.isContained(
      in: larger, group: group, control: control.limited(toSeconds: options.secondsPerIdeal))
  }

  /// The candidates that lie in no other, and whether all comparisons were decided.
  ///
  /// Of equal sets the first is kept.
  func maximalCandidates() -> (components: [CandidateComponent], isDecided: Bool) {
    // Strata are compared with all images whatever the group.
    var isDecided =
      isWholeGroup
      || candidates.allSatisfy { if case .stratum = $0.source { true } else { false } }
    var kept: [CandidateComponent] = []
    let order = candidates.indices.sorted {
      (-candidates[$0].dimension, $0) < (-candidates[$1].dimension, $1)
    }
    for index in order {
      let answers = kept.map { isContained(candidates[index], in: $0) }
      if answers.contains(true) { continue }
      if answers.contains(nil) { isDecided = false }
      kept.append(candidates[index])
    }
    return (kept, isDecided)
  }
}
