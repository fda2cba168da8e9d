import ExactArithmetic

extension DegreeSupport {
  /// The most degrees that are added up one by one, and the most variables where they are not.
  private static var largestSum: Int { 4_096 }

  /// The number of monomials of these degrees in `variables` ≥ 1 variables.
  ///
  /// A progression with more than 4,096 degrees in more than 1,024 variables counts all degrees.
  ///
  /// - Complexity: up to 4,096 binomial coefficients of up to min(degree, variables) factors.
  package func monomialCount(variables: Int) -> Integer {
    let n = Integer(variables)
    switch self {
    case .homogeneous(let degree): return binomial(n - 1, plus: Integer(degree))
    case .upTo(let degree): return binomial(n, plus: Integer(degree))
    case .degrees(let degrees):
      return degrees.reduce(0) { $0 + binomial(n - 1, plus: Integer($1)) }
    case .progression(let lowest, let step, let degree):
      let last = (degree - lowest) / step
      if step == 1 {
        let all = binomial(n, plus: Integer(degree))
        return lowest == 0 ? all : all - binomial(n, plus: Integer(lowest - 1))
      }
      if last < Self.largestSum {
        return (0...last).reduce(0) { $0 + binomial(n - 1, plus: Integer(lowest + $1 * step)) }
      }
      guard variables <= 1_024 else { return binomial(n, plus: Integer(degree)) }
      return progressionSum(variables: variables, lowest: lowest, step: step, count: last + 1)
    }
  }
}

/// Σ C(d + n − 1, n − 1) over d = lowest, lowest + step, …, `count` of them: a sum of values of a polynomial
/// of degree n − 1, hence Σ_j (Δ^j P)(0)·C(count, j + 1) (Newton).
private func progressionSum(variables: Int, lowest: Int, step: Int, count: Int) -> Integer {
  var differences = (0..<variables).map {
    binomial(Integer(variables - 1), plus: Integer(lowest) + Integer($0) * Integer(step))
  }
  var sum: Integer = 0
  for j in 0..<variables {
    sum += differences[0] * binomial(Integer(j + 1), plus: Integer(count - j - 1))
    differences = zip(differences.dropFirst(), differences).map { $0 - $1 }
  }
  return sum
}
