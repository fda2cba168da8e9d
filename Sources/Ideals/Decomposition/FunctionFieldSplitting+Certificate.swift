import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension FunctionFieldSplitting {
  /// The reason why the extension is a field, if specialisations of the independent variables give one.
  ///
  /// `isSeparable` tells whether some linear form generates some fibre, or whether
  /// there was no fibre to look at.
  ///
  /// Let ℓ be a linear form and χ the characteristic polynomial of multiplication by ℓ on the quotient,
  /// monic of degree D over the ring k[u] localised at the leading coefficients, a normal domain. If χ
  /// is irreducible then the quotient, of dimension D over k(u), is the field k(u)[ℓ]. A specialisation
  /// (of u, and over ℚ also modulo a prime) whose minimal polynomial has degree D has χ's image as that
  /// polynomial; the degrees of its factors restrict those of factors of χ.
  func certificate(
    _ extended: FunctionFieldExtension<C>, _ random: inout RandomSource
  ) throws(ComputationStopped) -> (reason: String?, isSeparable: Bool) {
    let independentCount = extended.ring.variableCount - extended.dependentCount
    let weights = (0..<extended.dependentCount).map { _ in Int(random.next(below: 41)) - 20 }
    var pattern = IrreducibilityPattern(degree: extended.degree)
    var fibres = 0
    var generated = 0
    // Over ℚ a rational fibre decides soon afterwards; over a prime field there is nothing else.
    let trials = ideal.ring.characteristic == 0 ? 6 : 8 + min(extended.degree, 16)
    for trial in 0..<trials {
      let field = ideal.ring.coefficients.residueField(trial: trial)
      let point = (0..<independentCount).map { _ in random.next(below: field.modulus) }
      let coefficients = ideal.ring.coefficients
      guard
        let degrees = try factorDegrees(
          extended, over: field, at: point, weights,
          image: { coefficients.residue(of: $0, in: field) })
      else { continue }
      fibres += 1
      if degrees.isEmpty { continue }
      generated += 1
      pattern.observe(degrees)
      if pattern.provesIrreducible {
        return (reason(extended, "factor degrees of \(generated) fibres modulo primes"), true)
      }
    }
    let isSeparable = fibres == 0 || generated > 0
    guard ideal.ring.characteristic == 0, generated > 0 else { return (nil, isSeparable) }
    for _ in 0..<2 {
      let field = ideal.ring.coefficients
      let point = (0..<independentCount).map { _ in field(Int(random.next(below: 199)) - 99) }
      guard
        let degrees = try factorDegrees(
          extended, over: field, at: point, weights, image: { $0 })
      else { continue }
      if degrees.isEmpty { continue }
      pattern.observe(degrees)
      if pattern.provesIrreducible {
        return (reason(extended, "the factors of a rational fibre"), true)
      }
    }
    return (nil, isSeparable)
  }

  func reason(_ extended: FunctionFieldExtension<C>, _ how: String) -> String {
    "a linear form generates the function field extension of degree \(extended.degree): "
      + "its characteristic polynomial is irreducible by \(how)"
  }

  /// The degrees of the irreducible factors of the minimal polynomial of the form in a fibre; none if
  /// that is not the characteristic polynomial, and `nil` if the fibre is not defined.
  private func factorDegrees<F: FactoringField>(
    _ extended: FunctionFieldExtension<C>, over field: F, at point: [F.Element], _ weights: [Int],
    image: (C.Element) -> F.Element?
  ) throws(ComputationStopped) -> [Int]? {
    let target = extended.fibreRing(over: field)
    guard let fibre = extended.fibre(over: target, at: point, image: image) else { return nil }
    let form = zip(weights, target.generators).reduce(target.zero) { $0 + $1.0 * $1.1 }
    let minimal = try fibre.minimalPolynomial(of: form, control: control)
    guard minimal.count == extended.degree + 1 else { return [] }
    let line = PolynomialRing(trusted: field, variables: ["T"], order: .lexicographic)
    let polynomial = line.polynomial(terms: minimal.enumerated().map { ($1, [$0]) })
    return try polynomial.factorization(control: control).factors.flatMap { factor in
      Array(repeating: factor.base.totalDegree ?? 0, count: factor.exponent)
    }
  }
}
