import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension PolynomialModel {
  /// The ideal of f_w = f_{w*} in the ring of the parameters, by a basis of the span of the coefficients of f_w − f_{w*}; for
  /// quotients n/d of n·d* − n*·d.
  ///
  /// On data the coefficients are the values.
  ///
  /// - Parameter weights: N parameters w*.
  /// - Throws: `sizeLimit` for more than 200,000 terms to expand or 5,000 in the basis; what `control` demands.
  package func fiberIdeal(
    through weights: [Rational], control: ComputationControl
  ) throws(ComputationStopped) -> Ideal<RationalField> {
    let mostExpanded = 200_000
    let mostKept = 5_000
    // A lower bound of what is expanded: a term for each parameter of an output is usual.
    guard Saturating.product(outputCount, parameterCount) <= mostExpanded else {
      throw .sizeLimit(
        what: "the terms of the outputs", needed: "about \(outputCount) × \(parameterCount)",
        limit: mostExpanded)
    }
    let entries = try differences(from: weights, maximumTerms: mostExpanded, control: control)
    let ring: PolynomialRing<RationalField>
    do {
      ring = try PolynomialRing(coefficients: RationalField(), variables: parameterNames)
    } catch {
      contractViolation("parameter names make no polynomial ring: \(error)")
    }
    let differences = try linearlyIndependent(entries, control: control)
    let termCount = differences.reduce(0) { $0 + $1.termCount }
    guard termCount <= mostKept else {
      throw .sizeLimit(
        what: "the terms of the ideal of a fiber", needed: "\(termCount)", limit: mostKept)
    }
    return Ideal(ring: ring, generators: differences)
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
