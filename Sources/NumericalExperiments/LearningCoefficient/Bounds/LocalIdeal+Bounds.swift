import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension LocalIdeal {
  /// The bounds of the rules for ideals, each the sum over the parts in separate variables and half the
  /// number of regular coordinates.
  ///
  /// - Returns: At most one bound from each side, the best of each part added up.
  /// - Throws: `ComputationStopped` as `control` demands.
  func bounds(
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> (
    lower: LearningCoefficientBound?, upper: LearningCoefficientBound?
  ) {
    var (lower, upper): ([LearningCoefficientBound?], [LearningCoefficientBound?]) = ([], [])
    for component in components {
      let part = try LocalIdeal.bounds(of: component, in: self, seed: seed, control: control)
      lower.append(
        best(part.lower) {
          $0.lambda > $1.lambda
        } preferring: {
          $0 < $1
        })
      upper.append(
        best(part.upper) {
          $0.lambda < $1.lambda
        } preferring: {
          $0 > $1
        })
    }
    return (total(lower), total(upper))
  }

  private static func bounds(
    of component: [Generator], in ideal: LocalIdeal, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> (
    lower: [LearningCoefficientBound], upper: [LearningCoefficientBound]
  ) {
    var part = ideal
    (part.generators, part.regularCount) = (component, 0)
    let terms = try MonomialBounds.upper(component, control: control)
    var upper = [terms?.bound].compactMap { $0 }
    var lower = [try MonomialBounds.subideal(component, control: control)].compactMap { $0 }
    if component.contains(where: { $0.termCount > 1 }) {
      let weights = terms?.weights ?? Array(repeating: 1, count: ideal.ring.variableCount)
      if let bound = try MonomialBounds.initial(
        part, weights: weights, seed: seed, control: control)
      {
        lower.append(bound)
      }
    }
    if component.count == 1, component[0].termCount > 1 {
      if let bound = PrincipalBounds.signChange(of: component[0], seed: seed) {
        upper.append(bound)
      }
      if let bound = PrincipalBounds.quadraticPart(of: component[0]) { lower.append(bound) }
    }
    return (lower, upper)
  }

  /// The best bound; of equal ones that which says more of m.
  private func best(
    _ bounds: [LearningCoefficientBound],
    _ isBetter: (LearningCoefficientBound, LearningCoefficientBound) -> Bool,
    preferring isSharper: (Int, Int) -> Bool
  ) -> LearningCoefficientBound? {
    bounds.reduce(nil) { best, bound in
      guard let best else { return bound }
      if best.lambda != bound.lambda { return isBetter(bound, best) ? bound : best }
      guard let new = bound.multiplicity else { return best }
      return best.multiplicity.map { isSharper(new, $0) } ?? true ? bound : best
    }
  }

  /// ρ/2 and the sum of the parts; λ's add, and so does m − 1.
  private func total(_ parts: [LearningCoefficientBound?]) -> LearningCoefficientBound? {
    var lambda = Rational(regularCount) / 2
    var multiplicity: Int? = 1
    var reasons: [String] = []
    for part in parts {
      guard let part else { return nil }
      lambda = lambda + part.lambda
      if let m = part.multiplicity, let sum = multiplicity {
        multiplicity = sum + m - 1
      } else {
        multiplicity = nil
      }
      if !reasons.contains(part.reason) { reasons.append(part.reason) }
    }
    if regularCount > 0 {
      reasons.insert(
        "\(regularCount) regular coordinate" + (regularCount == 1 ? "" : "s"), at: 0)
    }
    return LearningCoefficientBound(
      lambda, multiplicity: multiplicity, reason: reasons.joined(separator: " and "))
  }
}
