import Computation
import ExactArithmetic
import Polynomials

/// The number of distinct real roots of a polynomial in one variable, by Sturm's theorem.
///
/// - Parameter variable: The only variable that occurs; another one traps.
func realRootCount(of polynomial: Polynomial<RationalField>, variable: Int) -> Int {
  var coefficients = [Rational](repeating: 0, count: (polynomial.degree(in: variable) ?? 0) + 1)
  for term in polynomial.terms {
    let degree = term.exponents[variable]
    require(
      term.exponents.reduce(0, +) == degree,
      "real roots of \(polynomial), which has other variables")
    coefficients[degree] = term.coefficient
  }
  return coefficients.count > 1 ? SturmChain(coefficients: coefficients).rootCount : 0
}
