/// The relative distance up to which neurons count as inactive or redundant, and where it comes from.
public struct ToleranceChoice: Hashable, Sendable {
  /// Where a tolerance comes from.
  public enum Reason: String, Hashable, Sendable {
    /// The caller gave it.
    case given
    /// It is the geometric mean of two neighbours among the distances that lie far apart.
    case gap
    /// No distances are separated by a gap: only what the precision cannot tell from zero counts.
    case precision
  }

  /// The tolerance.
  public let value: Double
  /// Its origin.
  public let reason: Reason
  /// The tolerances at which the same neurons are inactive or redundant: from the largest distance that
  /// counts as zero (at least what the precision cannot tell from zero, unless a smaller tolerance was
  /// given) to below the smallest that does not.
  public let stable: Range<Double>

  /// The tolerance `given`, at least 0, or without one that which the distances suggest.
  public init(_ given: Double?, distances: ParameterDistances, type: FloatingPointType) {
    if let given {
      self.init(given, .given, distances, type)
    } else {
      self.init(distances, type: type)
    }
  }

  /// The tolerance that the distances suggest.
  ///
  /// Among the relevant distances d₁ ≤ d₂ ≤ … (`ParameterDistances.relevant`), with 1 at the end and
  /// nothing below 32 units in the last place of `type`, a ratio d_{k+1}/d_k of at least 30 with d_k ≤ 0.1 is a
  /// gap. Of several that one counts behind which the function jumps most: an outgoing weight that is rounding
  /// error is a small contribution, but as a distance a root of it. This is a rule of thumb, not a test of
  /// significance.
  public init(_ distances: ParameterDistances, type: FloatingPointType) {
    let floor = type.roundingDistance
    let values = distances.sizes.map { (max($0.distance, floor), max($0.size, floor)) } + [(1, 1)]
    // The smallest size from each position on.
    var later = values.map(\.1)
    for k in later.indices.dropLast().reversed() { later[k] = min(later[k], later[k + 1]) }
    var best = (ratio: 0.0, below: 0.0, above: 0.0)
    var largest = floor
    for k in values.indices.dropLast() {
      let (below, above) = (values[k].0, values[k + 1].0)
      largest = max(largest, values[k].1)
      guard below <= 0.1, above >= ToleranceChoice.requiredGap * below else { continue }
      if later[k + 1] / largest > best.ratio { best = (later[k + 1] / largest, below, above) }
    }
    if best.ratio > 0 {
      self.init((best.below * best.above).squareRoot(), .gap, distances, type)
    } else {
      self.init(floor, .precision, distances, type)
    }
  }

  private init(
    _ value: Double, _ reason: Reason, _ distances: ParameterDistances, _ type: FloatingPointType
  ) {
    self.value = value
    self.reason = reason
    let below = distances.relevant.last { $0 <= value } ?? 0
    let above = distances.relevant.first { $0 > value } ?? max(1, value)
    stable = max(below, min(value, type.roundingDistance))..<above
  }

  /// The smallest ratio of neighbouring distances that counts as a gap.
  public static let requiredGap = 30.0
}
