import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

/// The local learning coefficient at the weights of `network`, as the truth of a regression: exact, or proven bounds.
///
/// In the convention that a regular model with N parameters has λ = N/2, over the real numbers, for a law of the inputs
/// under which no nonzero polynomial vanishes. By these rules, each of which is a proof:
/// - at points that are not critical λ = R/2, m = 1, by the constant rank theorem;
/// - closed forms of deep linear networks and of one hidden layer of monomial units, where a theorem covers the point;
/// - the ideal of the coefficients of f_W − f_{W*}, if it is not too large, is resolved as in
///   `learningCoefficient(of:at:density:plan:control:)`;
/// - rank J(W*)/2 ≤ λ, and half the codimension of families of weights with the same function bounds from above.
///   *λ ≤ R/2 is false in general* over the reals.
///
/// - Parameter network: The network at its weights.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter plan: How much work the resolution may be.
/// - Parameter seed: Fixes random choices, on which no proven answer depends.
/// - Parameter control: Limits and cancellation; after a stop the result has the bounds known by then.
/// - Throws: `ComputationStopped` before anything is known.
/// - SeeAlso: S. Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009).
public func learningCoefficient(
  at network: Network, genericRank known: GenericRank? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientResult {
  let generic = try network.architecture.genericRank(known: known, seed: seed, control: control)
  let point = try CriticalLoci.rank(
    at: network, includingKernel: false, seed: seed, control: control)
  let half = LearningCoefficient(Rational(point.rank) / 2, multiplicity: 1)
  // The rank is a proven lower bound whatever the evidence that it is not larger.
  var lower = [LearningCoefficientBound(half, reason: "rank J(W*)/2", shortReason: "rank")]
  if point.rank >= generic.dimension {
    let evidence = generic.evidence.isProven ? point.evidence : generic.evidence
    let bound = LearningCoefficientBound(
      half, reason: "regular point: constant rank theorem, lambda = R/2",
      shortReason: "regular point", evidence: evidence)
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  if plan.usesClosedForms, let theorem = closedForm(at: network) {
    let bound = LearningCoefficientBound(
      theorem.value, reason: theorem.reason, shortReason: "closed form",
      evidence: theorem.evidence)
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  var upper = try FiberBounds.upper(at: network, generic: generic, seed: seed, control: control)
  guard let germ = try Germ(network, control: control) else {
    return LearningCoefficientResult(lower: lower, upper: upper)
  }
  let resolution = germ.resolution(plan: plan, control: control)
  lower.append(resolution.lowerBound)
  upper += [resolution.upperBound].compactMap { $0 }
  return LearningCoefficientResult(
    lower: lower, upper: upper, proof: resolution.proof, stop: resolution.stop)
}
