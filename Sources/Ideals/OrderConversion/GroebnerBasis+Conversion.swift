import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension Ideal {
  /// Whether a basis in a degree order may be an easier start: there may be finitely many zeros.
  var mayProfitFromConversion: Bool {
    generators.count >= ring.variableCount
      && !OrderFields(order: ring.order, variableCount: ring.variableCount).comparesDegreesFirst
  }
}

extension GroebnerBasis where Coefficients: Field {
  /// Whether the quotient has finite dimension, small enough for linear algebra of cubic cost.
  func isConvertible(_ control: ComputationControl) throws(ComputationStopped) -> Bool {
    if isUnit { return true }
    let limit = 1500
    let leading = leadingIdeal
    // A power in the leading ideal has all smaller powers outside: no large dimension is counted.
    guard leading.hasFiniteComplement, leading.generators.allSatisfy({ ($0.max() ?? 0) <= limit })
    else { return false }
    return try leading.hilbertSeries(control: control).degree <= Integer(limit)
  }
}

extension GroebnerBasis where Coefficients == PrimeField {
  /// The reduced Groebner basis of the same ideal in another order: by linear algebra in the quotient
  /// if that has finite dimension, else computed anew from these polynomials: there a computation that
  /// skips the degrees in which the Hilbert function shows nothing to be missing was not faster.
  ///
  /// The result is as well known as this basis.
  public func converted(
    to order: MonomialOrder, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis {
    if isUnit { return GroebnerBasis(unitIn: ring.changing(order: order), evidence: evidence) }
    guard let standard = leadingIdeal.standardMonomials() else {
      let basis = try ideal.groebnerBasis(order: order, control: control)
      return GroebnerBasis(ring: basis.ring, reduced: basis.polynomials, evidence: evidence)
    }
    var conversion = try ZeroDimensionalConversion(
      self, standardMonomials: standard, to: order, control: control)
    try conversion.run(control)
    let target = ring.changing(order: order)
    return GroebnerBasis(
      ring: target, reduced: conversion.polynomials(in: target), evidence: evidence)
  }
}

extension GroebnerBasis {
  /// The basis of the whole ring.
  init(unitIn ring: PolynomialRing<Coefficients>, evidence: Evidence) {
    self.init(ring: ring, reduced: [ring.one], evidence: evidence)
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

extension GroebnerBasis where Coefficients == RationalField {
  /// The reduced Groebner basis of the same ideal in another order.
  ///
  /// If the quotient has finite dimension: by linear algebra modulo primes, lifted and then checked
  /// exactly: the new elements lie in this ideal, and they leave as many standard monomials. So the
  /// result is as well known as this basis. Otherwise the basis is computed anew.
  public func converted(
    to order: MonomialOrder, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis {
    if isUnit { return GroebnerBasis(unitIn: ring.changing(order: order), evidence: evidence) }
    guard let standard = leadingIdeal.standardMonomials() else {
      let basis = try ideal.groebnerBasis(order: order, control: control)
      return GroebnerBasis(
        ring: basis.ring, reduced: basis.polynomials,
        evidence: evidence.isProven ? basis.evidence : evidence)
    }
    var lifting = RationalConversion(
      basis: self, standardMonomials: standard, order: order, control: control)
    let target = ring.changing(order: order)
    return GroebnerBasis(
      ring: target, reduced: try lifting.polynomials(in: target), evidence: evidence)
  }
}
