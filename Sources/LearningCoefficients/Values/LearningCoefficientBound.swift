import Computation

/// One bound of a learning coefficient in the order of `LearningCoefficient`, with the argument that gives it.
public struct LearningCoefficientBound: Hashable, Sendable {
  /// The bound of λ and m together: from below a pair that is at least as singular, from above one that is at most as
  /// singular.
  public let value: LearningCoefficient
  /// The argument, in plain words.
  public let reason: String
  /// The argument in a few words, for tables.
  public let shortReason: String
  /// How it is known.
  public let evidence: Evidence

  /// A bound, proven unless other evidence is given.
  ///
  /// `shortReason`: The reason itself, unless one is given.
  init(
    _ value: LearningCoefficient, reason: String, shortReason: String? = nil,
    evidence: Evidence? = nil
  ) {
    self.value = value
    self.reason = reason
    self.shortReason = shortReason ?? reason
    self.evidence = evidence ?? .proven(detail: reason)
  }
}
