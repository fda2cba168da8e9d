import AlgebraicStructures
import Computation
import Ideals
import Polynomials

/// The coordinate ring of V(P) with the units inverted: representatives and normal forms.
///
/// Variables that an element c·x + r of P determines are replaced by −r/c; modulo the rest of P normal
/// forms are taken.
package struct LocalDomain<F: GroebnerField> {
  let ring: PolynomialRing<F>
  /// Replaced variables with their values, in the order of replacement; values contain no variable
  /// replaced before or by itself.
  private(set) var replaced: [(variable: Int, value: Polynomial<F>)] = []
  /// What remains of P in the other variables; `nil` if nothing does.
  private(set) var relations: GroebnerBasis<F>?
  /// Irreducible polynomials that vanish nowhere.
  private(set) var units: [Polynomial<F>] = []
  /// The evidence of a Groebner basis that is not proven, if there is one.
  private(set) var doubt: Evidence?
  private let control: ComputationControl

  /// Beyond this degree a value is not put in for its variable.
  private static var largestDegree: Int { 8 }

  /// The domain of a prime, given by a Groebner basis, where none of the `units` vanishes.
  package init(
    prime: GroebnerBasis<F>, units: [Polynomial<F>], control: ComputationControl
  ) throws(ComputationStopped) {
    ring = prime.ring
    self.control = control
    var basis = prime
    while let (element, variable) = Self.graph(in: basis) {
      try control.checkpoint()
      let value = element.solved(for: variable)
      replaced.append((variable, value))
      let rest = basis.polynomials.filter { $0 != element }.map {
        $0.substituting(value, for: variable)
      }
      basis = try Ideal(ring: ring, generators: rest).groebnerBasis(control: control)
      if !basis.evidence.isProven { doubt = basis.evidence }
    }
    if !basis.isZero { relations = basis }
    var known: Set<Polynomial<F>> = []
    for unit in units {
      for factor in try reduced(unit).factorization(control: control).factors
      where known.insert(factor.base).inserted {
        self.units.append(factor.base)
      }
    }
  }

  /// The element that determines a variable with the fewest terms, and that variable.
  private static func graph(
    in basis: GroebnerBasis<F>
  ) -> (element: Polynomial<F>, variable: Int)? {
    var best: (element: Polynomial<F>, variable: Int)?
    for element in basis.polynomials where (element.totalDegree ?? 0) <= largestDegree {
      guard best.map({ element.termCount < $0.element.termCount }) ?? true,
        let variable = element.support.first(where: { element.determines($0) })
      else { continue }
      best = (element, variable)
    }
    return best
  }

  /// The representative of a polynomial.
  func reduced(_ f: Polynomial<F>) throws(ComputationStopped) -> Polynomial<F> {
    var result = f
    for (variable, value) in replaced {
      try control.checkpoint(operations: 16 * result.termCount * value.termCount)
      result = result.substituting(value, for: variable)
    }
    return try normalForm(result)
  }

  /// The representative of a polynomial without replaced variables.
  func normalForm(_ f: Polynomial<F>) throws(ComputationStopped) -> Polynomial<F> {
    guard let relations else { return f }
    return try relations.normalForm(of: f, control)
  }

  /// Whether a representative is recognised to vanish nowhere.
  func isUnit(_ f: Polynomial<F>) throws(ComputationStopped) -> Bool {
    if f.isZero { return false }
    if f.constantValue != nil { return true }
    return try withoutUnits(f).constantValue != nil
  }

  /// The polynomial with all unit factors divided out, which must not be zero.
  func withoutUnits(_ f: Polynomial<F>) throws(ComputationStopped) -> Polynomial<F> {
    var result = f
    for unit in units {
      while result.constantValue == nil,
        let quotient = try result.dividedExactly(by: unit, control: control)
      {
        result = quotient
      }
    }
    return result
  }

  /// The distinct irreducible factors that are no units; `[]` for units.
  func factors(of f: Polynomial<F>) throws(ComputationStopped) -> [Polynomial<F>] {
    try withoutUnits(f).factorization(control: control).factors.map(\.base)
  }
}

extension Polynomial {
  /// The polynomial with `value` put in for a variable, by Horner's rule.
  func substituting(_ value: Polynomial, for variable: Int) -> Polynomial {
    guard let degree = degree(in: variable), degree > 0 else { return self }
    if value.isZero { return settingToZero([variable]) }
    var result = ring.zero
    var exponent = degree
    for (exponents, coefficient) in collected(in: [variable]) {
      for _ in exponents[0]..<exponent { result = result * value }
      exponent = exponents[0]
      result = result + coefficient
    }
    for _ in 0..<exponent { result = result * value }
    return result
  }
}
