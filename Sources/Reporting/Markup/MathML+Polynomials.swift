import ExactArithmetic
import Polynomials

extension MathML {
  /// A polynomial in the order of its terms.
  static func polynomial(_ polynomial: Polynomial<RationalField>) -> Markup {
    polynomial.isZero ? number("0") : row(signedTerms(polynomial))
  }

  /// A polynomial as formulas of one term each, between which a line can break.
  static func breakable(_ polynomial: Polynomial<RationalField>) -> Markup {
    guard polynomial.termCount > 3 else { return formula(self.polynomial(polynomial)) }
    return .joined(signedTerms(polynomial).map { formula($0) }, separator: " ")
  }

  private static func signedTerms(_ polynomial: Polynomial<RationalField>) -> [Markup] {
    let names = polynomial.ring.variables
    return polynomial.terms.enumerated().map { index, term in
      let isNegative = term.coefficient.signum < 0
      var parts: [Markup] = []
      if isNegative {
        parts.append(symbol("−", isInfix: index > 0))
      } else if index > 0 {
        parts.append(symbol("+", isInfix: true))
      }
      let size = isNegative ? -term.coefficient : term.coefficient
      let isConstant = term.exponents.allSatisfy { $0 == 0 }
      if isConstant || size != 1 { parts.append(magnitude(size)) }
      if !isConstant { parts.append(monomial(names, term.exponents)) }
      return row(parts)
    }
  }
}
