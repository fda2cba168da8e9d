import AlgebraicStructures
import Computation

extension Polynomial {
  /// The value at a point with coordinates in the coefficient ring.
  @inlinable
  public func evaluate(at point: [Coefficients.Element]) -> Coefficients.Element {
    evaluate(at: point, in: ring.coefficients) { $0 }
  }

  /// The value at a point of another ring, to which the homomorphism takes the coefficients.
  @inlinable
  public func evaluate<Target: Ring>(
    at point: [Target.Element], through homomorphism: RingHomomorphism<Coefficients, Target>
  ) -> Target.Element {
    evaluate(at: point, in: homomorphism.codomain) { homomorphism($0) }
  }

  /// f(g₁, …, gₙ) for polynomials of one ring over the same coefficients.
  ///
  /// In a ring without variables a polynomial is a constant and stays what it is.
  public func substituting(_ values: [Polynomial]) -> Polynomial {
    guard let target = values.first?.ring else {
      require(
        ring.variableCount == 0, "substituting: no values for \(ring.variableCount) variables")
      return self
    }
    require(
      target.coefficients == ring.coefficients,
      "substituting: coefficients \(target.coefficients) and \(ring.coefficients) differ")
    for value in values { target.requireSame(value.ring) }
    return evaluate(at: values, in: target) { target.constant($0) }
  }

  /// The value with the given variables replaced by coefficients; the others stay.
  public func partiallyEvaluated(_ values: [Int: Coefficients.Element]) -> Polynomial {
    for index in values.keys { ring.requireVariable(index) }
    let variables = values.keys.sorted()
    let c = ring.coefficients
    var powers = variables.map { PowerTable(ring: c, base: values[$0]!) }
    let reduced = terms.map { term in
      var exponents = term.exponents
      var coefficient = term.coefficient
      for (k, variable) in variables.enumerated() where exponents[variable] > 0 {
        coefficient = c.multiply(coefficient, powers[k].power(exponents[variable]))
        exponents[variable] = 0
      }
      return (coefficient: coefficient, exponents: exponents)
    }
    return ring.polynomial(terms: reduced)
  }

  /// Σ image(c) · Πᵢ point[i]^eᵢ over the terms, with each power computed once.
  @inlinable
  func evaluate<Target: Ring>(
    at point: [Target.Element], in target: Target,
    _ image: (Coefficients.Element) -> Target.Element
  ) -> Target.Element {
    require(
      point.count == ring.variableCount,
      "evaluate: \(point.count) coordinates for \(ring.variableCount) variables")
    let layout = layout
    var powers = point.map { PowerTable(ring: target, base: $0) }
    var sum = BalancedSum(ring: target)
    for i in 0..<termCount {
      var value = image(coefficientArray[i])
      for variable in 0..<point.count {
        let exponent = layout.exponent(variable, of: words, at: i * layout.wordCount)
        if exponent > 0 { value = target.multiply(value, powers[variable].power(exponent)) }
      }
      sum.add(value)
    }
    return sum.total
  }
}

/// The powers of one element that were asked for: small ones in an array, large ones computed anew.
@usableFromInline
struct PowerTable<R: Ring> {
  @usableFromInline let ring: R
  @usableFromInline let base: R.Element
  @usableFromInline var small: [R.Element] = []
  @inlinable static var limit: Int { 64 }

  @inlinable
  init(ring: R, base: R.Element) {
    self.ring = ring
    self.base = base
  }

  @inlinable
  mutating func power(_ n: Int) -> R.Element {
    if n == 1 { return base }
    if n > Self.limit { return ring.power(base, n) }
    if small.isEmpty { small = [ring.one, base] }
    while small.count <= n { small.append(ring.multiply(small[small.count - 1], base)) }
    return small[n]
  }
}
