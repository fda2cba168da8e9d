import Foundation

/// How fast the volume of {K ≤ ε} falls: d log V / d log ε by depth x = log(1/ε), from independent populations.
///
/// By Watanabe's theory V ~ c ε^λ (log 1/ε)^{m−1}, so the slope tends to λ, like λ − (m − 1)/(x + b) and with
/// smaller powers of ε.
struct VolumeSlopes {
  /// The middles of the intervals of x.
  let depths: [Double]
  /// The slopes by population and interval.
  let slopes: [[Double]]

  /// The number of intervals.
  static let intervalCount = 20

  /// The slopes on the depths that all populations reached, the first eighth left out; `nil` if that is a
  /// range of less than 12, where slopes say little.
  init?(_ populations: [SplittingPopulation]) {
    let low = populations.map { $0.depths.first ?? .infinity }.max() ?? 0
    let high = populations.map { $0.depths.last ?? -.infinity }.min() ?? 0
    let start = low + (high - low) / 8
    guard high - start >= 12 else { return nil }
    let count = VolumeSlopes.intervalCount
    let width = (high - start) / Double(count)
    let ends = (0...count).map { min(high, start + width * Double($0)) }
    depths = (0..<count).map { start + width * (Double($0) + 0.5) }
    slopes = populations.map { population in
      let values = ends.map { population.logVolume(at: $0) ?? .nan }
      return (0..<count).map { (values[$0] - values[$0 + 1]) / width }
    }
    guard slopes.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
  }

  /// The standard error of a mean over the populations by interval, smoothed over five intervals.
  func errors(of populations: [Int]) -> [Double] {
    let count = Double(populations.count)
    let variances = depths.indices.map { level in
      let values = populations.map { slopes[$0][level] }
      let center = mean(values)
      return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } / (count * (count - 1))
    }
    return variances.indices.map { level in
      mean(Array(variances[max(0, level - 2)...min(variances.count - 1, level + 2)]))
        .squareRoot()
    }
  }

  /// The mean slope by interval.
  func means(of populations: [Int]) -> [Double] {
    depths.indices.map { level in mean(populations.map { slopes[$0][level] }) }
  }
}
