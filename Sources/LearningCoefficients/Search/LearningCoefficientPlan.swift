import Computation

/// How much work the search for a learning coefficient may be.
public struct LearningCoefficientPlan: Hashable, Sendable {
  /// The most germs that are looked at.
  public var germs: Int
  /// The most blow-ups and splits above each other.
  public var depth: Int
  /// The most steps of work.
  public var steps: Int

  /// Whether theorems on families of networks may decide; their results have no proof by resolution.
  public var usesClosedForms: Bool

  /// A plan; the defaults decide most ideals of networks with up to 12 parameters.
  ///
  /// - Parameter germs: At least 1, else traps.
  /// - Parameter depth: As the property.
  /// - Parameter steps: As the property.
  /// - Parameter usesClosedForms: As the property.
  public init(
    germs: Int = 5_000, depth: Int = 60, steps: Int = 3_000_000, usesClosedForms: Bool = true
  ) {
    require(germs >= 1, "a plan with \(germs) germs, expected at least 1")
    self.germs = germs
    self.depth = depth
    self.steps = steps
    self.usesClosedForms = usesClosedForms
  }
}
