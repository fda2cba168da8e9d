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
  guard coefficients.count > 1 else { return 0 }
  // Each list begins with the constant term.
  let derivative = coefficients.indices.dropFirst().map { coefficients[$0] * Rational($0) }
  var chain = [coefficients, derivative]
  while let last = chain.last, last.count > 1 {
    var rest = chain[chain.count - 2]
    while rest.count >= last.count {
      let factor = rest[rest.count - 1] / last[last.count - 1]
      for i in last.indices {
        let position = rest.count - last.count + i
        rest[position] = rest[position] - factor * last[i]
      }
      rest.removeLast()
    }
    while rest.last?.isZero == true { rest.removeLast() }
    if rest.isEmpty { break }
    chain.append(rest.map { -$0 })
  }
  func changes(_ signs: [Int]) -> Int { zip(signs, signs.dropFirst()).filter { $0 != $1 }.count }
  let right = chain.map { $0[$0.count - 1].signum }
  let left = chain.map {
    $0.count.isMultiple(of: 2) ? -$0[$0.count - 1].signum : $0[$0.count - 1].signum
  }
  return changes(left) - changes(right)
}
