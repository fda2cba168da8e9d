import ExactArithmetic

/// The powers of t that occur in an activation, as far as they decide which functions a layer computes.
package struct ActivationExponents: Hashable, Sendable {
  /// In increasing order.
  package let list: [Int]
  /// The degree r.
  package let degree: Int

  /// The exponents of the nonzero coefficients of σ; with biases, of t^r for every σ(t) = c·(t − s)^r + d.
  ///
  /// Such a layer computes the same functions as one with t^r: s goes to its own biases, d to the next ones.
  package init(_ activation: Activation, hasBias: Bool) {
    degree = activation.degree
    if hasBias && activation.isTranslatedPower {
      list = [degree]
      return
    }
    switch activation {
    case .monomial(let degree): list = [degree]
    // He_n has every second power, down to t or 1.
    case .hermite(let degree): list = Array(stride(from: degree % 2, through: degree, by: 2))
    case .polynomial(let coefficients):
      list = coefficients.indices.filter { !coefficients[$0].isZero }
    }
  }

  /// r if σ acts as c·t^r, else `nil`.
  package var monomialDegree: Int? { list.count == 1 ? degree : nil }
}

extension Activation {
  /// Whether σ(t) = c·(t − s)^r + d for some s and d: every polynomial of degree at most two, and powers.
  var isTranslatedPower: Bool {
    if isMonomial || degree <= 2 { return true }
    if case .hermite = self { return false }
    let (coefficients, r) = (coefficients, degree)
    let leading = coefficients[r]
    let center = -coefficients[r - 1] / (Rational(r) * leading)
    // From c_r downwards: c_{k−1} of the power is c_k·(−s)·k / (r − k + 1).
    var expected = leading
    for k in (2...r).reversed() {
      expected = -(expected * center * Rational(k)) / Rational(r - k + 1)
      if coefficients[k - 1] != expected { return false }
    }
    return true
  }
}
