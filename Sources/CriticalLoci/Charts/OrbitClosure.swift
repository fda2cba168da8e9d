import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

extension OrbitConditions<RationalField> {
  /// The ideal of the closure: the saturation of the equations by the conditions.
  ///
  /// Prime when the conditions are those of a piece and the weights are the variables of the ring: then the
  /// open set is a product of the piece with a rational variety.
  package func closure(
    in ring: PolynomialRing<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    var factors = try factors(control: control)
    if conditions.contains(where: \.isZero) {
      return GroebnerBasis(
        ring: ring, reduced: [ring.one], evidence: .proven(detail: "a condition vanishes"))
    }
    var generators: [Polynomial<RationalField>] = []
    for equation in equations {
      try control.checkpoint(steps: 1 + equation.termCount / termsPerStep)
      generators.append(try equation.removing(factors, control: control))
    }
    var ideal = Ideal(ring: ring, generators: generators)
    if ideal.generators.count > 1 {
      factors.sort { ($0.termCount, $0.totalDegree ?? 0) < ($1.termCount, $1.totalDegree ?? 0) }
      for factor in factors {
        try control.checkpoint()
        ideal = try ideal.saturated(by: factor, control: control)
      }
    }
    return try ideal.groebnerBasis(order: .degreeReverseLexicographic, control: control)
  }
}

extension OrbitConditions {
  /// The distinct irreducible factors of the conditions.
  package func factors(control: ComputationControl) throws(ComputationStopped) -> [Polynomial<F>] {
    var factors: [Polynomial<F>] = []
    for condition in conditions where !condition.isZero && condition.constantValue == nil {
      for factor in try condition.factorization(control: control).factors
      where !factors.contains(factor.base) {
        factors.append(factor.base)
      }
    }
    return factors
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The canonical polynomial without the given factors, however often they divide it.
  func removing(
    _ factors: [Polynomial], control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial {
    if isZero { return self }
    var result = self
    for factor in factors {
      while let quotient = try result.dividedExactly(by: factor, control: control) {
        result = quotient
      }
    }
    return result.canonicalAssociate
  }
}
