import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CriticalLocusSearch {
  /// The charts of all shapes outside of the strata.
  mutating func makeCharts() throws(ComputationStopped) -> [OrbitCell] {
    let known = knownSets
    let ring = architecture.parameterRing
    let field = RationalField().residueField(trial: 0)
    var cells: [OrbitCell] = []
    for shape in ChartShape.all(of: architecture) {
      var random = RandomSource(seed: seed)
      let residues = (0..<architecture.parameterCount).map { _ in
        random.next(below: UInt64(field.modulus))
      }
      var tree = ChartTree(
        shape, maximumLeaves: options.maximumCharts, leavesBefore: cells.count, control: control
      ) { states in
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
    }
    return cells
  }

  /// Searches one chart and adds what is found.
  mutating func treat(_ cell: OrbitCell) -> ChartReport {
    let known = knownSets
    do {
      try control.checkpoint()
      if let name = cell.covering(known, seed: seed) { return cell.report(.covered(by: name)) }
      let part = control.limited(toSeconds: options.secondsPerChart)
      let restriction = try CellRestriction(cell, knownSets: known)
      let result = try CellSearch(
        cell: cell, rankBound: rankBound, restriction: restriction, peeledBound: peeledBound,
        seed: seed, control: part
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
