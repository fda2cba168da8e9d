import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// What holds at the real zeros of a polynomial of one sign.
struct DefinitePolynomial {
  /// Polynomials that vanish at all real zeros; a constant if there are none.
  let consequences: [Polynomial<RationalField>]
  /// The proof.
  let reason: String

  /// `nil` if none of three arguments applies, which says nothing.
  ///
  /// - a sum of squares of linear forms and constants (degree two, by Lagrange's reduction);
  /// - even powers only, with coefficients of one sign;
  /// - one variable, or homogeneous in two, without real roots (trace form).
  init?(
    _ f: Polynomial<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) {
    guard let degree = f.totalDegree, degree >= 2 else { return nil }
    if degree == 2, let forms = Self.linearForms(of: f) {
      consequences = forms
      reason = "\(f) is a sum of squares up to sign"
    } else if let products = Self.evenTerms(of: f) {
      consequences = products
      reason = "\(f) has even powers and coefficients of one sign"
    } else if let variables = try Self.rootlessVariables(of: f, control: control) {
      consequences = variables
      reason = "\(f) has no real root other than zero"
    } else {
      return nil
    }
  }

  /// The linear forms whose squares add up to f or −f.
  private static func linearForms(
    of f: Polynomial<RationalField>
  ) -> [Polynomial<RationalField>]? {
    let (ring, support) = (f.ring, f.support)
    // Position 0 stands for 1.
    var matrix = [[Rational]](
      repeating: [Rational](repeating: 0, count: support.count + 1), count: support.count + 1)
    for (coefficient, exponents) in f.terms {
      var factors = support.indices.flatMap {
        [Int](repeating: $0 + 1, count: exponents[support[$0]])
      }
      while factors.count < 2 { factors.append(0) }
      let half = coefficient / 2
      matrix[factors[0]][factors[1]] = matrix[factors[0]][factors[1]] + half
      matrix[factors[1]][factors[0]] = matrix[factors[1]][factors[0]] + half
    }
    let form = SymmetricForm(matrix: matrix)
    guard form.isSemidefinite else { return nil }
    return form.squares.map { square in
      zip(support, square.form.dropFirst()).reduce(ring.constant(square.form[0])) {
        $0 + ring.variable($1.0) * ring.constant($1.1)
      }
    }
  }

  /// The products of the variables of each term.
  private static func evenTerms(of f: Polynomial<RationalField>) -> [Polynomial<RationalField>]? {
    let terms = Array(f.terms)
    guard let first = terms.first, terms.count > 1,
      terms.allSatisfy({ term in
        term.exponents.allSatisfy { $0 % 2 == 0 }
          && (term.coefficient > 0) == (first.coefficient > 0)
      })
    else { return nil }
    return terms.map { term in
      f.ring.polynomial(terms: [(Rational(1), term.exponents.map { min($0, 1) })])
    }
  }

  /// The one or two variables of f if all of them have to vanish; the constant 1 if f never does.
  private static func rootlessVariables(
    of f: Polynomial<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<RationalField>]? {
    let (ring, support) = (f.ring, f.support)
    let isForm = support.count == 2 && f.isHomogeneous
    guard support.count == 1 || isForm else { return nil }
    let single = isForm ? f.partiallyEvaluated([support[1]: 1]) : f
    // A form of smaller degree in one variable has the zero (1, 0).
    guard single.totalDegree == f.totalDegree else { return nil }
    let others = (0..<ring.variableCount).filter { $0 != support[0] }.map { ring.variable($0) }
    let basis = try Ideal(ring: ring, generators: [single] + others).groebnerBasis(control: control)
    guard let points = try TraceForm(basis, control: control),
      points.realPointCount == 0
    else { return nil }
    return isForm ? support.map { ring.variable($0) } : [ring.one]
  }
}
