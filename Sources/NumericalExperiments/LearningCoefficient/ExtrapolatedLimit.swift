import Foundation

/// The limit of values that were measured by independent replicas at increasing log β, with a standard error, and the
/// multiplicity with its own.
struct ExtrapolatedLimit {
  let value: Double
  let standardError: Double
  let model: TemperatureFit.Model
  /// The mean of m over the models.
  let multiplicity: Double
  let multiplicityError: Double
  /// By m, from 1.
  let fits: [LearningCoefficientEstimate.MultiplicityFit]

  /// The models of one sample of the values, averaged with the weights exp(−BIC/2) of the Bayesian information
  /// criterion: all, and those of each m.
  private struct Average {
    var lambda = 0.0
    /// The standard deviation of λ over the models.
    var spread = 0.0
    var multiplicity = 0.0
    var multiplicitySpread = 0.0
    var model = TemperatureFit.Model.constant
    var lambdas: [Double] = []
    var deviations: [Double] = []
    var weights: [Double] = []

    init(
      _ models: [TemperatureFit.Model], logBetas: [Double], values: [Double], errors: [Double]
    ) {
      let fits = models.map {
        TemperatureFit($0, logBetas: logBetas, values: values, errors: errors)
      }
      let criteria = fits.map { $0.criterion(valueCount: values.count) }
      let least = criteria.min() ?? 0
      let relative = criteria.map { exp((least - $0) / 2) }
      let total = relative.reduce(0, +)
      for (fit, weight) in zip(fits, relative) {
        lambda += fit.lambda * weight / total
        multiplicity += Double(fit.model.multiplicity) * weight / total
      }
      for (fit, weight) in zip(fits, relative) {
        let (a, b) = (fit.lambda - lambda, Double(fit.model.multiplicity) - multiplicity)
        spread += a * a * weight / total
        multiplicitySpread += b * b * weight / total
      }
      (spread, multiplicitySpread) = (spread.squareRoot(), multiplicitySpread.squareRoot())
      model = fits[criteria.firstIndex(of: least) ?? 0].model
      for m in 1...(models.map(\.multiplicity).max() ?? 1) {
        let group = fits.indices.filter { fits[$0].model.multiplicity == m }
        // Relative to the best of the group: far from the data all weights would vanish.
        let best = group.map { criteria[$0] }.min() ?? 0
        let shares = group.map { exp((best - criteria[$0]) / 2) }
        lambdas.append(
          zip(group, shares).reduce(0) { $0 + fits[$1.0].lambda * $1.1 } / shares.reduce(0, +))
        deviations.append(group.map { fits[$0].deviation }.min() ?? 0)
        weights.append(group.reduce(0) { $0 + relative[$1] } / total)
      }
    }
  }

  /// The mean of the models of `TemperatureFit`, with the jackknife over replicas, the spread of the models and
  /// half of the `remainder`, since a limit beyond the last values rests on the models alone.
  ///
  /// - Parameter values: By replica and level.
  /// - Parameter errors: The standard errors of the means by level.
  /// - Parameter largestMultiplicity: The largest m that is fitted.
  init(logBetas: [Double], values: [[Double]], errors: [Double], largestMultiplicity: Int) {
    let models = TemperatureFit.Model.all(upTo: largestMultiplicity)
    func average(without omitted: Int?) -> Average {
      let kept = values.indices.filter { $0 != omitted }
      return Average(
        models, logBetas: logBetas,
        values: logBetas.indices.map { level in mean(kept.map { values[$0][level] }) },
        errors: errors.map { max($0, 1e-12) })
    }
    let whole = average(without: nil)
    let parts = values.indices.map { average(without: $0) }
    let count = Double(values.count)
    func jackknife(_ values: [Double]) -> Double {
      let center = mean(values)
      return values.reduce(0) { $0 + ($1 - center) * ($1 - center) } * (count - 1) / count
    }
    // The limit is not better known than the mean of the values it rests on.
    let floor = (errors.min() ?? 0) / Double(errors.count).squareRoot()
    let remaining = ExtrapolatedLimit.remainder(logBetas: logBetas, values: values)
    // Few replicas: the quantile of Student's distribution in place of 1.96.
    let few = studentFactor(freedom: values.count - 1)
    value = whole.lambda
    standardError =
      few
      * (max(jackknife(parts.map(\.lambda)), floor * floor) + whole.spread * whole.spread
      + remaining * remaining / 4).squareRoot()
    model = whole.model
    multiplicity = whole.multiplicity
    multiplicityError =
      few
      * (jackknife(parts.map(\.multiplicity)) + whole.multiplicitySpread * whole.multiplicitySpread)
      .squareRoot()
    fits = whole.lambdas.indices.map { index in
      LearningCoefficientEstimate.MultiplicityFit(
        multiplicity: index + 1, lambda: whole.lambdas[index],
        standardError: few
          * max(jackknife(parts.map { $0.lambdas[index] }), floor * floor).squareRoot(),
        deviation: whole.deviations[index], weight: whole.weights[index])
    }
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
