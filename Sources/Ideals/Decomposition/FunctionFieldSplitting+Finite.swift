import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension FunctionFieldSplitting {
  /// The decision for an ideal of finitely many points, by minimal polynomials over the coefficient
  /// field itself: their factors split the ideal, or prove that the quotient is a field.
  func decideFinite(
    _ extended: FunctionFieldExtension<C>, _ basis: GroebnerBasis<C>,
    _ random: inout RandomSource
  ) throws(ComputationStopped) -> Outcome? {
    let field = ideal.ring.coefficients
    let target = extended.fibreRing(over: field)
    guard let algebra = extended.fibre(over: target, at: [], image: { $0 }) else { return nil }
    let line = PolynomialRing(trusted: field, variables: ["T"], order: .lexicographic)
    let toFibre = VariableMap(from: extended.ring, to: target)
    let toIdeal = VariableMap(from: target, to: ideal.ring)
    for form in forms(extended, isSeparable: true, &random).map({ toFibre($0) })
    where form.constantValue == nil {
      let coefficients = try algebra.minimalPolynomial(of: form, control: control)
      let polynomial = line.polynomial(terms: coefficients.enumerated().map { ($1, [$0]) })
      let factorization = try polynomial.factorization(control: control)
      if !factorization.isIrreducible {
        return .split(
          factorization.factors.map { factor in
            toIdeal(algebra.value(of: factor.base, at: form))
          })
      }
      if coefficients.count == extended.degree + 1 {
        return .prime(
          basis.polynomials.map { VariableMap(from: basis.ring, to: ideal.ring)($0) },
          reason: "a form generates the residue field of degree \(extended.degree): its minimal "
            + "polynomial is irreducible")
      }
    }
    return nil
  }
}

extension QuotientAlgebra {
  /// The normal form of p(element) for a polynomial p in one variable.
  func value(of p: Polynomial<F>, at element: Polynomial<F>) -> Polynomial<F> {
    var result = ring.zero
    for exponent in stride(from: p.totalDegree ?? 0, through: 0, by: -1) {
      result = (result * element).divided(by: basis).remainder
      result += ring.constant(p.coefficient(of: [exponent]))
    }
    return result
  }
}
