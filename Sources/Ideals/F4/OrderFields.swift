import Polynomials

/// A monomial order as a list of non-negative linear functions of the exponents, compared
/// lexicographically.
///
/// A lexicographic block gives the exponents; a degree-lexicographic block the degree and the
/// exponents; a degree-reverse-lexicographic block x₁…xₖ the partial sums e₁+…+eₖ, e₁+…+eₖ₋₁, …, e₁
/// (for equal degree, a smaller eₖ is a larger e₁+…+eₖ₋₁); a weight its weighted degree.
struct OrderFields: Sendable {
  /// One linear function.
  enum Field: Sendable {
    /// The sum of the exponents in a range of variables.
    case sum(Range<Int>)
    /// Σ weights[i] · exponents[i], over all variables.
    case weighted([Int])
  }

  let variableCount: Int
  private(set) var fields: [Field] = []
  /// Whether the total degree decides first.
  let comparesDegreesFirst: Bool

  init(order: MonomialOrder, variableCount: Int) {
    self.variableCount = variableCount
    comparesDegreesFirst = order.comparesDegreesFirst
    append(order, over: 0..<variableCount)
  }

  /// The order with a further last variable that compares total degrees and then, as before, the
  /// other variables; total on monomials because the degree determines the last exponent.
  var homogenised: OrderFields {
    OrderFields(
      variableCount: variableCount + 1, fields: [.sum(0..<variableCount + 1)] + fields,
      comparesDegreesFirst: true)
  }

  private init(variableCount: Int, fields: [Field], comparesDegreesFirst: Bool) {
    self.variableCount = variableCount
    self.fields = fields
    self.comparesDegreesFirst = comparesDegreesFirst
  }

  /// The largest value of a field for exponents up to `bound`; `nil` beyond the range of `Int`.
  func largestValue(exponentBound bound: Int) -> Int? {
    var largest = 0
    for field in fields {
      let sum =
        switch field {
        case .sum(let range): range.count
        case .weighted(let weights): weights.reduce(0, +)
        }
      let (value, overflow) = sum.multipliedReportingOverflow(by: bound)
      if overflow { return nil }
      largest = max(largest, value)
    }
    return largest
  }

  private mutating func append(_ order: MonomialOrder, over range: Range<Int>) {
    switch order {
    case .lexicographic:
      for variable in range { fields.append(.sum(variable..<variable + 1)) }
    case .degreeLexicographic:
      fields.append(.sum(range))
      append(.lexicographic, over: range)
    case .degreeReverseLexicographic:
      for variable in range.reversed() { fields.append(.sum(range.lowerBound..<variable + 1)) }
    case .block(let count, let first, let then):
      append(first, over: range.lowerBound..<range.lowerBound + count)
      append(then, over: range.lowerBound + count..<range.upperBound)
    case .weighted(let weights, let then):
      var all = [Int](repeating: 0, count: variableCount)
      for (i, weight) in weights.enumerated() { all[range.lowerBound + i] = weight }
      fields.append(.weighted(all))
      append(then, over: range)
    }
  }
}
