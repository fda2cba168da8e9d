import Computation
import ExactArithmetic

extension NumberField {
  /// The numbers n for which cyclotomic fields are made.
  public static let cyclotomicOrders = 1...1000

  /// The cyclotomic field ℚ(ζ) with ζ = exp(2πi/n) as its generator; it has no real place.
  ///
  /// - Throws: `NumberFieldError` for an n out of range or a degree φ(n) above `largestDegree`.
  public static func cyclotomic(
    _ n: Int, generator: String = "a"
  ) throws(NumberFieldError) -> NumberField {
    let polynomial = try cyclotomicPolynomial(n).map { Rational($0) }
    try check(polynomial, "the cyclotomic polynomial of \(n)", generator)
    return NumberField(generator, polynomial, nil, cosineOrder: nil)
  }

  /// The real field ℚ(cos 2π/n) with a = 2 cos 2π/n, an algebraic integer, as its generator.
  ///
  /// - Throws: `NumberFieldError` for an n out of range or a degree φ(n)/2 above `largestDegree`.
  /// - Complexity: the cyclotomic polynomials of all divisors of n; all real roots are isolated.
  public static func realCyclotomic(
    _ n: Int, generator: String = "a"
  ) throws(NumberFieldError) -> NumberField {
    let cyclotomic = try cyclotomicPolynomial(n)
    var polynomial: [Rational]
    if n <= 2 {
      polynomial = [n == 1 ? -2 : 2, 1]
    } else {
      // Φ_n = t^h Ψ_n(t + 1/t): the coefficients of t^j + 1/t^j = C_j(t + 1/t).
      let half = (cyclotomic.count - 1) / 2
      polynomial = [Rational(cyclotomic[half])]
      for j in 1...half {
        let dickson = dicksonPolynomial(j)
        polynomial += Array(repeating: .zero, count: max(0, dickson.count - polynomial.count))
        for (k, c) in dickson.enumerated() {
          polynomial[k] += Rational(cyclotomic[half + j]) * Rational(c)
        }
      }
    }
    try check(polynomial, "the minimal polynomial of 2 cos 2π/\(n)", generator)
    // The conjugates are 2 cos 2πk/n for k prime to n.
    guard let root = RealRoot.all(of: polynomial).last else {
      contractViolation("2 cos 2π/\(n) is no real root of its minimal polynomial")
    }
    return NumberField(generator, polynomial, root, cosineOrder: n)
  }

  /// cos 2πk/n in a field made by `realCyclotomic(n)`; `nil` in other fields.
  ///
  /// With n divisible by 4 these are the sines as well: sin 2πk/n = cos 2π(k − n/4)/n.
  public func cosine(_ k: Int) -> NumberFieldElement? {
    guard let n = cosineOrder else { return nil }
    let index = (k % n + n) % n
    // C_0 = 2, C_1 = a, C_{k+1} = a·C_k − C_{k−1}.
    var (previous, current) = (generator, self(2))
    for _ in 0..<min(index, n - index) {
      (previous, current) = (current, subtract(multiply(generator, current), previous))
    }
    return multiply(current, NumberFieldElement(Rational(1, 2)))
  }

  private static func check(
    _ polynomial: [Rational], _ name: String, _ generator: String
  ) throws(NumberFieldError) {
    guard polynomial.count - 1 <= largestDegree else {
      throw .degree(
        polynomial: "\(name), of degree \(polynomial.count - 1),", limit: largestDegree)
    }
    guard isGeneratorName(generator) else { throw .generatorName(generator) }
  }

  /// Φ_n, constant term first: t^n − 1 divided by Φ_d for all smaller divisors d of n.
  private static func cyclotomicPolynomial(_ n: Int) throws(NumberFieldError) -> [Integer] {
    guard cyclotomicOrders.contains(n) else {
      throw .cyclotomicOrder(n, range: cyclotomicOrders)
    }
    var found: [Int: [Integer]] = [:]
    for d in 1...n where n.isMultiple(of: d) {
      var rest: [Integer] = [-1] + Array(repeating: 0, count: d - 1) + [1]
      for (divisor, factor) in found where d.isMultiple(of: divisor) {
        rest = quotient(of: rest, byMonic: factor)
      }
      found[d] = rest
    }
    return found[n] ?? []
  }
}

/// C_j with C_j(t + 1/t) = t^j + 1/t^j, constant term first.
private func dicksonPolynomial(_ j: Int) -> [Integer] {
  var (previous, current): ([Integer], [Integer]) = ([2], [0, 1])
  if j == 0 { return previous }
  for _ in 1..<j {
    var next: [Integer] = [0] + current
    for k in previous.indices { next[k] -= previous[k] }
    (previous, current) = (current, next)
  }
  return current
}

private func quotient(of dividend: [Integer], byMonic divisor: [Integer]) -> [Integer] {
  var rest = dividend
  var result = [Integer](repeating: 0, count: dividend.count - divisor.count + 1)
  for shift in result.indices.reversed() {
    let factor = rest[shift + divisor.count - 1]
    result[shift] = factor
    if factor.isZero { continue }
    for i in divisor.indices { rest[shift + i] -= factor * divisor[i] }
  }
  return result
}
