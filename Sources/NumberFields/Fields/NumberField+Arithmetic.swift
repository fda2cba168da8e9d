import AlgebraicStructures
import Computation
import ExactArithmetic

extension NumberField {
  /// 0.
  public var zero: NumberFieldElement { NumberFieldElement(.zero) }
  /// 1.
  public var one: NumberFieldElement { NumberFieldElement(.one) }
  /// 0.
  public var characteristic: UInt64 { 0 }

  /// a + b.
  public func add(_ a: NumberFieldElement, _ b: NumberFieldElement) -> NumberFieldElement {
    combined(a, b) { $0 + $1 }
  }

  /// a − b.
  public func subtract(_ a: NumberFieldElement, _ b: NumberFieldElement) -> NumberFieldElement {
    b.isZero ? a : combined(a, b) { $0 - $1 }
  }

  private func combined(
    _ a: NumberFieldElement, _ b: NumberFieldElement, _ combine: (Rational, Rational) -> Rational
  ) -> NumberFieldElement {
    let (x, y) = (a.coefficients, b.coefficients)
    return NumberFieldElement(
      (0..<max(x.count, y.count)).map {
        combine($0 < x.count ? x[$0] : .zero, $0 < y.count ? y[$0] : .zero)
      })
  }

  /// −a.
  public func negate(_ a: NumberFieldElement) -> NumberFieldElement {
    NumberFieldElement(a.coefficients.map { -$0 })
  }

  /// a · b: at most 2n² products of rational numbers for degree n, none for zero.
  public func multiply(
    _ a: NumberFieldElement, _ b: NumberFieldElement
  ) -> NumberFieldElement {
    let (x, y) = (a.coefficients, b.coefficients)
    if x.isEmpty || y.isEmpty { return zero }
    if x.count == 1 { return NumberFieldElement(y.map { $0 * x[0] }) }
    if y.count == 1 { return NumberFieldElement(x.map { $0 * y[0] }) }
    return NumberFieldElement(reduced(product(x, y)))
  }

  /// Whether a = 0.
  public func isZero(_ a: NumberFieldElement) -> Bool { a.isZero }

  /// The integer n.
  public func callAsFunction(_ n: Int) -> NumberFieldElement { NumberFieldElement(Rational(n)) }

  /// The integer with the given magnitude and sign.
  public func image(magnitude words: [UInt64], isNegative: Bool) -> NumberFieldElement {
    NumberFieldElement(Rational(Integer(magnitudeWords: words, isNegative: isNegative)))
  }

  /// 1/a by the extended Euclidean algorithm with the minimal polynomial, or `nil` for 0.
  public func inverse(_ a: NumberFieldElement) -> NumberFieldElement? {
    if a.isZero { return nil }
    // r ≡ t·a modulo the minimal polynomial throughout.
    var (r0, r1) = (minimalPolynomial, a.coefficients)
    var (t0, t1) = ([Rational](), [Rational.one])
    while r1.count > 1 {
      let (quotient, rest) = divided(r0, by: r1)
      (r0, r1) = (r1, rest)
      (t0, t1) = (t1, difference(t0, product(quotient, t1)))
    }
    guard let constant = r1.first else {
      contractViolation("\(describe(a)) divides the minimal polynomial of \(self)")
    }
    return NumberFieldElement(reduced(t1.map { $0 / constant }))
  }

  /// The remainder by the minimal polynomial.
  func reduced(_ coefficients: [Rational]) -> [Rational] {
    guard coefficients.count > degree else { return coefficients }
    var rest = coefficients
    for k in (degree..<rest.count).reversed() {
      let leading = rest.removeLast()
      if leading.isZero { continue }
      for (i, c) in reduction.enumerated() where !c.isZero {
        rest[k - degree + i] += leading * c
      }
    }
    return rest
  }
}

private func product(_ x: [Rational], _ y: [Rational]) -> [Rational] {
  if x.isEmpty || y.isEmpty { return [] }
  var result = [Rational](repeating: .zero, count: x.count + y.count - 1)
  for (i, u) in x.enumerated() where !u.isZero {
    for (j, v) in y.enumerated() where !v.isZero { result[i + j] += u * v }
  }
  return result
}

private func difference(_ x: [Rational], _ y: [Rational]) -> [Rational] {
  (0..<max(x.count, y.count)).map {
    ($0 < x.count ? x[$0] : .zero) - ($0 < y.count ? y[$0] : .zero)
  }
}

/// Quotient and remainder, which has no zero at the end; the divisor has none either.
private func divided(
  _ dividend: [Rational], by divisor: [Rational]
) -> (quotient: [Rational], rest: [Rational]) {
  var rest = dividend
  var quotient = [Rational](repeating: .zero, count: max(0, rest.count - divisor.count + 1))
  while rest.count >= divisor.count {
    let factor = rest[rest.count - 1] / divisor[divisor.count - 1]
    let shift = rest.count - divisor.count
    quotient[shift] = factor
    for i in divisor.indices { rest[shift + i] = rest[shift + i] - factor * divisor[i] }
    rest.removeLast()
    while rest.last?.isZero == true { rest.removeLast() }
  }
  return (quotient, rest)
}
