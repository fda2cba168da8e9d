import AlgebraicStructures
import Computation

extension Polynomial: CustomStringConvertible {
  /// The terms in decreasing order, as `3*x^2*y - 1/2*x + 1`; `0` for the zero polynomial.
  ///
  /// `PolynomialRing.parse` reads it back.
  public var description: String {
    let names = ring.variables
    return joinedTerms(
      monomial: { exponents in
        // Bases of many thousand terms are printed: no lists in between.
        var text = ""
        for (i, e) in exponents.enumerated() where e != 0 {
          if !text.isEmpty { text += "*" }
          text += names[i]
          if e != 1 {
            text += "^"
            text += String(e)
          }
        }
        return text
      },
      coefficient: { ring.coefficients.describe($0) }, times: "*", brackets: ("(", ")"))
  }

  /// Joins the terms with signs; coefficients that are sums get brackets, coefficients ±1 vanish.
  func joinedTerms(
    monomial: ([Int]) -> String, coefficient: (Coefficients.Element) -> String, times: String,
    brackets: (String, String)
  ) -> String {
    if isZero { return "0" }
    var text = ""
    for index in 0..<termCount {
      let term = term(index)
      var factor = coefficient(term.coefficient)
      var isNegative = false
      if isSum(factor) {
        factor = brackets.0 + factor + brackets.1
      } else if factor.hasPrefix("-") {
        isNegative = true
        factor.removeFirst()
      }
      let product = monomial(term.exponents)
      if text.isEmpty {
        if isNegative { text += "-" }
      } else {
        text += isNegative ? " - " : " + "
      }
      if product.isEmpty {
        text += factor
      } else if factor == "1" {
        text += product
      } else {
        text += factor + times + product
      }
    }
    return text
  }
}

/// Whether the text of a coefficient has a sign after its first character.
private func isSum(_ text: String) -> Bool {
  text.utf8.dropFirst().contains { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }
}
