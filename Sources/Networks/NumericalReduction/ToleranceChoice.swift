/// The relative distance up to which neurons count as inactive or redundant, and where it comes from.
public struct ToleranceChoice: Hashable, Sendable {
  /// Where a tolerance comes from.
  public enum Reason: Hashable, Sendable {
    /// The caller gave it.
    case given
    /// It is the geometric mean of two neighbours among the distances that lie far apart: everything up to
    /// `below` counts as zero, everything from `above` on does not.
    case gap(below: Double, above: Double)
    /// No distances are separated by a gap: only what the precision cannot tell from zero counts.
    case precision
  }

  /// The tolerance.
  public let value: Double
  /// Its origin.
  public let reason: Reason

  /// A tolerance of the caller's choice.
  public init(given value: Double) {
    self.value = value
    reason = .given
  }

  /// The tolerance that the distances suggest.
  ///
  /// Among the relevant distances d₁ ≤ d₂ ≤ … (`ParameterDistances.relevant`), with 1 at the end and
  /// nothing below 32 units in the last place of `type`, it takes the largest ratio d_{k+1}/d_k with
  /// d_k ≤ 0.1; a ratio of at least 30 is a gap. This is a rule of thumb, not a test of significance.
  public init(_ distances: ParameterDistances, type: FloatingPointType) {
    let floor = ToleranceChoice.floor(of: type)
    let values = distances.relevant.map { max($0, floor) } + [1]
    var best: (ratio: Double, below: Double, above: Double) = (0, 0, 0)
    for (below, above) in zip(values, values.dropFirst()) where below <= 0.1 {
      if above / below > best.ratio { best = (above / below, below, above) }
    }
    guard best.ratio >= ToleranceChoice.requiredGap else {
      value = floor
      reason = .precision
      return
    }
    value = (best.below * best.above).squareRoot()
    reason = .gap(below: best.below, above: best.above)
  }

  /// The smallest ratio of neighbouring distances that counts as a gap.
  public static let requiredGap = 30.0

  /// Relative distances that rounding alone can leave.
  static func floor(of type: FloatingPointType) -> Double { 32 * type.epsilon }
}
