import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks

/// The parameters at which the Jacobian of a polynomial model has less than its generic rank, by the minors of the symbolic
/// Jacobian.
public struct ModelLocus: Sendable {
  /// The generic rank; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The irreducible components over ℚ, by decreasing dimension; `nil` if a limit came before.
  public let pieces: [RankLocus<RationalField>.Piece]?
  /// How it is known that these are all.
  public let evidence: Evidence?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// Finds the critical parameters of a model whose outputs are polynomials; very small models only.
///
/// `model`: The model.
/// `seed`: Fixes random choices.
/// `control`: Limits and cancellation.
public func modelLocus(
  of model: some PolynomialModel, genericRank known: GenericRank? = nil, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> ModelLocus {
  var (generic, stop) = (known, ComputationStopped?.none)
  var found: (pieces: [RankLocus<RationalField>.Piece], evidence: Evidence)?
  do throws(ComputationStopped) {
    if generic == nil { generic = try genericRank(of: model, seed: seed, control: control) }
    if let rank = generic?.dimension, rank > 0 {
      found = try rankLocus(of: model, atMost: rank - 1, seed: seed, control: control)
    }
  } catch {
    stop = error
  }
  // If the generic rank is not proven, neither is the bound that makes a point critical.
  let evidence = found.map { found in
    generic.map { $0.evidence.isProven ? found.evidence : $0.evidence } ?? found.evidence
  }
  return ModelLocus(
    genericRank: generic, pieces: found?.pieces, evidence: evidence, seed: seed, stop: stop)
}
