import ExactArithmetic
import Polynomials

/// How a system writes polynomials: its variable names, operators and fractions.
struct ExpressionStyle {
  let variables: [String]
  var power = "^"
  /// The text of a coefficient that is no integer.
  var fraction: (Rational) -> String = { "\($0.numerator)/\($0.denominator)" }
  /// The text of a whole polynomial that is a constant, from the text of that number: a system may
  /// not take a plain number for an element of the ring.
  var constant: (String) -> String = { $0 }

  /// The text of a polynomial in the order of its terms; `0` for none.
  func text(_ polynomial: Polynomial<RationalField>) -> String {
    var text = ""
    for (value, exponents) in polynomial.terms {
      let monomial = monomialText(exponents)
      let magnitude = value.signum < 0 ? -value : value
      if text.isEmpty {
        text += value.signum < 0 ? "-" : ""
      } else {
        text += value.signum < 0 ? " - " : " + "
      }
      if monomial.isEmpty {
        text += coefficientText(magnitude)
      } else if magnitude == 1 {
        text += monomial
      } else {
        text += coefficientText(magnitude) + "*" + monomial
      }
    }
    return polynomial.constantValue == nil ? text : constant(text.isEmpty ? "0" : text)
  }

  private func coefficientText(_ value: Rational) -> String {
    value.isInteger ? value.numerator.description : fraction(value)
  }

  private func monomialText(_ exponents: [Int]) -> String {
    var factors: [String] = []
    for (variable, exponent) in zip(variables, exponents) where exponent > 0 {
      factors.append(exponent == 1 ? variable : "\(variable)\(power)\(exponent)")
    }
    return factors.joined(separator: "*")
  }
}
