import Computation

/// What is known of a learning coefficient: a proven lower and a proven upper bound, in the order of
/// `LearningCoefficient`.
public struct LearningCoefficientInterval: Hashable, Sendable {
  /// The value is not more singular than this.
  public let lower: LearningCoefficient
  /// The value is not less singular than this.
  public let upper: LearningCoefficient

  /// The interval between two bounds; traps for bounds in the wrong order, since then one of them is wrong.
  public init(lower: LearningCoefficient, upper: LearningCoefficient) {
    require(lower <= upper, "contradicting bounds \(lower) and \(upper) of a learning coefficient")
    self.lower = lower
    self.upper = upper
  }

  /// The value, if the bounds meet.
  public var exact: LearningCoefficient? { lower == upper ? lower : nil }
}
