import ExactArithmetic
import Ideals

/// The parts of the proof for a chart by its inner network; see `ChartReport.Outcome`.
public struct TwoNeuronProof: Sendable {
  /// Where the rank of the inner network is at most k.
  public let innerLocus: RankLocus<RationalField>
  /// The degree of the cofactors A₁, A₂ of a syzygy A₁·q₂ = A₂·q₁ that is looked for.
  public let syzygyDegree: Int
  /// Where there is one.
  public let syzygyLocus: RankLocus<RationalField>
  /// For each piece of `syzygyLocus` where on it rank J is at most k.
  public let loci: [RankLocus<RationalField>]
}
