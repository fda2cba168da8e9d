import Foundation

/// Convergence diagnostics of several chains of one quantity.
///
/// The classic formulas for halves of chains, without rank normalisation, as ArviZ has them under the names
/// `rhat(method="split")` and `ess(method="mean")`: A. Gelman et al., *Bayesian Data Analysis* (2013), chapter
/// 11; C. Geyer, *Practical Markov chain Monte Carlo*, Statistical Science 7 (1992), initial monotone
/// sequence.
package struct ChainDiagnostics {
  /// R̂ of the halves of all chains: near 1 when the chains agree.
  package let rHat: Double
  /// The number of independent draws that would give the same standard error of the mean.
  package let effectiveSampleSize: Double

  /// Diagnostics of chains of equal length, at least 8; constant chains have R̂ = 1 and as many effective
  /// draws as draws.
  package init(_ chains: [[Double]]) {
    let length = chains.first?.count ?? 0
    let half = length / 2
    // Of an odd number of draws the middle one is dropped.
    let parts = chains.flatMap { [Array($0[..<half]), Array($0[(length - half)...])] }
    let means = parts.map { mean($0) }
    let total = Double(parts.count * half)
    let within = mean(
      zip(parts, means).map { part, m in
        part.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(max(half - 1, 1))
      })
    let overall = mean(means)
    let between =
      means.reduce(0) { $0 + ($1 - overall) * ($1 - overall) } / Double(max(parts.count - 1, 1))
    let variance = within * Double(half - 1) / Double(max(half, 1)) + between
    guard within > 0, half >= 4 else {
      rHat = variance > 0 ? .infinity : 1
      effectiveSampleSize = variance > 0 ? Double(chains.count) : total
      return
    }
    rHat = (variance / within).squareRoot()
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
    let time = max(-1 + 2 * sum + max(even, 0), 1 / log10(total))
    effectiveSampleSize = total / time
  }
}
