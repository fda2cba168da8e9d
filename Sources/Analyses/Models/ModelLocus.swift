import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The parameters at which the Jacobian of a polynomial model, on all inputs or on data, has less than its generic rank, by
/// the minors of the symbolic Jacobian.
public struct ModelLocus: Sendable {
  /// An irreducible component over ℚ.
  public struct Component: Sendable {
    /// The prime ideal with the rank at its general point.
    public let piece: RankLocus<RationalField>.Piece
    /// How many of its points are real.
    public let real: RealExtent
  }

  /// The generic rank; `nil` if a limit came before.
  public let genericRank: GenericRank?
  /// The irreducible components over ℚ, by decreasing dimension; `nil` if a limit came before.
  public let components: [Component]?
  /// How it is known that these are all; without a proof of the generic rank it is not proven.
  public let completeness: Evidence?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// Finds the critical parameters of a model; very small models only.
///
/// Of outputs that are quotients the numerators of the gradients decide, and what lies where a denominator vanishes for all inputs
/// is left out.
///
/// `model`: The model, on data if it is a `DataModel`.
/// `genericRank`: The generic rank, if it is known already.
/// `realSteps`: The work for the real points of each component.
/// `seed`: Fixes random choices.
/// `control`: Limits and cancellation; what a limit leaves out is `nil`, and `stop` says why.
public func modelLocus(
  of model: some PolynomialModel, genericRank known: GenericRank? = nil,
  realSteps: Int = CriticalLocusOptions().stepsPerDescription, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> ModelLocus {
  var (generic, stop) = (known, ComputationStopped?.none)
  var found: (pieces: [RankLocus<RationalField>.Piece], evidence: Evidence)?
  do throws(ComputationStopped) {
    let rank: GenericRank
    if let known {
      rank = known
    } else {
      rank = try genericRank(of: model, seed: seed, control: control)
    }
    generic = rank
    if let stop = rank.stopped { throw stop }
    // Without values that depend on the parameters there is no rank to drop.
    found =
      rank.dimension == 0
      ? ([], rank.evidence)
      : try rankLocus(of: model, atMost: rank.dimension - 1, seed: seed, control: control)
    let inverted = try model.invertedCoefficients(control: control)
    found?.pieces.removeAll { piece in
      inverted.contains { coefficients in
        coefficients.allSatisfy { coefficient in
          coefficient.moved(to: piece.prime.basis.ring).map(piece.prime.basis.contains) ?? false
        }
      }
    }
  } catch {
    (found, stop) = (nil, error)
  }
  let components = found?.pieces.map { piece in
    let part = control.limited(toSteps: realSteps)
    do throws(ComputationStopped) {
      let real = try RealExtent(of: piece.prime, seed: seed, control: part)
      // Dense real points are not all where a denominator vanishes; fewer may be.
      if !model.isPolynomial, real.extent == .lowerDimensional {
        throw .undecided(what: "the real points where no denominator vanishes")
      }
      return ModelLocus.Component(piece: piece, real: real)
    } catch {
      stop = stop ?? control.pendingStop
      return ModelLocus.Component(piece: piece, real: RealExtent(stopped: error))
    }
  }
  let completeness = found.map { found in
    generic.map { $0.evidence.isProven ? found.evidence : $0.evidence } ?? found.evidence
  }
  return ModelLocus(
    genericRank: generic, components: components, completeness: completeness, seed: seed,
    stop: stop)
}
