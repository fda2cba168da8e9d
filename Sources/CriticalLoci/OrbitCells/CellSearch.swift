import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The points of {rank J ≤ k} in one chart.
struct CellSearch {
  let cell: OrbitCell
  let rankBound: Int
  let restriction: CellRestriction
  let seed: UInt64
  let control: ComputationControl

  /// What was found: the pieces outside of known sets, and the proof that there are no others.
  struct Result {
    var pieces: [CellPiece]
    var outcome: ChartReport.Outcome
    var evidence: Evidence
  }

  func run() throws(ComputationStopped) -> Result {
    let jacobian = try CellJacobian(
      cell.architecture, weights: cell.weights, ring: cell.ring,
      nonvanishing: cell.nonvanishingPositions, units: cell.unitCoordinates, control: control)
    let locus = try rankLocus(
      RankLocusProblem(ring: cell.ring, blocks: jacobian.blocks(), units: restriction.units),
      atMost: rankBound, seed: seed, control: control)
    return Result(
      pieces: locus.pieces.filter { !restriction.excludes($0.prime.basis) }.map { piece($0) },
      outcome: .solved(locus), evidence: locus.evidence)
  }

  private func piece(_ piece: RankLocus<RationalField>.Piece) -> CellPiece {
    CellPiece(cell: cell, prime: piece.prime, rank: piece.rank, evidence: piece.evidence)
  }
}
