import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The local learning coefficient of a model on given inputs at exact parameters w*, as the truth: exact, or proven
/// bounds.
///
/// K is the sum of the squares of f_w(x_i) − f_{w*}(x_i), every input with positive weight; for a categorical loss of
/// P(f_w(x_i) − f_{w*}(x_i)) with P = identity minus averaging over the outputs, because the divergence of two softmax
/// distributions and |P(difference of logits)|² bound each other on compact sets. By these rules, each of which is a
/// proof:
/// - where the rank of the Jacobian on the data is the generic one λ = R/2, m = 1, by the constant rank theorem;
/// - rank J(w*)/2 ≤ λ ≤ N/2;
/// - the ideal of the differences, if it is not too large, is resolved as in
///   `learningCoefficient(of:at:density:plan:control:)`.
///
/// - Parameter model: The model on its data.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter generic: The generic rank of this model on these data.
/// - Parameter known: The rank at w*, if it is known already.
/// - Parameter plan: How much work the resolution may be.
/// - Parameter seed: Fixes random choices, on which no proven answer depends.
/// - Parameter control: Limits and cancellation; after a stop the result has the bounds known by then.
/// - Throws: `ComputationStopped` before anything is known.
/// - SeeAlso: S. Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009).
public func learningCoefficient<Model: PolynomialModel>(
  of model: DataModel<Model>, at weights: [Rational], genericRank generic: GenericRank,
  rank known: PointRank? = nil, plan: LearningCoefficientPlan = LearningCoefficientPlan(),
  seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientResult {
  let point: PointRank
  if let known {
    point = known
  } else {
    point = try CriticalLoci.rank(
      of: model, at: weights, includingKernel: false, seed: seed, control: control)
  }
  let half = LearningCoefficient(Rational(point.rank) / 2, multiplicity: 1)
  if point.rank >= generic.dimension {
    let bound = LearningCoefficientBound(
      half, reason: "regular point: constant rank theorem, lambda = R/2",
      evidence: generic.evidence.isProven ? point.evidence : generic.evidence)
    return LearningCoefficientResult(lower: [bound], upper: [bound])
  }
  // The rank is a proven lower bound whatever the evidence that it is not larger.
  var lower = [LearningCoefficientBound(half, reason: "rank J(w*)/2")]
  var upper = [
    LearningCoefficientBound(
      LearningCoefficient(Rational(weights.count) / 2, multiplicity: 1),
      reason: "half the number of parameters")
  ]
  guard let germ = try Germ(model, at: weights, control: control) else {
    return LearningCoefficientResult(lower: lower, upper: upper)
  }
  let resolution = germ.resolution(plan: plan, control: control)
  lower.append(resolution.lowerBound)
  upper += [resolution.upperBound].compactMap { $0 }
  return LearningCoefficientResult(
    lower: lower, upper: upper, proof: resolution.proof, stop: resolution.stop)
}

extension Germ {
  /// The largest number of terms that are expanded, and of those that are resolved.
  private static let mostTerms = (expanded: 200_000, resolved: 5_000)

  /// The germ of the values of a model on data less those at a point; `nil` if it is too large, or if no value depends
  /// on the parameters.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  init?(
    _ model: DataModel<some PolynomialModel>, at weights: [Rational], control: ComputationControl
  ) throws(ComputationStopped) {
    // A lower bound of what is expanded: a term for each parameter of a value is usual.
    guard Saturating.product(model.outputCount, model.parameterCount) <= Germ.mostTerms.expanded
    else { return nil }
    let entries: [Generator]
    do throws(ComputationStopped) {
      entries = try model.coefficients(maximumTerms: Germ.mostTerms.expanded, control: control)
        .entries
    } catch {
      guard case .sizeLimit = error else { throw error }
      return nil
    }
    guard let ring = entries.first?.ring else { return nil }
    let differences = try linearlyIndependent(
      entries.map { $0 - ring.constant($0.evaluate(at: weights)) }, control: control)
    guard differences.reduce(0, { $0 + $1.termCount }) <= Germ.mostTerms.resolved else {
      return nil
    }
    do {
      try self.init(Ideal(ring: ring, generators: differences), at: weights)
    } catch {
      return nil
    }
  }
}

/// A basis of the span of polynomials over ℚ, in echelon form by their leading terms.
private func linearlyIndependent(
  _ polynomials: [Polynomial<RationalField>], control: ComputationControl
) throws(ComputationStopped) -> [Polynomial<RationalField>] {
  var basis: [[Int]: Polynomial<RationalField>] = [:]
  for polynomial in polynomials {
    try control.checkpoint(operations: 10 * polynomial.termCount * (basis.count + 1))
    var rest = polynomial
    while let term = rest.leadingTerm {
      guard let other = basis[term.exponents] else {
        basis[term.exponents] = rest.monic
        break
      }
      rest = rest - other.scaled(by: term.coefficient)
    }
  }
  return basis.sorted { $1.key.lexicographicallyPrecedes($0.key) }.map(\.value)
}
