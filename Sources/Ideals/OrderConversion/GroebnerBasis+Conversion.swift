import AlgebraicStructures
import ExactArithmetic
import Polynomials

extension GroebnerBasis where Coefficients == PrimeField {
  /// The reduced Groebner basis of the same ideal in another order: by linear algebra in the quotient
  /// if that has finite dimension, else computed anew from these polynomials.
  ///
  /// The result is as well known as this basis.
  public func converted(
    to order: MonomialOrder, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis {
    guard !isUnit, let standard = leadingIdeal.standardMonomials() else {
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
    guard !isUnit, let standard = leadingIdeal.standardMonomials() else {
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
