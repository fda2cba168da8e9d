import ExactArithmetic

/// The learning coefficient λ of a germ of K ≥ 0 with its multiplicity m: ∫ K^z φ dw has its largest pole at −λ,
/// of order m, and vol{K ≤ ε} ~ c ε^λ (log 1/ε)^(m−1).
///
/// In the convention that a regular model with N parameters has λ = N/2, over the real numbers. Values are ordered
/// by how singular they are: (λ, m) < (λ', m') if λ < λ', or λ = λ' and m > m'. If K ≤ C·K' near the point, then the
/// value of K is at most that of K'.
public struct LearningCoefficient: Hashable, Sendable {
  /// λ, at least 0.
  public let lambda: Rational
  /// m, at least 1.
  public let multiplicity: Int

  /// The value (λ, m).
  public init(_ lambda: Rational, multiplicity: Int) {
    self.lambda = lambda
    self.multiplicity = multiplicity
  }
}

extension LearningCoefficient: Comparable {
  /// Whether the first is more singular than the second.
  public static func < (a: Self, b: Self) -> Bool {
    a.lambda != b.lambda ? a.lambda < b.lambda : a.multiplicity > b.multiplicity
  }
}

extension LearningCoefficient: CustomStringConvertible {
  /// Such as `(3/2, 1)`.
  public var description: String { "(\(lambda), \(multiplicity))" }
}
