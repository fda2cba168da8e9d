/// Counts that stop growing at `saturated`: dimensions of polynomial spaces outgrow every machine word,
/// but only their minimum with a number of parameters matters.
package enum Saturating {
  /// Stands for every count at least this large.
  ///
  /// Sums of a few saturated counts still fit an `Int`.
  package static let saturated = Int.max >> 4

  /// a + b for counts a, b ≥ 0.
  package static func sum(_ a: Int, _ b: Int) -> Int { min(a &+ b, saturated) }

  /// a · b for counts a, b ≥ 0.
  package static func product(_ a: Int, _ b: Int) -> Int {
    let (value, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? saturated : min(value, saturated)
  }

  /// aⁿ for a, n ≥ 0.
  package static func power(_ a: Int, _ n: Int) -> Int {
    if a <= 1 { return n == 0 ? 1 : a }
    var result = 1
    for _ in 0..<n {
      result = product(result, a)
      if result == saturated { break }
    }
    return result
  }

  /// C(n, k); 0 unless 0 ≤ k ≤ n.
  package static func binomial(_ n: Int, _ k: Int) -> Int {
    guard k >= 0, n >= k else { return 0 }
    var result: UInt = 1
    for i in 0..<UInt(min(k, n - k)) {
      // result · (n − i) / (i + 1) is C(n, i + 1), hence an exact quotient.
      let (high, low) = result.multipliedFullWidth(by: UInt(n) - i)
      if high >= i + 1 { return saturated }
      result = (i + 1).dividingFullWidth((high, low)).quotient
      if result >= UInt(saturated) { return saturated }
    }
    return Int(result)
  }

  /// The number of monomials of degree exactly `degree` in `variables` ≥ 1 variables.
  package static func monomialCount(variables: Int, degree: Int) -> Int {
    binomial(sum(degree, variables - 1), variables - 1)
  }
}
