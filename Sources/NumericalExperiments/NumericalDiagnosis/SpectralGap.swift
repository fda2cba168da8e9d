import CriticalLoci
import Networks

/// Two neighbouring singular values that lie far apart.
public struct SpectralGap: Hashable, Sendable {
  /// How many singular values lie above, at least 1.
  public let index: Int
  /// The smallest of them, relative to the largest of all.
  public let above: Double
  /// The next one, relative to the largest of all.
  public let below: Double

  /// `above`/`below`; infinite if `below` is 0.
  public var ratio: Double { below > 0 ? above / below : .infinity }

  /// The largest ratio of neighbours among the first `count` of decreasing singular values; `nil` if fewer than
  /// two are given or all are zero.
  init?(largestOf singularValues: [Double], count: Int) {
    let values = singularValues.prefix(count)
    guard let largest = values.first, largest > 0, values.count > 1 else { return nil }
    var best: SpectralGap?
    for (k, (above, below)) in zip(values, values.dropFirst()).enumerated() where above > 0 {
      let gap = SpectralGap(index: k + 1, above: above / largest, below: below / largest)
      if gap.ratio > best?.ratio ?? 0 { best = gap }
    }
    guard let best else { return nil }
    self = best
  }

  private init(index: Int, above: Double, below: Double) {
    (self.index, self.above, self.below) = (index, above, below)
  }
}

extension NumericalDiagnosis {
  /// The largest gap of the singular values among those that can be nonzero, σ₁ … σ_R, where the rank is not
  /// decided; else `nil`.
  public var openGap: SpectralGap? {
    guard let spectrum, let genericRank, let rank, rank.rank == nil else { return nil }
    return SpectralGap(
      largestOf: spectrum.singularValues, count: max(genericRank.dimension, 2))
  }
}
