import Computation
import CriticalLoci
import ExactArithmetic
import LinearAlgebra
import Networks
import NumberFields

/// The local learning coefficient at weights in a real number field, as far as the rank of the Jacobian tells it.
///
/// Where the rank is the generic one, λ = rank/2 and m = 1 by the constant rank theorem. Elsewhere there are proven
/// bounds only: rank J(W*)/2 from below, and from above half the number of parameters less the dimension of the orbit of W*
/// under the known scalings, on which the function does not change.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters.
/// - Parameter field: The field, with a real place; without one it traps, as λ is about real numbers.
/// - Parameter point: The rank at the weights, on the same inputs.
/// - Parameter generic: The rank at general weights on the same inputs; `nil` if it is not known.
/// - Parameter bound: A proven upper bound of the rank at general weights, which can show that the point is regular too.
/// - Returns: λ or its bounds, over ℝ.
public func learningCoefficient(
  of model: some PolynomialModel, at weights: [NumberFieldElement], over field: NumberField,
  rank point: NumberFieldPointRank, genericRank generic: GenericRank?, bound: Int = .max
) -> LearningCoefficientResult {
  require(field.isReal, "a learning coefficient over \(field), which has no real place")
  let half = LearningCoefficient(Rational(point.rank) / 2, multiplicity: 1)
  let known = generic?.dimension ?? .max
  if point.rank >= min(known, bound) {
    let isProven = point.rank >= bound || generic?.evidence.isProven ?? true
    let value = LearningCoefficientBound(
      half, reason: "regular point: constant rank theorem, lambda = R/2",
      evidence: isProven ? point.evidence : generic?.evidence)
    return LearningCoefficientResult(lower: [value], upper: [value])
  }
  let orbit = orbitDimension(of: model, at: weights)
  return LearningCoefficientResult(
    lower: [LearningCoefficientBound(half, reason: "rank J(W*)/2")],
    upper: [
      LearningCoefficientBound(
        LearningCoefficient(Rational(weights.count - orbit) / 2, multiplicity: 1),
        reason: "half the codimension of the orbit under scalings")
    ])
}

/// The dimension of the orbit under the known scalings.
private func orbitDimension(
  of model: some PolynomialModel, at weights: [NumberFieldElement]
) -> Int {
  var rows: [[Rational]] = []
  for case .scaling(let exponents) in model.symmetries {
    rows.append(
      zip(exponents, weights).map { $1.isZero ? .zero : Rational($0) })
  }
  return Matrix(ring: RationalField(), rows: rows, columnCount: weights.count).rank
}
