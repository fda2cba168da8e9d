import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation

/// An estimate by several populations of splitting, half of them in a cube of a third of the size.
struct SplittingEstimate {
  let potential: Potential
  let center: [Double]
  let options: LearningCoefficientOptions
  let seed: UInt64

  /// The depth log(1/ε) at which populations end: doubles carry no more where differences matter.
  private static let largestDepth = 64.0
  /// Multiplications of one population above which there are fewer particles.
  private static let largestWork = 2e9

  init(
    _ potential: Potential, center: [Double], options: LearningCoefficientOptions, seed: UInt64
  ) {
    (self.potential, self.center, self.options, self.seed) = (potential, center, options, seed)
  }

  func run(
    threads: Int, control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientEstimate {
    let localization = options.localization(at: center)
    let random = RandomSource(seed: seed)
    let particles = particleCount
    try requireAffordable(
      workPerParticle * Double(particles) * Double(options.chains), "the estimate")
    let populations = try concurrentMap(count: options.chains, threads: threads) {
      index throws(ComputationStopped) -> SplittingPopulation in
      let radius = 1 / localization.squareRoot() / (index.isMultiple(of: 2) ? 1 : 3)
      return try SplittingPopulation(
        potential,
        task: SplittingPopulation.Task(
          center: center, radius: radius, particles: particles, sweeps: options.sweepsPerLevel,
          largestDepth: SplittingEstimate.largestDepth + 2 * log(max(1, 1 / radius)),
          relativePrecision: options.relativePrecision,
          checkInterval: max(1, min(1_000, 10_000_000 / max(potential.work, 1)))),
        random: random.split(stream: UInt64(index)), control: control)
    }
    return summary(populations, particles: particles, localization: localization)
  }

  /// The asked number, or fewer where levels times moves times the work of a value would be too much.
  private var particleCount: Int {
    max(
      min(options.drawCount, Int(SplittingEstimate.largestWork / workPerParticle)),
      min(100, options.drawCount))
  }

  /// Multiplications for one particle down to the last level, if λ is as large as it can be.
  private var workPerParticle: Double {
    let levels = Double(center.count) / 2 * SplittingEstimate.largestDepth / log(2)
    return levels * Double(options.sweepsPerLevel) * Double(max(potential.work, 20))
  }

  private func summary(
    _ populations: [SplittingPopulation], particles: Int, localization: Double
  ) -> LearningCoefficientEstimate {
    var warnings: [String] = []
    let moves = populations.reduce(0) { $0 + $1.moveCount }
    func estimate(
      _ lambda: Double?, _ error: Double, levels: [LearningCoefficientEstimate.Level] = [],
      model: String? = nil
    ) -> LearningCoefficientEstimate {
      LearningCoefficientEstimate(
        lambda: lambda, standardError: error, warnings: warnings, sampler: .splitting,
        localization: localization, draws: moves,
        effectiveSampleSize: Double(populations.count), rHat: nil,
        acceptance: mean(populations.map(\.acceptance)), exchangeAcceptance: nil, levels: levels,
        model: model, seed: seed)
    }
    if particles < min(options.drawCount, 500) {
      warnings.append(
        "only \(particles) particles: a value of K is expensive, and small populations are biased")
    }
    if populations.contains(where: \.isStuck) {
      warnings.append("withheld: particles got stuck before the last level, take more draws")
      return estimate(nil, .infinity)
    }
    guard let slopes = VolumeSlopes(populations) else {
      warnings.append(
        populations.contains(where: \.isLimitedByPrecision)
          ? "withheld: rounding of the weights ends the levels before slopes can be measured"
          : "withheld: the levels of K end before slopes can be measured")
      return estimate(nil, .infinity)
    }
    let all = Array(populations.indices)
    let errors = slopes.errors(of: all)
    let means = slopes.means(of: all)
    let levels = slopes.depths.indices.map {
      LearningCoefficientEstimate.Level(
        inverseTemperature: exp(slopes.depths[$0]), value: means[$0], standardError: errors[$0])
    }
    let (wide, narrow) = (all.filter { $0.isMultiple(of: 2) }, all.filter { !$0.isMultiple(of: 2) })
    let whole = ExtrapolatedLimit(
      logBetas: slopes.depths, values: slopes.slopes, errors: errors)
    let groups = [wide, narrow].map { group in
      let rows = group.map { slopes.slopes[$0] }
      return tail(rows)
    }
    let difference = groups[0].value - groups[1].value
    let noise =
      (groups[0].error * groups[0].error + groups[1].error * groups[1].error).squareRoot()
    // Populations of this size are biased by up to a hundredth, all in the same direction.
    let bias = 0.01 * whole.value
    var variance = whole.standardError * whole.standardError + bias * bias
    if abs(difference) > 4.5 * noise, abs(difference) > 0.03 * abs(whole.value) {
      variance += difference * difference
      warnings.append(
        "a neighbourhood of a third of the radius gives other slopes: more singular weights may be near, "
          + "try a larger localization")
    }
    let first = tail(slopes.slopes, skippingLast: slopes.depths.count / 3)
    let last = tail(slopes.slopes)
    let drift = last.value - first.value
    let driftNoise = (first.error * first.error + last.error * last.error).squareRoot()
    if abs(drift) > 3 * driftNoise, abs(drift) > 0.05 * abs(last.value) {
      variance += drift * drift / 4
      warnings.append("the slopes still move at the last levels")
    }
    if mean(populations.map(\.acceptance)) < 0.01 {
      warnings.append("fewer than one in a hundred moves are accepted: the particles hardly move")
      variance += last.value * last.value / 16
    }
    return estimate(
      whole.value, variance.squareRoot(), levels: levels, model: whole.model.rawValue)
  }

  /// The mean slope of the last third of the levels, or of the third before, with its standard error.
  private func tail(
    _ rows: [[Double]], skippingLast skipped: Int = 0
  ) -> (value: Double, error: Double) {
    let values = rows.map { row in
      let kept = row.dropLast(skipped)
      return mean(Array(kept.suffix(max(1, row.count / 3))))
    }
    return meanAndError(values)
  }
}

/// The mean of independent values and its standard error.
func meanAndError(_ values: [Double]) -> (value: Double, error: Double) {
  let center = mean(values)
  let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
  return (center, (squares / Double(values.count * (values.count - 1))).squareRoot())
}

/// Refuses work that would take hours.
///
/// - Throws: `ComputationStopped.sizeLimit`.
func requireAffordable(
  _ multiplications: Double, _ what: String
) throws(ComputationStopped) {
  let limit = 5_000_000_000_000
  if multiplications > Double(limit) {
    throw .sizeLimit(
      what: "the number of multiplications of \(what)",
      needed: numberText(multiplications, digits: 2), limit: limit)
  }
}
