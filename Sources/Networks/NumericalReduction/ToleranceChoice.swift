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
    self.init(given, sizes: distances.sizes, type: type)
  }

  /// The tolerance `given`, or without one that which distances in increasing order suggest, each with a size.
  init(
    _ given: Double?, sizes: [(distance: Double, size: Double)], type: FloatingPointType
  ) {
    if let given {
      self.init(given, .given, sizes, type)
    } else {
      self.init(sizes: sizes, type: type)
    }
  }

  /// The tolerance that the distances suggest.
  ///
  /// **The rule.** Let d₁ ≤ d₂ ≤ … be the relevant distances (`ParameterDistances.relevant`) followed by 1, all
  /// raised to at least 32 units in the last place of `type`, and sₖ the change of the function that goes with dₖ.
  /// A place k is a gap if d_k ≤ 0.1 and d_{k+1} ≥ 30 d_k. Of all gaps the one with the largest ratio
  /// min(s_{k+1}, s_{k+2}, …) / max(s_1, …, s_k) is taken, the first one of equals, and the tolerance is
  /// √(d_k d_{k+1}). Without a gap it is 32 units in the last place.
  ///
  /// **Why.** Training that ends near a subnetwork leaves distances of the size of its error, and all others are of
  /// the size of the weights: two groups far apart, which any tolerance between them separates, so that it matters
  /// little where the gap is cut (`stable` says how far it may be moved). The sizes of changes decide between
  /// several gaps because distances alone deceive: an outgoing weight that is rounding error changes the function by
  /// as little, but the distance of its neuron is a root of that. The numbers 30 and 0.1 are conventions, chosen once
  /// and not derived from anything.
  ///
  /// **Where it fails.** It is a rule of thumb, no test of significance:
  /// - Distances that fall off evenly, each less than 30 times the next one, have no gap: nothing but rounding
  ///   counts as zero, and neurons that are nearly redundant are not found (`reason` is `precision`).
  /// - A single neuron that happens to be 30 times closer to redundant than all others makes a gap, whether or not
  ///   training moves it there: one at distance 0.01 counts as inactive or redundant if all others are above 0.3.
  /// - Of two groups of small distances, say at 10⁻⁶ and 10⁻³, only one side of one gap counts as zero: that
  ///   of the larger jump of the function.
  /// - Training that stopped early may leave its error above 0.1; then no gap below it is looked at.
  /// A conclusion that matters should be drawn at several tolerances, or from exact weights.
  public init(_ distances: ParameterDistances, type: FloatingPointType) {
    self.init(sizes: distances.sizes, type: type)
  }

  private init(sizes: [(distance: Double, size: Double)], type: FloatingPointType) {
    let floor = type.roundingDistance
    let values = sizes.map { (max($0.distance, floor), max($0.size, floor)) } + [(1, 1)]
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
      self.init((best.below * best.above).squareRoot(), .gap, sizes, type)
    } else {
      self.init(floor, .precision, sizes, type)
    }
  }

  private init(
    _ value: Double, _ reason: Reason, _ sizes: [(distance: Double, size: Double)],
    _ type: FloatingPointType
  ) {
    self.value = value
    self.reason = reason
    let below = sizes.last { $0.distance <= value }?.distance ?? 0
    let above = sizes.first { $0.distance > value }?.distance ?? max(1, value)
    stable = max(below, min(value, type.roundingDistance))..<above
  }

  /// The smallest ratio of neighbouring distances that counts as a gap.
  public static let requiredGap = 30.0
}
