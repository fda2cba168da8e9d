import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The zero-dimensional ideal that an ideal I of k[u, x] generates over the field k(u), for a maximal
/// independent set u of variables.
///
/// A Groebner basis of I in an order that eliminates x is one of the extension over k(u).
/// - SeeAlso: Gianni, Trager, Zacharias, *Gröbner bases and primary decomposition of polynomial ideals*,
///   J. Symbolic Computation 6 (1988).
struct FunctionFieldExtension<C: GroebnerField> {
  /// The variables x first, then u.
  let ring: PolynomialRing<C>
  /// The number of variables x.
  let dependentCount: Int
  /// The Groebner basis of the ideal in the order of `ring`.
  let allElements: [Polynomial<C>]
  /// A minimal basis over k(u), as polynomials of `ring`.
  let basis: [Polynomial<C>]
  /// The exponents in x of the leading monomials of `basis` over k(u).
  let leadingMonomials: [[Int]]
  /// The leading coefficients over k(u) of `basis`, as polynomials of `ring` in u.
  let leadingCoefficients: [Polynomial<C>]
  /// The monomials in x that form a basis of the quotient over k(u).
  let standardMonomials: [[Int]]

  /// The dimension of the quotient over k(u).
  var degree: Int { standardMonomials.count }

  /// The extension of an ideal by the given independent variables; `nil` if they are not a maximal
  /// independent set.
  init?(
    of ideal: Ideal<C>, independent: [Int], control: ComputationControl
  ) throws(ComputationStopped) {
    let source = ideal.ring
    let isIndependent = Set(independent)
    let dependent = source.variables.indices.filter { !isIndependent.contains($0) }
    ring = PolynomialRing(
      trusted: source.coefficients,
      variables: (dependent + independent).map { source.variables[$0] },
      order: .elimination(first: dependent.count))
    dependentCount = dependent.count
    let sorted = try VariableMap(from: source, to: ring)(ideal).groebnerBasis(control: control)
    allElements = sorted.polynomials
    let count = dependent.count
    // Of several elements with the same leading monomial the one with the simplest coefficient.
    var best: [[Int]: (element: Polynomial<C>, coefficient: Polynomial<C>)] = [:]
    for element in sorted.polynomials {
      let coefficient = element.leadingCoefficient(overFirst: count)
      let monomial = Array((element.multidegree ?? []).prefix(count))
      if let known = best[monomial],
        (known.coefficient.totalDegree ?? 0) <= (coefficient.totalDegree ?? 0)
      {
        continue
      }
      best[monomial] = (element, coefficient)
    }
    leadingMonomials = minimalMonomials(Array(best.keys)).sorted {
      $0.lexicographicallyPrecedes($1)
    }
    basis = leadingMonomials.compactMap { best[$0]?.element }
    leadingCoefficients = leadingMonomials.compactMap { best[$0]?.coefficient }
    guard
      let monomials = MonomialIdeal(variableCount: count, generators: leadingMonomials)
        .standardMonomials(), !monomials.isEmpty
    else { return nil }
    standardMonomials = monomials
  }

  /// The irreducible factors of the leading coefficients: where none of them vanishes the basis
  /// specialises to one with the same leading monomials.
  func denominators(_ control: ComputationControl) throws(ComputationStopped) -> [Polynomial<C>] {
    var factors: [Polynomial<C>] = []
    for coefficient in leadingCoefficients where coefficient.constantValue == nil {
      for factor in try coefficient.factorization(control: control).factors
      where !factors.contains(factor.base) {
        factors.append(factor.base)
      }
    }
    return factors
  }

  /// The fibre over a point of the u-space: the basis with values for u, over another field.
  ///
  /// - Parameter image: the map of coefficients, `nil` where it is not defined.
  /// - Returns: `nil` if a leading coefficient vanishes or a coefficient has no image.
  func fibre<F: Field>(
    over target: PolynomialRing<F>, at point: [F.Element], image: (C.Element) -> F.Element?
  ) -> QuotientAlgebra<F>? {
    let field = target.coefficients
    var specialised: [Polynomial<F>] = []
    for (element, monomial) in zip(basis, leadingMonomials) {
      var terms: [(coefficient: F.Element, exponents: [Int])] = []
      for (coefficient, exponents) in element.terms {
        guard var value = image(coefficient) else { return nil }
        for (i, e) in exponents[dependentCount...].enumerated() where e > 0 {
          value = field.multiply(value, field.power(point[i], e))
        }
        terms.append((value, Array(exponents[..<dependentCount])))
      }
      guard let monic = target.polynomial(terms: terms).monic, monic.multidegree == monomial else {
        return nil
      }
      specialised.append(monic)
    }
    return QuotientAlgebra(
      ring: target, basis: specialised, standardMonomials: standardMonomials)
  }

  /// The ring of the fibres over a field: the variables x.
  func fibreRing<F: Field>(over field: F) -> PolynomialRing<F> {
    PolynomialRing<F>(
      trusted: field, variables: Array(ring.variables.prefix(dependentCount)),
      order: .degreeReverseLexicographic)
  }
}

extension Polynomial {
  /// The coefficient of the leading monomial in the first `count` variables, as a polynomial in the
  /// others; the order must compare these variables first.
  func leadingCoefficient(overFirst count: Int) -> Polynomial {
    guard let leading = multidegree?.prefix(count) else { return self }
    var result: [Term] = []
    for (coefficient, exponents) in terms {
      if exponents.prefix(count) != leading { break }
      result.append((coefficient, Array(repeating: 0, count: count) + exponents.dropFirst(count)))
    }
    return ring.polynomial(terms: result)
  }
}
