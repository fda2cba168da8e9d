import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The learning coefficient of K = Σ g² at a rational point where the generators g of an ideal vanish, with the density
/// Π |w_i − p_i|^h_i: exact, or proven bounds, with the proof.
///
///     let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
///     let cusp = try learningCoefficient(of: Ideal(ring.parse("x^2 - y^3")), at: [0, 0])
///     // cusp.exact is (5/12, 1)
///
/// Over the real numbers: zeros without real points do not count. Rules, each of them a theorem or a short derivation:
/// regular coordinates and factors are split off, monomial ideals are decided by a linear programme (Howald), strata are
/// split where a coefficient vanishes, and what is left is blown up with weights. The proof lists every step.
///
/// - Parameter ideal: The ideal.
/// - Parameter point: A coordinate for each variable.
/// - Parameter density: The exponents h; 0 unless given.
/// - Parameter plan: How much work the search may be; what it leaves open is between bounds.
/// - Parameter control: Limits and cancellation; after a stop the result is what was known by then.
/// - Throws: For bad input; see `LearningCoefficientError`.
/// - SeeAlso: S. Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009); S. Lin, *Ideal-theoretic
///   strategies for asymptotic approximation of marginal likelihood integrals* (2017); J. Howald, *Multiplier ideals of
///   monomial ideals* (2001).
public func learningCoefficient(
  of ideal: Ideal<RationalField>, at point: [Rational], density: [Int]? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(),
  control: ComputationControl = ComputationControl()
) throws(LearningCoefficientError) -> LearningCoefficientResult {
  let germ = try Germ(ideal, at: point, density: density)
  if plan.usesClosedForms, point.allSatisfy(\.isZero), density?.allSatisfy({ $0 == 0 }) ?? true,
    let bound = closedForm(of: ideal)
  {
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  return germ.resolution(plan: plan, control: control)
}

extension Germ {
  /// What the search finds for a germ without parameters, with what stopped it.
  func resolution(
    plan: LearningCoefficientPlan, control: ComputationControl
  ) -> LearningCoefficientResult {
    let limited = control.limited(toSteps: plan.steps)
    var search = ResolutionSearch(
      nodeLimit: plan.germs, maximumDepth: plan.depth, stepLimit: plan.steps, control: limited)
    let root = search.resolve(self, usesRestrictions: true)
    // Which of both limits it was is for the caller's control to say.
    var stop = search.stop
    if case .workLimit = stop { stop = control.pendingStop }
    guard let lower = root.lower else {
      contractViolation("a germ with a zero has no learning coefficient")
    }
    // K <= C·|w|² near a zero.
    let dimension = vanishing.reduce(0) { $0 + density[$1] + 1 }
    let trivial = LearningCoefficientBound(
      LearningCoefficient(Rational(dimension) / 2, multiplicity: 1),
      reason: "half the number of variables")
    let reason = "resolution by blow-ups"
    return LearningCoefficientResult(
      lower: [LearningCoefficientBound(lower, reason: reason)],
      upper: [trivial]
        + [root.upper.map { LearningCoefficientBound($0, reason: reason) }].compactMap { $0 },
      proof: ResolutionProof(root: root), stop: stop)
  }
}
