import AlgebraicStructures
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
  private(set) var covers: [ChartCover] = []
  private(set) var charts: [ChartReport] = []
  /// What was left undone, and why the first of these was.
  private(set) var gaps: [String] = []
  private(set) var stopped: ComputationStopped?
  private(set) var unfinishedCharts = 0

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
  mutating func run() {
    do {
      try addStrata()
      let cells = try makeCharts()
      // Large charts first: what they add covers small ones.
      let order = cells.indices.sorted {
        (-cells[$0].dimension, $0) < (-cells[$1].dimension, $1)
      }
      var reports = [ChartReport?](repeating: nil, count: cells.count)
      for index in order {
        reports[index] = treat(cells[index])
      }
      charts = reports.compactMap { $0 }
    } catch {
      gaps.append("which charts cover the rest: \(error)")
      stopped = error
    }
  }

  private var knownSets: [KnownSet] { candidates.compactMap(\.known) }

  private mutating func addStrata() throws(ComputationStopped) {
    let search = try maximalStrata(
      of: architecture, rankAtMost: rankBound, seed: seed, control: control)
    for (stratum, rank) in zip(search.strata, search.ranks) {
      candidates.append(
        try CandidateComponent(stratum, rank: rank, group: group, control: control))
    }
  }

  private mutating func makeCharts() throws(ComputationStopped) -> [OrbitCell] {
    let known = knownSets
    let ring = architecture.parameterRing
    let field = RationalField().residueField(trial: 0)
    var cells: [OrbitCell] = []
    for shape in ChartShape.all(of: architecture) {
      var random = RandomSource(seed: seed)
      let residues = (0..<architecture.parameterCount).map { _ in
        random.next(below: UInt64(field.modulus))
      }
      var tree = ChartTree(shape, control: control) { states in
        let weights = shape.weights(states, in: ring) { ring.variable(shape.entries[$0].position) }
        let point = weights.map { weight in
          weight.constantValue.map { $0.isZero ? 0 : 1 } ?? residues[weight.support[0]]
        }
        return known.first { $0.contains(weights: weights, residue: point) }?.name
      }
      let decision = try tree.build()
      let first = cells.count
      cells += tree.leaves.map { OrbitCell(shape, states: $0) }
      covers.append(
        ChartCover(
          inputRank: shape.inputRank, pivots: shape.pivots.map { $0 + 1 },
          decision: decision.renumbered { $0 + first }))
      if cells.count > options.maximumCharts {
        throw .sizeLimit(
          what: "the number of charts", needed: "more", limit: options.maximumCharts)
      }
    }
    return cells
  }

  /// Searches one chart and adds what is found.
  private mutating func treat(_ cell: OrbitCell) -> ChartReport {
    let known = knownSets
    if let name = cell.covering(known, seed: seed) { return cell.report(.covered(by: name)) }
    do {
      let part = control.limited(toSeconds: options.secondsPerChart)
      let restriction = try CellRestriction(cell, knownSets: known)
      let result = try CellSearch(
        cell: cell, rankBound: rankBound, restriction: restriction, seed: seed, control: part
      ).run()
      if !result.evidence.isProven { gaps.append("a chart is only known by \(result.evidence)") }
      for piece in result.pieces { add(piece) }
      return cell.report(result.outcome, units: restriction.units, blocks: result.blocks)
    } catch {
      unfinishedCharts += 1
      if stopped == nil { stopped = error }
      if unfinishedCharts <= 3 { gaps.append("the chart \(cell): \(error)") }
      return cell.report(.unfinished(error))
    }
  }

  /// Adds a piece unless it lies in a known set.
  private mutating func add(_ piece: CellPiece) {
    let candidate = CandidateComponent(
      piece, name: "component \(candidates.count + 1)", group: group,
      control: control.limited(toSeconds: options.secondsPerIdeal))
    if candidates.contains(where: { candidate.isContained(in: $0, group: group) == true }) {
      return
    }
    candidates.append(candidate)
  }

  /// The candidates that lie in no other, and whether all comparisons were decided.
  ///
  /// Of equal sets the first is kept.
  func maximalCandidates() -> (components: [CandidateComponent], isDecided: Bool) {
    var isDecided = isWholeGroup
    var kept: [CandidateComponent] = []
    let order = candidates.indices.sorted {
      (-candidates[$0].dimension, $0) < (-candidates[$1].dimension, $1)
    }
    for index in order {
      let answers = kept.map { candidates[index].isContained(in: $0, group: group) }
      if answers.contains(true) { continue }
      if answers.contains(nil) { isDecided = false }
      kept.append(candidates[index])
    }
    return (kept, isDecided)
  }
}

extension OrbitCell {
  /// What is known about the chart.
  fileprivate func report(
    _ outcome: ChartReport.Outcome, units: [Polynomial<RationalField>] = [],
    blocks: [BlockLabels] = []
  ) -> ChartReport {
    ChartReport(
      normalForm: normalForm, coordinates: ring.variables,
      nonzeroCoordinates: unitCoordinates.map(\.description), dimension: dimension, units: units,
      blocks: blocks, outcome: outcome)
  }

  /// The name of a known set that contains the whole chart.
  func covering(_ known: [KnownSet], seed: UInt64) -> String? {
    let field = RationalField().residueField(trial: 0)
    var random = RandomSource(seed: seed)
    let point = ring.variables.map { _ in random.next(below: UInt64(field.modulus)) }
    let residue = weights.map { weight -> UInt64 in
      weight.constantValue.map { $0.isZero ? 0 : 1 }
        ?? point[weight.support[0]]
    }
    return known.first { $0.contains(weights: weights, residue: residue) }?.name
  }
}
