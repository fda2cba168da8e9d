/// Convergence diagnostics of several chains of one quantity.
///
/// Sources: A. Gelman et al., *Bayesian Data Analysis* (2013), chapter 11 (split R̂); C. Geyer, *Practical
/// Markov chain Monte Carlo*, Statistical Science 7 (1992) (initial positive sequence).
struct ChainDiagnostics {
  /// R̂ of the halves of all chains: near 1 when the chains agree.
  let rHat: Double
  /// The number of independent draws that would give the same standard error.
  let effectiveSampleSize: Double

  /// Diagnostics of chains of equal length, at least 4.
  init(_ chains: [[Double]]) {
    let half = (chains.first?.count ?? 0) / 2
    let parts = chains.flatMap { [Array($0[..<half]), Array($0[half..<2 * half])] }
    let means = parts.map { mean($0) }
    let within = mean(
      zip(parts, means).map { part, m in
        part.reduce(0) { $0 + ($1 - m) * ($1 - m) } / Double(max(half - 1, 1))
      })
    let overall = mean(means)
    let between =
      means.reduce(0) { $0 + ($1 - overall) * ($1 - overall) } / Double(max(parts.count - 1, 1))
    let variance = within * Double(half - 1) / Double(max(half, 1)) + between
    rHat = within > 0 ? (variance / within).squareRoot() : 1
    var sum = -1.0
    var lag = 0
    while lag + 1 < half {
      func correlation(_ lag: Int) -> Double {
        let covariance = mean(
          zip(parts, means).map { part, m in
            (0..<half - lag).reduce(0.0) { $0 + (part[$1] - m) * (part[$1 + lag] - m) }
              / Double(half)
          })
        return variance > 0 ? 1 - (within - covariance) / variance : 0
      }
      let pair = correlation(lag) + correlation(lag + 1)
      if pair <= 0 { break }
      sum += 2 * pair
      lag += 2
    }
    let total = Double(parts.count * half)
    effectiveSampleSize = min(total, total / max(sum, 1 / max(total, 1)))
  }
}

/// The arithmetic mean; 0 of nothing.
func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}
