import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension FunctionFieldSplitting {
  /// What the minimal polynomials of some elements over the function field say.
  enum FormOutcome {
    /// As `Outcome.split`.
    case split([Polynomial<C>])
    /// The extension is a field.
    case field(reason: String)
    /// Every minimal polynomial tried is irreducible but of smaller degree than the extension.
    case undecided
  }

  /// Elements whose minimal polynomials over k(u) may decide, in the order to try them: random linear
  /// forms, the variables (they detect what is not reduced), random forms of degree two.
  ///
  /// Only the variables if the extension seems inseparable: then no element may generate it.
  func forms(
    _ extended: FunctionFieldExtension<C>, isSeparable: Bool, _ random: inout RandomSource
  ) -> [Polynomial<C>] {
    let ring = extended.ring
    let x = (0..<extended.dependentCount).map { ring.variable($0) }
    if ring.characteristic > 0 && !isSeparable { return x }
    func randomForm(_ elements: [Polynomial<C>]) -> Polynomial<C> {
      elements.reduce(ring.zero) { $0 + (Int(random.next(below: 19)) - 9) * $1 }
    }
    var forms = (0..<3).map { _ in randomForm(x) }
    forms += x
    let products = x.indices.flatMap { i in x[i...].map { x[i] * $0 } }
    for _ in 0..<4 { forms.append(randomForm(x) + randomForm(products)) }
    // In small characteristic constants do not separate points, but independent variables do.
    for u in (extended.dependentCount..<ring.variableCount).prefix(2) {
      var power = ring.one
      forms.append(
        x.reduce(ring.zero) { sum, variable in
          power *= ring.variable(u)
          return sum + power * variable
        })
    }
    return forms
  }

  /// The minimal polynomial of one form over k(u), and what its factors say.
  func eliminate(
    _ form: Polynomial<C>, _ extended: FunctionFieldExtension<C>, _ basis: GroebnerBasis<C>
  ) throws(ComputationStopped) -> FormOutcome {
    let source = extended.ring
    let count = extended.dependentCount
    let names = source.variables
    let fresh = source.adjoining(["T"]).variables[0]
    let larger = PolynomialRing(
      trusted: source.coefficients,
      variables: names.prefix(count) + [fresh] + names.dropFirst(count),
      order: .block(
        count: count, first: .degreeReverseLexicographic,
        then: .block(
          count: 1, first: .lexicographic, then: .degreeReverseLexicographic)))
    let inclusion = VariableMap(from: source, to: larger)
    let sorted = try Ideal(
      ring: larger,
      generators: extended.allElements.map { inclusion($0) }
        + [larger.variable(count) - inclusion(form)]
    ).groebnerBasis(control: control)
    let eliminated = sorted.polynomials.filter { element in
      (0..<count).allSatisfy { element.degree(in: $0) == 0 }
    }
    let degree = eliminated.compactMap { $0.degree(in: count) }.filter { $0 > 0 }.min()
    let back = VariableMap(from: source, to: ideal.ring)
    for element in eliminated where element.degree(in: count) == degree {
      let factors = try element.factorization(control: control).factors
      var images: [Polynomial<C>] = []
      for factor in factors {
        let image = factor.base.substitutingLast(form, at: count, in: source)
        images.append(back(image))
      }
      if !images.contains(where: { basis.contains($0) }) { return .split(images) }
      let main = factors.filter { ($0.base.degree(in: count) ?? 0) > 0 }
      if main.count == 1, main[0].exponent == 1, degree == extended.degree {
        return .field(
          reason: "an element generates the function field extension of degree \(extended.degree): "
            + "its minimal polynomial is irreducible")
      }
    }
    return .undecided
  }
}

extension Polynomial where Coefficients: Field {
  /// The polynomial with `value` for the variable at `position` and the other variables as those of
  /// `target`, in order.
  fileprivate func substitutingLast(
    _ value: Polynomial, at position: Int, in target: PolynomialRing<Coefficients>
  ) -> Polynomial {
    var powers: [Polynomial] = [target.one]
    var result = target.zero
    for (coefficient, exponents) in terms {
      var rest = exponents
      rest.remove(at: position)
      while powers.count <= exponents[position] { powers.append(powers[powers.count - 1] * value) }
      result += target.monomial(coefficient, exponents: rest) * powers[exponents[position]]
    }
    return result
  }
}
