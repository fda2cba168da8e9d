import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The points of {rank J ≤ k} in one chart.
struct ChartSearch {
  let chart: Chart
  let rankBound: Int
  let restriction: ChartRestriction
  /// The bound for the rank of the inner network whose locus is among the known sets, where W₁ = I.
  let peeledBound: Int?
  let seed: UInt64
  let control: ComputationControl

  /// What was found: the pieces outside of known sets, and the proof that there are no others.
  struct Result {
    var pieces: [ChartPiece]
    var outcome: ChartReport.Outcome
    /// The blocks of J in the proof.
    var blocks: [BlockLabels]
    var evidence: Evidence
  }

  func run() throws(ComputationStopped) -> Result {
    let layers = chart.architecture.layerCount
    if chart.hasTwoFinalNeurons { return try runWithTwoNeurons() }
    if let peeledBound, chart.isPeelable { return try runPeeled(innerBound: peeledBound) }
    let blocks = try chart.jacobianBlocks(layers: layers, control: control)
    let locus = try locus(blocks, atMost: rankBound)
    return Result(
      pieces: pieces(of: locus), outcome: .solved(locus), blocks: blocks.map(\.labels),
      evidence: locus.evidence)
  }

  /// The search by `PeelingProof`.
  private func runPeeled(innerBound: Int) throws(ComputationStopped) -> Result {
    let blocks = try chart.jacobianBlocks(
      layers: chart.architecture.layerCount, control: control)
    var loci: [RankLocus<RationalField>] = []
    var pieces: [ChartPiece] = []
    for derivative in try chart.innerDerivatives(control: control) {
      let locus = try locus(blocks, base: derivative, atMost: rankBound)
      loci.append(locus)
      pieces += self.pieces(of: locus)
    }
    return Result(
      pieces: pieces, outcome: .solvedByPeeling(PeelingProof(innerBound: innerBound, loci: loci)),
      blocks: blocks.map(\.labels),
      evidence: loci.map(\.evidence).first { !$0.isProven }
        ?? .proven(detail: "peeling of the first layer"))
  }

  /// The search by `TwoNeuronProof`.
  private func runWithTwoNeurons() throws(ComputationStopped) -> Result {
    let layers = chart.architecture.layerCount
    let degrees = chart.architecture.degrees
    let syzygyDegree = degrees.dropLast().reduce(1, *) / (degrees[layers - 2] - 1)
    let matrix = chart.syzygyMatrix(degree: syzygyDegree)
    let syzygyBlocks = matrix.blocks()
    let syzygies = try locus(syzygyBlocks, atMost: matrix.columns.count - 1)
    let innerBlocks = try chart.jacobianBlocks(layers: layers - 1, control: control)
    let inner = try locus(innerBlocks, atMost: rankBound)
    var pieces = pieces(of: inner).filter { piece in
      !syzygies.pieces.contains { piece.prime.basis.contains($0.prime.basis) }
    }
    var evidences = [syzygies.evidence, inner.evidence]
    var loci: [RankLocus<RationalField>?] = []
    var blocks: [LabelledBlock] = []
    for syzygy in syzygies.pieces {
      if restriction.excludes(syzygy.prime.basis) {
        loci.append(nil)
        continue
      }
      if blocks.isEmpty { blocks = try chart.jacobianBlocks(layers: layers, control: control) }
      let locus = try locus(
        blocks, base: syzygy.prime.basis.polynomials, atMost: rankBound)
      loci.append(locus)
      evidences.append(locus.evidence)
      for piece in self.pieces(of: locus)
      where !pieces.contains(where: { piece.prime.basis.contains($0.prime.basis) }) {
        pieces.append(piece)
      }
    }
    let proof = TwoNeuronProof(
      innerLocus: inner, innerBlocks: innerBlocks.map(\.labels), syzygyDegree: syzygyDegree,
      syzygyLocus: syzygies, syzygyBlocks: syzygyBlocks.map(\.labels), loci: loci)
    return Result(
      pieces: pieces, outcome: .solvedByInnerNetwork(proof), blocks: blocks.map(\.labels),
      evidence: evidences.first { !$0.isProven } ?? inner.evidence)
  }

  private func locus(
    _ blocks: [LabelledBlock], base: [Polynomial<RationalField>] = [],
    atMost bound: Int
  ) throws(ComputationStopped) -> RankLocus<RationalField> {
    try rankLocus(
      RankLocusProblem(
        ring: chart.ring, blocks: blocks.map(\.matrix), base: base, units: restriction.units),
      atMost: bound, seed: seed, control: control)
  }

  /// The pieces outside of known sets.
  private func pieces(of locus: RankLocus<RationalField>) -> [ChartPiece] {
    locus.pieces.filter { !restriction.excludes($0.prime.basis) }.map {
      ChartPiece(chart: chart, prime: $0.prime, rank: $0.rank, evidence: $0.evidence)
    }
  }
}
