/// Independent, identically distributed inputs of a population loss.
public enum InputDistribution: String, Hashable, Sendable, CaseIterable {
  /// Standard normal inputs.
  case gaussian
  /// Inputs uniform in [−1, 1].
  case uniform

  /// The coefficient b_k > 0 of the recurrence x p_{k−1} = b_k p_k + b_{k−1} p_{k−2} of the orthonormal
  /// polynomials: Hermite or Legendre.
  func recurrenceCoefficient(_ k: Int) -> Double {
    let k = Double(k)
    switch self {
    case .gaussian: return k.squareRoot()
    case .uniform: return k / (4 * k * k - 1).squareRoot()
    }
  }

  /// A number above every root of the polynomial of degree n.
  func rootBound(_ n: Int) -> Double {
    switch self {
    case .gaussian: 2 * Double(n).squareRoot() + 1
    case .uniform: 1
    }
  }

  /// E x^k of one input.
  func moment(_ k: Int) -> Double {
    if !k.isMultiple(of: 2) { return 0 }
    switch self {
    case .gaussian: return stride(from: 1, to: k, by: 2).reduce(1) { $0 * Double($1) }
    case .uniform: return 1 / Double(k + 1)
    }
  }
}
