import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The local learning coefficient of a polynomial model at exact parameters w*, as the truth of a regression: exact, or
/// proven bounds.
///
/// Without data K is the squared distance of the functions, for a law of the inputs under which no nonzero polynomial
/// vanishes. On data it is the sum of the squares of f_w(x_i) − f_{w*}(x_i), every input with positive weight; for a
/// categorical loss of P(f_w(x_i) − f_{w*}(x_i)) with P = identity minus averaging over the outputs, because the
/// divergence of two softmax distributions and |P(difference of logits)|² bound each other on compact sets. For outputs
/// n/d the law of the inputs has a compact support where no denominator vanishes at w*, so that the differences and their
/// numerators n·d* − n*·d bound each other. By the rules
/// that hold for every model, each of which is a proof:
/// - where the rank of the Jacobian is the generic one λ = R/2, m = 1, by the constant rank theorem;
/// - rank J(w*)/2 ≤ λ ≤ N/2;
/// - the ideal of the coefficients of f_w − f_{w*}, if it is not too large, is resolved as in
///   `learningCoefficient(of:at:density:plan:control:)`.
///
/// `learningCoefficient(at:genericRank:plan:seed:control:)` knows more about dense networks on all inputs.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters w* at which the outputs have values; another count traps.
/// - Parameter knownGenericRank: The generic rank, if it is known already.
/// - Parameter knownRank: The rank at w*, if it is known already.
/// - Parameter plan: How much work the resolution may be.
/// - Parameter seed: Fixes random choices, on which no proven answer depends.
/// - Parameter control: Limits and cancellation; after a stop the result has the bounds known by then.
/// - Throws: `ComputationStopped` before anything is known.
/// - SeeAlso: S. Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009).
public func learningCoefficient(
  of model: some PolynomialModel, at weights: [Rational],
  genericRank knownGenericRank: GenericRank? = nil, rank knownRank: PointRank? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientResult {
  let generic: GenericRank
  if let knownGenericRank {
    generic = knownGenericRank
  } else {
    generic = try genericRank(of: model, seed: seed, control: control)
  }
  let point: PointRank
  if let knownRank {
    point = knownRank
  } else {
    point = try CriticalLoci.rank(
      of: model, at: weights, includingKernel: false, seed: seed, control: control)
  }
  let half = LearningCoefficient(Rational(point.rank) / 2, multiplicity: 1)
  if point.rank >= generic.dimension {
    let evidence = generic.evidence.isProven ? point.evidence : generic.evidence
    let bound = LearningCoefficientBound(
      half, reason: "regular point: constant rank theorem, lambda = R/2", evidence: evidence)
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  // The rank is a proven lower bound whatever the evidence that it is not larger.
  let lower = LearningCoefficientBound(half, reason: "rank J(W*)/2")
  let trivial = LearningCoefficientBound(
    LearningCoefficient(Rational(model.parameterCount) / 2, multiplicity: 1),
    reason: "half the number of parameters")
  let onlyTrivial = LearningCoefficientResult(lower: [lower], upper: [trivial])
  let ideal: Ideal<RationalField>
  do throws(ComputationStopped) {
    ideal = try model.fiberIdeal(through: weights, control: control)
  } catch {
    // Larger ideals are finished by none of the rules.
    guard case .sizeLimit = error else { throw error }
    return onlyTrivial
  }
  let resolution: LearningCoefficientResult
  do throws(LearningCoefficientError) {
    resolution = try learningCoefficient(of: ideal, at: weights, plan: plan, control: control)
  } catch {
    if case .stopped(let stop) = error { throw stop }
    // The function does not depend on the parameters, or there are too many of them.
    return onlyTrivial
  }
  return LearningCoefficientResult(
    lower: [lower, resolution.lowerBound],
    upper: [trivial] + [resolution.upperBound].compactMap { $0 },
    proof: resolution.proof, stop: resolution.stop)
}
