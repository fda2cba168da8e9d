import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension GroebnerBasis where Coefficients: Field {
  /// Whether the quotient has finite dimension of at most `limit`.
  func isConvertible(
    upTo limit: Int, _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    if isUnit { return true }
    let leading = leadingIdeal
    // A power in the leading ideal has all smaller powers outside: no large dimension is counted.
    guard leading.hasFiniteComplement, leading.generators.allSatisfy({ ($0.max() ?? 0) <= limit })
    else { return false }
    return try leading.hilbertSeries(control: control).degree <= Integer(limit)
  }
}

extension GroebnerBasis where Coefficients: GroebnerField {
  /// The reduced Groebner basis of the same ideal in another order: by linear algebra in the quotient
  /// if that has finite dimension, else computed anew from these polynomials: there a computation that
  /// skips the degrees in which the Hilbert function shows nothing to be missing was not faster.
  ///
  /// Over ℚ the linear algebra is done modulo primes, lifted and checked exactly: the new elements lie in
  /// this ideal, and they leave as many standard monomials. So the result is as well known as this basis.
  public func converted(
    to order: MonomialOrder, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis {
    let target = ring.changing(order: order)
    if isUnit { return GroebnerBasis(ring: target, reduced: [target.one], evidence: evidence) }
    guard let standard = leadingIdeal.standardMonomials() else {
      let sorted = ideal.changing(order: order)
      let basis = try ring.coefficients.groebnerBasis(
        of: sorted, plan: GroebnerPlan(for: sorted), control: control, found: { _ in })
      return GroebnerBasis(
        ring: target, reduced: basis.polynomials,
        evidence: evidence.isProven ? basis.evidence : evidence)
    }
    let elements = try ring.coefficients.elements(
      of: self, standardMonomials: standard, convertedTo: order, control: control)
    return GroebnerBasis(ring: target, reduced: elements, evidence: evidence)
  }
}

extension PrimeField {
  /// The elements of the basis in the new order, by linear algebra in the quotient.
  public func elements(
    of basis: GroebnerBasis<PrimeField>, standardMonomials: [[Int]],
    convertedTo order: MonomialOrder, control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<PrimeField>] {
    var conversion = try ZeroDimensionalConversion(
      basis, standardMonomials: standardMonomials, to: order, control: control)
    try conversion.run(control)
    return conversion.polynomials(in: basis.ring.changing(order: order))
  }
}

extension RationalField {
  /// The elements of the basis in the new order, by linear algebra in the quotient modulo primes, lifted
  /// and checked exactly.
  public func elements(
    of basis: GroebnerBasis<RationalField>, standardMonomials: [[Int]],
    convertedTo order: MonomialOrder, control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<RationalField>] {
    var lifting = RationalConversion(
      basis: basis, standardMonomials: standardMonomials, order: order, control: control)
    return try lifting.polynomials(in: basis.ring.changing(order: order))
  }
}

extension ZeroDimensionalConversion {
  /// The new basis; elements are found by increasing leading monomial.
  func polynomials(in ring: PolynomialRing<F>) -> [Polynomial<F>] {
    elements.map { element in
      var terms: [(coefficient: F.Element, exponents: [Int])] = [
        (ring.coefficients.one, element.lead)
      ]
      for (k, c) in element.tail.enumerated() { terms.append((c, standard[k].monomial)) }
      return ring.polynomial(terms: terms)
    }
  }
}
