import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension LocalIdeal {
  /// Splits off regular coordinates and replaces generators by monomials as far as the rules go.
  ///
  /// Every rule keeps the pair (λ, m) over ℝ:
  /// - a generator that is a monomial times a unit becomes the monomial, and multiples of monomials of the
  ///   ideal are dropped in all others;
  /// - a generator whose minimal terms are even in all variables and have one sign is bounded by their sum
  ///   from both sides, and so is one with a definite quadratic part that all terms vanish on twice: it
  ///   becomes these monomials;
  /// - a generator u·x + h with u(0) ≠ 0, x a variable that occurs in neither u nor h, is a regular coordinate:
  ///   x = −h/u is substituted in the others, times a power of the unit u;
  /// - generators become linear combinations of each other.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func simplify(control: ComputationControl) throws(ComputationStopped) {
    while true {
      try control.checkpoint()
      if extractMonomials() || replaceDefinite() { continue }
      if try eliminateRegularCoordinate(control: control) { continue }
      let reduced = reducedLinearly { a, b in
        let (x, y) = (a.reduce(0, +), b.reduce(0, +))
        return x != y ? x < y : MonomialOrder.lexicographic.compare(a, b) > 0
      }.generators
      if Set(reduced) == Set(generators) { return }
      generators = reduced
    }
  }

  /// Splits off regular coordinates alone: the ideal stays the same in new coordinates.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func splitRegularCoordinates(
    control: ComputationControl
  ) throws(ComputationStopped) {
    while try eliminateRegularCoordinate(control: control) {}
  }

  /// The generators in a ring of the given variables, which must be all that occur.
  func restricted(to variables: [Int]) -> [Generator] {
    let names = variables.map { ring.variables[$0] }
    do {
      let small = try PolynomialRing(coefficients: RationalField(), variables: names)
      return generators.compactMap { $0.moved(to: small) }
    } catch {
      contractViolation("the variables of a ring are refused: \(error)")
    }
  }

  /// Whether anything changed.
  private mutating func extractMonomials() -> Bool {
    var monomials: [[Int]] = []
    var others: [Generator] = []
    for generator in generators {
      // The common factor of all terms is one of them exactly for a monomial times a unit.
      let factor = generator.terms.reduce(generator.multidegree ?? []) { factor, term in
        zip(factor, term.exponents).map { min($0, $1) }
      }
      if generator.coefficient(of: factor).isZero {
        others.append(generator)
      } else {
        monomials.append(factor)
      }
    }
    monomials = LocalIdeal.minimalTerms(monomials)
    let variables = monomials.filter { $0.reduce(0, +) == 1 }
    let kept = monomials.filter { $0.reduce(0, +) > 1 }
    let rest = others.compactMap { generator in
      let terms = generator.terms.filter { term in
        !monomials.contains { LocalIdeal.divides($0, term.exponents) }
      }
      return terms.isEmpty ? nil : ring.polynomial(terms: Array(terms))
    }
    let changed = kept.map { ring.monomial(1, exponents: $0) } + rest
    if changed.count == generators.count && Set(changed) == Set(generators) { return false }
    generators = changed
    regularCount += variables.count
    return true
  }

  /// Whether anything changed.
  private mutating func replaceDefinite() -> Bool {
    for (index, generator) in generators.enumerated()
    where generator.termCount > 1 && generator.termCount <= 1_000 {
      guard let monomials = evenMonomials(generator) ?? definiteSquares(generator) else { continue }
      generators.remove(at: index)
      generators += monomials.map { ring.monomial(1, exponents: $0) }
      return true
    }
    return false
  }

  /// The minimal terms, if all are even in every variable and of one sign.
  private func evenMonomials(_ generator: Generator) -> [[Int]]? {
    let minimal = LocalIdeal.minimalTerms(generator.terms.map(\.exponents))
    let signs = Set(minimal.map { generator.coefficient(of: $0).signum })
    let isEven = minimal.allSatisfy { $0.allSatisfy { $0.isMultiple(of: 2) } }
    return isEven && signs.count == 1 ? minimal : nil
  }

  /// The squares of the variables of a definite quadratic part, if every term is at least quadratic in them.
  private func definiteSquares(_ generator: Generator) -> [[Int]]? {
    guard let form = QuadraticForm(of: generator), form.isDefinite,
      generator.terms.allSatisfy({ term in
        form.variables.reduce(0) { $0 + term.exponents[$1] } >= 2
      })
    else { return nil }
    return form.variables.map { variable in
      (0..<ring.variableCount).map { $0 == variable ? 2 : 0 }
    }
  }

  /// Whether a coordinate was found and the result stayed small.
  private mutating func eliminateRegularCoordinate(
    control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let order = generators.indices.sorted { generators[$0].termCount < generators[$1].termCount }
    for index in order {
      let generator = generators[index]
      for term in generator.terms where term.exponents.reduce(0, +) == 1 {
        guard let variable = term.exponents.firstIndex(of: 1), generator.degree(in: variable) == 1
        else { continue }
        if let rest = try eliminating(variable, index: index, control: control) {
          generators = rest
          regularCount += 1
          return true
        }
      }
    }
    return false
  }

  /// The other generators with −h/u for the variable; `nil` if they could become too large.
  private func eliminating(
    _ variable: Int, index: Int, control: ComputationControl
  ) throws(ComputationStopped) -> [Generator]? {
    var (unit, rest) = (ring.zero, ring.zero)
    for part in generators[index].collected(in: [variable]) {
      if part.exponents == [1] { unit = part.coefficient } else { rest = -part.coefficient }
    }
    let factor = Double(max(unit.termCount, rest.termCount, 1))
    var total = 0.0
    for (other, generator) in generators.enumerated() where other != index {
      total += (0..<(generator.degree(in: variable) ?? 0)).reduce(Double(generator.termCount)) {
        size, _ in size * factor
      }
    }
    guard total <= Double(LocalIdeal.largestTermCount) else { return nil }
    var result: [Generator] = []
    for (other, generator) in generators.enumerated() where other != index {
      try control.checkpoint()
      let degree = generator.degree(in: variable) ?? 0
      let parts = generator.collected(in: [variable]).map { part in
        part.coefficient * rest.power(part.exponents[0]) * unit.power(degree - part.exponents[0])
      }
      let value = ring.sum(parts)
      if !value.isZero { result.append(value) }
    }
    return result
  }
}
