import Foundation

/// Convergence diagnostics of several chains of one quantity.
///
/// The formulas for halves of chains as ArviZ has them: `rhat(method="rank")` and `ess(method="bulk")` of the
/// normalised ranks, and without ranks `rhat(method="split")` and `ess(method="mean")`. A. Gelman et al., *Bayesian
/// Data Analysis* (2013), chapter 11; C. Geyer, *Practical Markov chain Monte Carlo*, Statistical Science 7 (1992),
/// initial monotone sequence; A. Vehtari, A. Gelman, D. Simpson, B. Carpenter, P.-C. Bürkner, *Rank-normalization,
/// folding, and localization*, Bayesian Analysis 16 (2021).
package struct ChainDiagnostics {
  /// R̂ of the halves of all chains: near 1 when the chains agree.
  package let rHat: Double
  /// The number of independent draws that would give the same standard error of the mean.
  package let effectiveSampleSize: Double
  /// The larger R̂ of the normalised ranks of the values, and of those of the distances to the median: it sees chains
  /// that differ in their means or in their widths, and exists for any law.
  package let rankRHat: Double
  /// The effective sample size of the normalised ranks.
  package let bulkEffectiveSampleSize: Double

  /// Diagnostics of chains of equal length, at least 8; constant chains have R̂ = 1 and as many effective
  /// draws as draws.
  package init(_ chains: [[Double]]) {
    let length = chains.first?.count ?? 0
    let half = length / 2
    // Of an odd number of draws the middle one is dropped.
    let parts = chains.flatMap { [Array($0[..<half]), Array($0[(length - half)...])] }
    let plain = HalfChains(parts)
    let ranked = HalfChains(normalizedRanks(parts))
    let center = median(parts.flatMap { $0 })
    let folded = HalfChains(normalizedRanks(parts.map { $0.map { abs($0 - center) } }))
    rHat = plain.rHat
    effectiveSampleSize = plain.effectiveSampleSize(chainCount: chains.count)
    rankRHat = max(ranked.rHat, folded.rHat)
    bulkEffectiveSampleSize = ranked.effectiveSampleSize(chainCount: chains.count)
  }
}

/// Variances between and within halves of chains.
private struct HalfChains {
  private let parts: [[Double]]
  private let means: [Double]
  private let half: Int
  /// The mean variance of a part.
  private let within: Double
  /// The variance of all draws, estimated from above while the chains differ.
  private let variance: Double

  init(_ parts: [[Double]]) {
    self.parts = parts
    half = parts.first?.count ?? 0
    let means = parts.map { mean($0) }
    self.means = means
    let divisor = Double(max(half - 1, 1))
    within = mean(
      zip(parts, means).map { part, m in
        part.reduce(0) { $0 + ($1 - m) * ($1 - m) } / divisor
      })
    let overall = mean(means)
    let between =
      means.reduce(0) { $0 + ($1 - overall) * ($1 - overall) } / Double(max(parts.count - 1, 1))
    variance = within * Double(half - 1) / Double(max(half, 1)) + between
  }

  private var isDegenerate: Bool { !(within > 0) || half < 4 }

  var rHat: Double {
    isDegenerate ? (variance > 0 ? .infinity : 1) : (variance / within).squareRoot()
  }

  func effectiveSampleSize(chainCount: Int) -> Double {
    let total = Double(parts.count * half)
    if isDegenerate { return variance > 0 ? Double(chainCount) : total }
    func correlation(_ lag: Int) -> Double {
      let covariance = mean(
        zip(parts, means).map { part, m in
          (0..<half - lag).reduce(0.0) { $0 + (part[$1] - m) * (part[$1 + lag] - m) }
            / Double(half)
        })
      return 1 - (within - covariance) / variance
    }
    // Sums of pairs of lags, while they are positive, made decreasing; of the last pair its first lag counts.
    var (even, odd) = (1.0, correlation(1))
    var (sum, pair) = (0.0, even + odd)
    var lag = 1
    while lag < half - 3, even + odd > 0 {
      sum += pair
      (even, odd) = (correlation(lag + 1), correlation(lag + 2))
      pair = min(pair, even + odd)
      lag += 2
    }
    return total / max(-1 + 2 * sum + max(even, 0), 1 / log10(total))
  }
}

/// The middle value, or the mean of the two middle ones; 0 of nothing.
private func median(_ values: [Double]) -> Double {
  if values.isEmpty { return 0 }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// Each value replaced by the normal quantile at (rank − 3/8)/(count + 1/4) for its rank among all, after Blom.
///
/// Equal values share their mean rank.
private func normalizedRanks(_ parts: [[Double]]) -> [[Double]] {
  let values = parts.flatMap { $0 }
  let order = values.indices.sorted { values[$0] < values[$1] }
  var scores = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    let rank = Double(start + 1 + end) / 2
    let score = normalQuantile((rank - 0.375) / (Double(values.count) + 0.25))
    for index in order[start..<end] { scores[index] = score }
    start = end
  }
  var offset = 0
  return parts.map { part in
    defer { offset += part.count }
    return Array(scores[offset..<offset + part.count])
  }
}

/// The quantile of the standard normal distribution at 0 < p < 1: bisection to half the digits, then Newton's method
/// on the error function.
private func normalQuantile(_ probability: Double) -> Double {
  // On the lower side, where the error function keeps its digits.
  if probability > 0.5 { return -normalQuantile(1 - probability) }
  func excess(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) - probability }
  var (low, high) = (-39.0, 0.0)
  for _ in 0..<24 {
    let middle = (low + high) / 2
    if excess(middle) < 0 { low = middle } else { high = middle }
  }
  var z = (low + high) / 2
  for _ in 0..<2 { z -= excess(z) * (2 * Double.pi).squareRoot() * exp(z * z / 2) }
  return z
}
