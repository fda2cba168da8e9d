import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension Ideal where Coefficients: GroebnerField {
  /// Whether `f` lies in the ideal.
  ///
  /// Compute `groebnerBasis` once to ask for many polynomials.
  public func contains(
    _ f: Polynomial<Coefficients>, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    try groebnerBasis(order: .degreeReverseLexicographic, control: control).contains(f)
  }

  /// Whether the other ideal is contained in this one.
  public func contains(
    _ other: Ideal, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    requireSame(other)
    return try groebnerBasis(order: .degreeReverseLexicographic, control: control).contains(other)
  }

  /// Whether both are the same set of polynomials.
  ///
  /// Traps for different rings.
  public func isEqual(
    to other: Ideal, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    requireSame(other)
    let order = MonomialOrder.degreeReverseLexicographic
    return try groebnerBasis(order: order, control: control).polynomials
      == other.groebnerBasis(order: order, control: control).polynomials
  }

  /// Polynomials aᵢ with f = Σ aᵢ·(generator i), or `nil` if `f` does not lie in the ideal.
  ///
  /// A basis of the module spanned by the e₀·gᵢ − eᵢ in an order that puts e₀ first; the normal form of
  /// e₀·f then is Σ aᵢ eᵢ. Over ℚ that basis is not proven, since the sum itself is checked. This computes
  /// the syzygies of the generators too and so can be much slower than `contains`.
  /// - SeeAlso: Adams, Loustaunau, *An Introduction to Gröbner Bases*, ch. 3.
  public func cofactors(
    of f: Polynomial<Coefficients>, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [Polynomial<Coefficients>]? {
    require(f.ring == ring, "a polynomial of \(f.ring) and an ideal of \(ring)")
    guard try contains(f, control: control) else { return nil }
    let count = generators.count
    let base = ring.changing(order: .degreeReverseLexicographic)
    let others = base.adjoining((1...max(1, count)).map { "e\($0)" })
    // e₀ alone decides first, then the polynomial variables, then the other e.
    let larger = PolynomialRing(
      trusted: ring.coefficients,
      variables: base.adjoining(["e0"]).variables.prefix(1)
        + ring.variables + others.variables.prefix(count),
      order: .block(
        count: 1, first: .lexicographic,
        then: .block(
          count: ring.variableCount, first: .degreeReverseLexicographic,
          then: .degreeReverseLexicographic)))
    let inclusion = VariableMap(
      from: ring, to: larger, positions: ring.variables.indices.map { $0 + 1 })
    let tags =
      [larger.variable(0)] + (0..<count).map { larger.variable(ring.variableCount + 1 + $0) }
    var relations: [Polynomial<Coefficients>] = []
    for i in tags.indices { for j in i..<tags.count { relations.append(tags[i] * tags[j]) } }
    for (i, generator) in generators.enumerated() {
      relations.append(tags[0] * inclusion(generator) - tags[i + 1])
    }
    let module = Ideal(ring: larger, generators: relations)
    var plan = GroebnerPlan(for: module)
    for verification in [GroebnerVerification.probabilistic, .proven] {
      plan.verification = verification
      let basis = try module.groebnerBasis(plan: plan, control: control)
      let remainder = basis.normalForm(of: tags[0] * inclusion(f))
      var terms = Array(
        repeating: [(coefficient: Coefficients.Element, exponents: [Int])](), count: count)
      for (coefficient, exponents) in remainder.terms {
        guard let tag = exponents.suffix(count).firstIndex(of: 1) else { continue }
        let index = tag - (exponents.count - count)
        terms[index].append((coefficient, Array(exponents[1...ring.variableCount])))
      }
      let cofactors = terms.map { ring.polynomial(terms: $0) }
      // The sum is the proof; only a wrong candidate for the basis could spoil it.
      let sum = ring.sum(zip(cofactors, generators).lazy.map { $0 * $1 })
      if sum == f { return cofactors }
    }
    contractViolation("\(f) lies in \(self), but no cofactors were found")
  }
}
