import Computation

/// A fraction of independent trials with the score interval of Wilson.
public struct Proportion: Hashable, Sendable {
  /// The number of successes.
  public let successes: Int
  /// The number of trials.
  public let trials: Int
  /// The standard normal quantile of the interval.
  public let quantile: Double

  /// A proportion with an interval of 95 % confidence unless `quantile` says otherwise.
  public init(successes: Int, trials: Int, quantile: Double = 1.959963984540054) {
    require(
      0 <= successes && successes <= trials, "\(successes) successes in \(trials) trials")
    self.successes = successes
    self.trials = trials
    self.quantile = quantile
  }

  /// successes/trials; 0 without trials.
  public var value: Double { trials == 0 ? 0 : Double(successes) / Double(trials) }

  /// The interval; all of [0, 1] without trials.
  ///
  /// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*, JASA 22
  /// (1927).
  public var interval: ClosedRange<Double> {
    if trials == 0 { return 0...1 }
    let (n, z) = (Double(trials), quantile)
    let centre = (value + z * z / (2 * n)) / (1 + z * z / n)
    let half =
      z / (1 + z * z / n) * (value * (1 - value) / n + z * z / (4 * n * n)).squareRoot()
    let low = successes == 0 ? 0 : max(0, centre - half)
    let high = successes == trials ? 1 : min(1, centre + half)
    return low...high
  }
}
