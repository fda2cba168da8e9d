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
    if hasBias, [.power, .linear].contains(ActivationSymmetry(activation).kind) {
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
