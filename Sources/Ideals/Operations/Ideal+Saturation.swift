import AlgebraicStructures
import Computation
import Polynomials

extension Ideal where Coefficients: GroebnerField {
  /// The saturation I : f^∞ of all g with fⁿ·g in I for some n; the whole ring for f = 0.
  ///
  /// A variable is divided out of a Groebner basis of the homogenised generators in which it comes last;
  /// another f is inverted by a further variable t, which is eliminated from I + (1 − t·f).
  /// - SeeAlso: Eisenbud, *Commutative Algebra*, proposition 15.12; Cox, Little, O'Shea, ch. 4 §4.
  public func saturated(
    by f: Polynomial<Coefficients>, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Ideal {
    require(f.ring == ring, "the saturation of an ideal of \(ring) by a polynomial of \(f.ring)")
    if f.isZero { return Ideal(ring: ring, generators: [ring.one]) }
    if f.constantValue != nil { return self }
    if f.termCount == 1 {
      var result = self
      for variable in f.support { result = try result.saturated(byVariable: variable, control) }
      return result
    }
    return try eliminatingAuxiliary(control: control) { t, inclusion in
      generators.map { inclusion($0) } + [1 - t * inclusion(f)]
    }
  }

  /// The saturation I : J^∞ of all g with g·Jⁿ inside I for some n: the intersection of the saturations
  /// by generators of J; the whole ring for J = 0.
  public func saturated(
    by other: Ideal, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Ideal {
    try intersection(overGeneratorsOf: other, control) { f throws(ComputationStopped) in
      try saturated(by: f, control: control)
    }
  }

  private func saturated(
    byVariable variable: Int, _ control: ComputationControl
  ) throws(ComputationStopped) -> Ideal {
    let others = (0..<ring.variableCount).filter { $0 != variable }
    let names = others.map { ring.variables[$0] }
    let affine = PolynomialRing(
      trusted: ring.coefficients, variables: names + [ring.variables[variable]],
      order: .degreeReverseLexicographic)
    let isHomogeneous = generators.allSatisfy(\.isHomogeneous)
    let graded = isHomogeneous ? affine : affine.homogenising()
    let toAffine = VariableMap(from: ring, to: affine)
    let forms = generators.map { generator in
      isHomogeneous ? toAffine(generator) : toAffine(generator).homogenised(in: graded)
    }
    let basis = try Ideal(ring: graded, generators: forms).groebnerBasis(control: control)
    let last = graded.variableCount - 1
    let quotients = basis.polynomials.map { $0.dividedByPowers(ofVariable: last) }
    let fromAffine = VariableMap(from: affine, to: ring)
    return Ideal(
      ring: ring,
      generators: quotients.map { form in
        fromAffine(isHomogeneous ? form : form.dehomogenised(in: affine))
      })
  }

  /// Whether some power of `f` lies in the ideal: whether I + (1 − t·f) is the whole ring.
  public func radicalContains(
    _ f: Polynomial<Coefficients>, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    require(f.ring == ring, "a polynomial of \(f.ring) and the radical of an ideal of \(ring)")
    if f.isZero { return true }
    let graded = ring.changing(order: .degreeReverseLexicographic)
    let larger = PolynomialRing(
      trusted: ring.coefficients, variables: graded.adjoining(["t"]).variables,
      order: .degreeReverseLexicographic)
    let inclusion = VariableMap(from: ring, to: larger)
    let ideal = Ideal(
      ring: larger,
      generators: generators.map { inclusion($0) } + [1 - larger.variable(0) * inclusion(f)])
    return try ideal.groebnerBasis(control: control).isUnit
  }
}

extension Polynomial {
  /// The polynomial divided by the highest power of the variable that divides it.
  func dividedByPowers(ofVariable index: Int) -> Polynomial {
    let least = terms.map { $0.exponents[index] }.min() ?? 0
    if least == 0 { return self }
    return ring.polynomial(
      terms: terms.map { coefficient, exponents in
        var lower = exponents
        lower[index] -= least
        return (coefficient, lower)
      })
  }
}
