import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The local learning coefficient of a polynomial model at exact parameters, as the truth of a regression: exact, or proven
/// bounds.
///
/// As `learningCoefficient(at:genericRank:plan:seed:control:)` for networks, by the rules that hold for every model: at points
/// that are not critical λ = R/2, m = 1; the ideal of the coefficients of f_w − f_{w*} is resolved, if it is not too large;
/// rank J(w*)/2 ≤ λ ≤ N/2.
///
/// - Parameter model: The model, whose outputs are polynomials; traps for others.
/// - Parameter weights: N parameters w*.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter plan: How much work the resolution may be.
/// - Parameter seed: Fixes random choices, on which no proven answer depends.
/// - Parameter control: Limits and cancellation; after a stop the result has the bounds known by then.
/// - Throws: `ComputationStopped` before anything is known.
public func learningCoefficient(
  of model: some PolynomialModel, at weights: [Rational], genericRank known: GenericRank? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientResult {
  require(model.isPolynomial, "a learning coefficient of a model whose outputs are no polynomials")
  let generic: GenericRank
  if let known {
    generic = known
  } else {
    generic = try genericRank(of: model, seed: seed, control: control)
  }
  let point = try CriticalLoci.rank(
    of: model, at: weights, includingKernel: false, seed: seed, control: control)
  let half = LearningCoefficient(Rational(point.rank) / 2, multiplicity: 1)
  // The rank is a proven lower bound whatever the evidence that it is not larger.
  let lower = LearningCoefficientBound(half, reason: "rank J(W*)/2")
  if point.rank >= generic.dimension {
    let evidence = generic.evidence.isProven ? point.evidence : generic.evidence
    let bound = LearningCoefficientBound(
      half, reason: "regular point: constant rank theorem, lambda = R/2", evidence: evidence)
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  let trivial = LearningCoefficientBound(
    LearningCoefficient(Rational(model.parameterCount) / 2, multiplicity: 1),
    reason: "half the number of parameters")
  let ideal: Ideal<RationalField>
  do throws(ComputationStopped) {
    ideal = try model.fiberIdeal(through: weights, control: control)
  } catch {
    // Larger ideals are finished by none of the rules.
    guard case .sizeLimit = error else { throw error }
    return LearningCoefficientResult(lower: [lower], upper: [trivial])
  }
  let resolution: LearningCoefficientResult
  do throws(LearningCoefficientError) {
    resolution = try learningCoefficient(of: ideal, at: weights, plan: plan, control: control)
  } catch {
    if case .stopped(let stop) = error { throw stop }
    // The function does not depend on the parameters, or there are too many of them.
    return LearningCoefficientResult(lower: [lower], upper: [trivial])
  }
  return LearningCoefficientResult(
    lower: [lower, resolution.lowerBound],
    upper: [trivial] + [resolution.upperBound].compactMap { $0 },
    proof: resolution.proof, stop: resolution.stop)
}

extension PolynomialModel {
  /// The ideal of the coefficients of f_w − f_{w*}.
  ///
  /// - Throws: `sizeLimit` for more than 5,000 terms; what `control` demands.
  package func fiberIdeal(
    through weights: [Rational], control: ComputationControl
  ) throws(ComputationStopped) -> Ideal<RationalField> {
    let (_, entries) = try coefficients(maximumTerms: 5_000, control: control)
    let ring: PolynomialRing<RationalField>
    do {
      ring = try PolynomialRing(coefficients: RationalField(), variables: parameterNames)
    } catch {
      contractViolation("parameter names make no polynomial ring: \(error)")
    }
    return Ideal(
      ring: ring, generators: entries.map { $0 - ring.constant($0.evaluate(at: weights)) })
  }
}
