import Foundation

/// The limit of values that were measured by independent replicas at increasing log β, with a standard error.
struct ExtrapolatedLimit {
  let value: Double
  let standardError: Double
  let model: TemperatureFit.Model

  /// The mean of the models of `TemperatureFit`, with the jackknife over replicas, the spread of the models and
  /// half of the `remainder`, since a limit beyond the last values rests on the models alone.
  ///
  /// - Parameter values: By replica and level.
  /// - Parameter errors: The standard errors of the means by level.
  init(logBetas: [Double], values: [[Double]], errors: [Double]) {
    func fit(
      without omitted: Int?
    ) -> (lambda: Double, spread: Double, model: TemperatureFit.Model) {
      let kept = values.indices.filter { $0 != omitted }
      return TemperatureFit.averaged(
        logBetas: logBetas,
        values: logBetas.indices.map { level in mean(kept.map { values[$0][level] }) },
        errors: errors.map { max($0, 1e-12) })
    }
    let whole = fit(without: nil)
    let parts = values.indices.map { fit(without: $0).lambda }
    let center = mean(parts)
    let count = Double(values.count)
    let jackknife = parts.reduce(0) { $0 + ($1 - center) * ($1 - center) } * (count - 1) / count
    // The limit is not better known than the mean of the values it rests on.
    let floor = (errors.min() ?? 0) / Double(errors.count).squareRoot()
    let remaining = ExtrapolatedLimit.remainder(logBetas: logBetas, values: values)
    // Few replicas: the quantile of Student's distribution in place of 1.96.
    let few = studentFactor(freedom: values.count - 1)
    value = whole.lambda
    standardError =
      few
      * (max(jackknife, floor * floor) + whole.spread * whole.spread + remaining * remaining / 4)
      .squareRoot()
    model = whole.model
  }

  /// How much is missing at the last values, if they approach the limit like 1/log β: then it is the change
  /// since half of the largest log β.
  static func remainder(logBetas: [Double], values: [[Double]]) -> Double {
    let width = max(1, logBetas.count / 5)
    let half = (logBetas.last ?? 0) / 2
    let middle = logBetas.indices.min { abs(logBetas[$0] - half) < abs(logBetas[$1] - half) } ?? 0
    func level(_ range: Range<Int>) -> Double {
      mean(values.map { row in mean(Array(row[range.clamped(to: row.indices)])) })
    }
    let start = max(0, middle - width / 2)
    return level(logBetas.count - width..<logBetas.count) - level(start..<start + width)
  }
}

/// The 97.5 % quantile of Student's distribution over that of the normal one, by the expansion of Cornish and
/// Fisher to three terms; at least 3 degrees of freedom.
func studentFactor(freedom: Int) -> Double {
  let (n, z) = (Double(max(freedom, 3)), 1.959963984540054)
  let z2 = z * z
  return 1 + (z2 + 1) / (4 * n) + ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
    + (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n)
}
