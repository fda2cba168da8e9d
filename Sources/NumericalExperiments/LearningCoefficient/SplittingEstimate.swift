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

  /// The depth log(1/ε) that populations go to before the number of levels ends them: doubles carry no more where
  /// differences matter.
  private static let commonDepth = 64.0
  /// The depth at which populations end: squares are near the smallest doubles there.
  private static let largestDepth = 600.0
  /// The largest m that is fitted: with more, levels of any depth would be needed to tell them apart.
  private static let largestMultiplicity = 4
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
          commonDepth: SplittingEstimate.commonDepth + 2 * log(max(1, 1 / radius)),
          largestDepth: SplittingEstimate.largestDepth, commonLevels: options.levels,
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
    let levels = max(
      Double(center.count) / 2 * SplittingEstimate.commonDepth / log(2),
      Double(options.levels))
    return levels * Double(options.sweepsPerLevel) * Double(max(potential.work, 20))
  }

  private func summary(
    _ populations: [SplittingPopulation], particles: Int, localization: Double
  ) -> LearningCoefficientEstimate {
    var warnings: [String] = []
    let moves = populations.reduce(0) { $0 + $1.moveCount }
    let all = Array(populations.indices)
    let (wide, narrow) = (all.filter { $0.isMultiple(of: 2) }, all.filter { !$0.isMultiple(of: 2) })
    func estimate(_ lambda: Double?, _ error: Double) -> LearningCoefficientEstimate {
      var result = LearningCoefficientEstimate(
        lambda: lambda, standardError: error, warnings: warnings, sampler: .splitting,
        localization: localization, draws: moves,
        effectiveSampleSize: Double(populations.count),
        acceptance: mean(populations.map(\.acceptance)), seed: seed)
      result.volumes = volumes(wide.map { populations[$0] })
      return result
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
    let errors = slopes.errors(of: all)
    let means = slopes.means(of: all)
    let levels = slopes.depths.indices.map {
      LearningCoefficientEstimate.Level(
        inverseTemperature: exp(slopes.depths[$0]), value: means[$0], standardError: errors[$0])
    }
    let whole = ExtrapolatedLimit(
      logBetas: slopes.depths, values: slopes.slopes, errors: errors,
      largestMultiplicity: min(center.count, SplittingEstimate.largestMultiplicity))
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
    let acceptance = mean(populations.map(\.acceptance))
    if acceptance < 0.01 {
      warnings.append("fewer than one in a hundred moves are accepted: the particles hardly move")
      variance += last.value * last.value / 16
    } else if acceptance * Double(options.sweepsPerLevel) < 1, drift > 3 * driftNoise {
      // Where particles rest in some parts of {K ≤ ε} and not in others, the volume falls too fast.
      warnings.append(
        "particles move less than once between levels and the slopes rise: they may be too large")
      variance += drift * drift
    }
    var result = estimate(whole.value, variance.squareRoot())
    (result.multiplicity, result.multiplicityError) = (whole.multiplicity, whole.multiplicityError)
    (result.fits, result.model) = (whole.fits, "\(whole.model)")
    result.levels = levels
    return result
  }

  /// The mean volumes at depths that all populations reached, about one for each level.
  private func volumes(
    _ populations: [SplittingPopulation]
  ) -> [LearningCoefficientEstimate.Volume] {
    let low = populations.map { $0.depths.first ?? .infinity }.max() ?? 0
    let high = populations.map { $0.depths.last ?? -.infinity }.min() ?? 0
    let count = min(populations.map(\.depths.count).min() ?? 0, 200)
    guard high > low, count > 1 else { return [] }
    return (0..<count).map { index in
      let depth = min(high, low + (high - low) * Double(index) / Double(count - 1))
      let values = populations.map { $0.logVolume(at: depth) ?? .nan }
      let (value, error) = meanAndError(values)
      return LearningCoefficientEstimate.Volume(
        depth: depth, logVolume: value, spread: error * Double(values.count).squareRoot())
    }
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
