import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

/// The local learning coefficient at the weights of `network`, where cheap theorems determine it, and
/// bounds where they do not.
///
/// In the convention that a regular model with N parameters has λ = N/2, over the real numbers, for regression
/// with a law of the inputs under which no nonzero polynomial vanishes. Rules, each of which is a proof:
/// - at points that are not critical λ = R/2, m = 1, by the constant rank theorem;
/// - rank J(W*)/2 ≤ λ, since as many coordinates are regular;
/// - families of weights with the same function bound λ from above by half their codimension, and by R/2 if
///   they have members of rank R: *λ ≤ R/2 is false in general* over the reals;
/// - the ideal of the coefficients of f_W − f_{W*}, if it is small: regular coordinates are split off, even
///   generators of one sign are replaced by their terms, and monomial ideals bound what is left from both
///   sides.
///
/// Sources: S. Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009); S. Lin, *Ideal-theoretic
/// strategies for asymptotic approximation of marginal likelihood integrals* (2017).
///
/// `known`: The generic rank, if it is known already.
/// - Throws: `ComputationStopped` as `control` demands.
public func learningCoefficientBounds(
  at network: Network, genericRank known: GenericRank? = nil, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientBounds {
  let generic = try network.architecture.genericRank(known: known, seed: seed, control: control)
  let point = try CriticalLoci.rank(
    at: network, includingKernel: false, seed: seed, control: control)
  let half = Rational(point.rank) / 2
  // The rank is a proven lower bound whatever the evidence that it is not larger.
  var lower = [LearningCoefficientBound(half, multiplicity: 1, reason: "rank J(W*)/2")]
  if point.rank >= generic.dimension {
    let reason = "regular point: constant rank theorem, lambda = R/2"
    let evidence = generic.evidence.isProven ? point.evidence : generic.evidence
    let bound = LearningCoefficientBound(
      half, multiplicity: 1, reason: reason, evidence: evidence)
    return LearningCoefficientBounds(lower: [bound], upper: [bound])
  }
  var upper = try FiberBounds.upper(at: network, generic: generic, seed: seed, control: control)
  if var ideal = try LocalIdeal(network, control: control) {
    try ideal.simplify(control: control)
    let bounds = try ideal.bounds(seed: seed, control: control)
    lower += [bounds.lower].compactMap { $0 }
    upper += [bounds.upper].compactMap { $0 }
  }
  return LearningCoefficientBounds(lower: lower, upper: upper)
}

/// What floating-point weights show: half the numerical rank of the Jacobian as a lower bound, without proof,
/// and no upper bound.
///
/// Trained weights are near a truth and not at it, so that no theorem applies to them; as the exact fractions that
/// they are (`FloatingNetwork.exact`) they are some other truth, nearly always a regular point.
///
/// - Throws: `ComputationStopped` as `control` demands.
public func numericalLearningCoefficientBounds(
  at network: FloatingNetwork, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientBounds {
  let diagnosis = NumericalDiagnosis(
    of: network, tolerance: nil, radius: 1, seed: seed, control: control)
  if let stop = diagnosis.stop { throw stop }
  let reason =
    "half the numerical rank of J (floating-point weights do not count as exact)"
  guard let diagnosed = diagnosis.rank, let rank = diagnosed.rank else {
    let evidence =
      diagnosis.rank?.evidence
      ?? .numerical(detail: "the numerical rank was not computed", tolerance: 0)
    return LearningCoefficientBounds(
      lower: [
        LearningCoefficientBound(
          0, multiplicity: nil,
          reason:
            "0, the numerical rank is not decided (floating-point weights do not count as exact)",
          evidence: evidence)
      ], upper: [])
  }
  return LearningCoefficientBounds(
    lower: [
      LearningCoefficientBound(
        Rational(rank) / 2, multiplicity: nil, reason: reason, evidence: diagnosed.evidence)
    ], upper: [])
}

/// The local learning coefficient of K = Σ g² at a rational point where the polynomials g vanish, exactly or
/// with bounds, by the rules for ideals.
///
///     let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
///     let cusp = try learningCoefficientBounds(of: [ring.parse("x^2 - y^3")], at: [0, 0])
///
/// - Parameter generators: The polynomials, of one ring; at least one that is not zero, else traps. A generator
///   that does not vanish at the point traps.
/// - Parameter point: A coordinate for each variable.
/// - Parameter seed: Fixes the orders of monomials that are tried.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped.sizeLimit` if the ideal is too large at the point, or as `control` demands.
public func learningCoefficientBounds(
  of generators: [Polynomial<RationalField>], at point: [Rational], seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientBounds {
  let nonzero = generators.filter { !$0.isZero }
  require(!nonzero.isEmpty, "an ideal without nonzero generators")
  let ring = nonzero[0].ring
  for generator in nonzero {
    require(generator.ring == ring, "generators of different rings: \(ring) and \(generator.ring)")
    require(
      point.count == ring.variableCount && generator.evaluate(at: point).isZero,
      "the generator \(generator) does not vanish at the point")
  }
  guard var ideal = try LocalIdeal(nonzero, ring: ring, at: point, control: control) else {
    throw .sizeLimit(
      what: "the number of terms of the ideal at the point", needed: "larger",
      limit: LocalIdeal.largestTermCount)
  }
  try ideal.simplify(control: control)
  let bounds = try ideal.bounds(seed: seed, control: control)
  let trivial = LearningCoefficientBound(
    Rational(ring.variableCount) / 2, multiplicity: 1, reason: "half the number of variables")
  return LearningCoefficientBounds(
    lower: [bounds.lower].compactMap { $0 }, upper: [bounds.upper, trivial].compactMap { $0 })
}
