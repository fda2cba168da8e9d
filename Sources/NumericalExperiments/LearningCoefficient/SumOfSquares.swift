/// Σ g² of polynomials for evaluation in doubles, all terms in one row: each a coefficient and its factors, repeated as
/// often as the exponent says.
struct SumOfSquares: Sendable {
  let variableCount: Int
  /// The largest degree of a term.
  let largestDegree: Int
  private var coefficients: [Double] = []
  private var factors: [Int] = []
  /// Where the factors of a term end.
  private var factorEnds: [Int] = []
  /// Where the terms of a generator end.
  private var termEnds: [Int] = []

  /// - Parameter generators: The terms of each.
  init(variableCount: Int, generators: [[(coefficient: Double, exponents: [Int])]]) {
    self.variableCount = variableCount
    var largestDegree = 0
    for generator in generators {
      for term in generator {
        coefficients.append(term.coefficient)
        for (variable, exponent) in term.exponents.enumerated() {
          factors += Array(repeating: variable, count: exponent)
        }
        largestDegree = max(largestDegree, factors.count - (factorEnds.last ?? 0))
        factorEnds.append(factors.count)
      }
      termEnds.append(coefficients.count)
    }
    self.largestDegree = largestDegree
  }

  /// About how many multiplications a value costs.
  var work: Int { factors.count + coefficients.count }

  func value(at point: [Double]) -> Double {
    var (sum, term, factor) = (0.0, 0, 0)
    for end in termEnds {
      let value = value(to: end, &term, &factor, point)
      sum += value * value
    }
    return sum
  }

  /// The value of the generator whose terms end at `end`.
  private func value(
    to end: Int, _ term: inout Int, _ factor: inout Int, _ point: [Double]
  ) -> Double {
    var value = 0.0
    while term < end {
      var product = coefficients[term]
      let last = factorEnds[term]
      while factor < last {
        product *= point[factors[factor]]
        factor += 1
      }
      value += product
      term += 1
    }
    return value
  }

  /// The value and, in place of what was in it, the gradient.
  ///
  /// - Parameter partial: Room for `largestDegree` numbers.
  func value(
    at point: [Double], gradient: inout [Double], partial: inout [Double]
  ) -> Double {
    for i in gradient.indices { gradient[i] = 0 }
    var (sum, term, factor) = (0.0, 0, 0)
    for end in termEnds {
      let (firstTerm, firstFactor) = (term, factor)
      let value = value(to: end, &term, &factor, point)
      sum += value * value
      var start = firstFactor
      for k in firstTerm..<end {
        // Products of the factors before each one, then of those after it.
        var product = 2 * value * coefficients[k]
        for j in start..<factorEnds[k] {
          partial[j - start] = product
          product *= point[factors[j]]
        }
        var rest = 1.0
        for j in (start..<factorEnds[k]).reversed() {
          gradient[factors[j]] += partial[j - start] * rest
          rest *= point[factors[j]]
        }
        start = factorEnds[k]
      }
    }
    return sum
  }
}
