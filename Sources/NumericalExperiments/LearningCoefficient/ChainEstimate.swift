import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import Networks

/// An estimate by Langevin chains with replica exchange, or by Langevin or Hamiltonian chains at one temperature and
/// at a hundred times of it.
///
/// Chains of even number begin at the point, the others at a random point of the prior and are cooled: where
/// the two kinds disagree the chains have not come to rest, and the truth is taken to lie between them.
struct ChainEstimate {
  let potential: Potential
  let center: [Double]
  let options: LearningCoefficientOptions
  let seed: UInt64
  private let localization: Double

  init(
    _ potential: Potential, center: [Double], options: LearningCoefficientOptions, seed: UInt64
  ) {
    (self.potential, self.center, self.options, self.seed) = (potential, center, options, seed)
    localization = options.localization(at: center)
  }

  /// What is left of a chain.
  private struct FinishedChain: Sendable {
    /// β E[K] by level.
    var values: [Double]
    /// K and the squared distance to the point at the largest β, by draw.
    var trace: [Double]
    var distances: [Double]
    var acceptance: Double
    var exchangeAcceptance: Double?
    var leapfrog: LearningCoefficientEstimate.Leapfrog?
    /// How far half the step moves β E[K] at the largest β, and how often the chain left; `nil` for other than `psgld`.
    var preconditioned: (stepChange: Double, escapes: Int)?
  }

  func run(
    threads: Int, control: ComputationControl
  ) throws(ComputationStopped) -> LearningCoefficientEstimate {
    let betas = inverseTemperatures
    if let batchSize = options.batchSize {
      require(
        options.sampler == .psgld && potential.samples != nil && batchSize > 0,
        "batches of \(batchSize) are for psgld and a potential on data")
    }
    let steps = options.sampler == .hamiltonian ? options.leapfrogSteps : options.stepsPerDraw
    let evaluations = 1.4 * Double(options.drawCount) * Double(steps * betas.count)
    try requireAffordable(
      evaluations * Double(options.chains) * 3 * Double(potential.work), "the estimate")
    let random = RandomSource(seed: seed)
    let curvature = options.sampler == .sgld ? largestCurvature(potential, center) : 0
    let chains = try concurrentMap(count: options.chains, threads: threads) {
      index throws(ComputationStopped) -> FinishedChain in
      let source = random.split(stream: UInt64(index))
      if options.sampler == .tempering {
        return try finished(betas, isCooled: !index.isMultiple(of: 2), nil, source, control)
      }
      // The temperatures of the single-temperature samplers do not exchange.
      var result: FinishedChain?
      for (level, beta) in betas.enumerated() {
        let step =
          options.sampler == .sgld
          ? options.stepSize / (localization + beta * max(curvature, 1e-3)) : nil
        let stream = source.split(stream: UInt64(level))
        let isCooled = !index.isMultiple(of: 2)
        let chain =
          switch options.sampler {
          case .hamiltonian: try hamiltonian(beta, isCooled: isCooled, stream, control)
          case .psgld: try preconditioned(beta, isCooled: isCooled, stream, control)
          default: try finished([beta], isCooled: isCooled, step, stream, control)
          }
        let values = (result?.values ?? []) + chain.values
        result = chain
        result?.values = values
      }
      guard let result else { contractViolation("no temperatures") }
      return result
    }
    return summary(chains, betas: betas)
  }

  private func finished(
    _ betas: [Double], isCooled: Bool, _ fixedStep: Double?, _ random: RandomSource,
    _ control: ComputationControl
  ) throws(ComputationStopped) -> FinishedChain {
    var chain = TemperedChain(
      potential, center: center, betas: betas, localization: localization, fixedStep: fixedStep,
      random: random)
    let burnIn = burnIn
    if isCooled { try chain.cool(sweeps: max(burnIn / 20, 16), control: control) }
    for draw in 0..<burnIn {
      try control.checkpoint()
      chain.sweep(steps: options.stepsPerDraw, adapting: 4 * draw < 3 * burnIn)
    }
    for _ in 0..<options.drawCount {
      try control.checkpoint()
      chain.sweep(steps: options.stepsPerDraw, adapting: false)
      chain.record()
    }
    return FinishedChain(
      values: zip(betas, chain.sums).map { $0 * $1 / Double(options.drawCount) },
      trace: chain.trace, distances: chain.distances, acceptance: chain.acceptance,
      exchangeAcceptance: chain.swapsProposed > 0 ? chain.swapsAccepted / chain.swapsProposed : nil)
  }

  private var burnIn: Int { options.burnIn ?? options.drawCount / 3 }

  private func hamiltonian(
    _ beta: Double, isCooled: Bool, _ random: RandomSource, _ control: ComputationControl
  ) throws(ComputationStopped) -> FinishedChain {
    var start = center
    if isCooled {
      var chain = TemperedChain(
        potential, center: center, betas: [beta], localization: localization, fixedStep: nil,
        random: random.split(stream: 0))
      try chain.cool(sweeps: max(burnIn / 20, 16), control: control)
      start = chain.coldestPoint
    }
    var chain = HamiltonianChain(
      HamiltonianDynamics(potential, beta: beta, localization: localization, center: center),
      start: start, leapfrogSteps: options.leapfrogSteps, random: random.split(stream: 1))
    for index in 0..<burnIn {
      try control.checkpoint()
      chain.warmUp(index, of: burnIn)
    }
    chain.finishWarmUp()
    for _ in 0..<options.drawCount {
      try control.checkpoint()
      chain.draw()
    }
    return FinishedChain(
      values: [beta * mean(chain.trace)], trace: chain.trace, distances: chain.distances,
      acceptance: chain.accepted / chain.moves, exchangeAcceptance: nil,
      leapfrog: LearningCoefficientEstimate.Leapfrog(
        stepSize: chain.step, divergences: chain.divergences,
        energyError: chain.energyErrors / max(chain.moves - Double(chain.divergences), 1)))
  }

  /// A warm-up with corrected steps, which shows the scales, then half of the draws each with the step and half of it.
  private func preconditioned(
    _ beta: Double, isCooled: Bool, _ random: RandomSource, _ control: ComputationControl
  ) throws(ComputationStopped) -> FinishedChain {
    var warmUp = TemperedChain(
      potential, center: center, betas: [beta], localization: localization, fixedStep: nil,
      random: random.split(stream: 0))
    if isCooled { try warmUp.cool(sweeps: max(burnIn / 20, 16), control: control) }
    var draws: [[Double]] = []
    let interval = max(burnIn / 64, 1)
    for draw in 0..<max(burnIn, 1) {
      try control.checkpoint()
      warmUp.sweep(steps: options.stepsPerDraw, adapting: true)
      if 2 * draw >= burnIn, draw.isMultiple(of: interval) { draws.append(warmUp.coldestPoint) }
    }
    draws.append(warmUp.coldestPoint)
    let task = PreconditionedChain.Task(
      potential: potential, center: center, beta: beta, localization: localization,
      batchSize: options.batchSize)
    let steps = PreconditionedSteps(task, draws: draws, random: random.split(stream: 1))
    var chain = PreconditionedChain(
      task, start: warmUp.coldestPoint, scales: steps.scales, random: random.split(stream: 2))
    var means: [Double] = []
    let half = options.drawCount / 2
    for part in 0...1 {
      let size = options.stepSize * steps.size / (part == 0 ? 1 : 2)
      for draw in 0..<half + half / 8 {
        try control.checkpoint()
        // As much time passes between draws with half the step.
        chain.move(steps: options.stepsPerDraw * (part + 1), size: size)
        if draw >= half / 8 { chain.record() }
      }
      means.append(beta * mean(Array(chain.trace.suffix(half))))
    }
    return FinishedChain(
      values: [2 * means[1] - means[0]], trace: chain.trace, distances: chain.distances,
      acceptance: 1, exchangeAcceptance: nil,
      preconditioned: (means[1] - means[0], chain.escapes))
  }

  /// 1, 2.5, … up to the largest for replica exchange, else that and a hundredth of it.
  private var inverseTemperatures: [Double] {
    let largest = options.inverseTemperature
    guard options.sampler == .tempering, largest > 1 else { return [largest / 100, largest] }
    let count = max(2, Int((log(largest) / log(2.5)).rounded(.up)) + 1)
    return (0..<count).map { exp(log(largest) * Double($0) / Double(count - 1)) }
  }

  private func summary(
    _ chains: [FinishedChain], betas: [Double]
  ) -> LearningCoefficientEstimate {
    let levels = betas.indices.map { level in
      let (value, error) = meanAndError(chains.map { $0.values[level] })
      return LearningCoefficientEstimate.Level(
        inverseTemperature: betas[level], value: value, standardError: error)
    }
    let coldest = betas.count - 1
    var warnings: [String] = []
    var (lambda, error) = (levels[coldest].value, levels[coldest].standardError)
    error *= studentFactor(freedom: chains.count - 1)
    var model: String?
    var multiplicity: (value: Double, error: Double)?
    var fits: [LearningCoefficientEstimate.MultiplicityFit] = []
    // The upper two thirds on the logarithmic scale: lower temperatures see the prior.
    let used = Array(betas.indices.dropFirst(betas.count / 3))
    if options.sampler == .tempering, used.count >= 5 {
      let limit = ExtrapolatedLimit(
        logBetas: used.map { log(betas[$0]) },
        values: chains.map { chain in used.map { chain.values[$0] } },
        errors: used.map { levels[$0].standardError },
        largestMultiplicity: min(center.count, 3))
      (lambda, error, model) = (limit.value, limit.standardError, "\(limit.model)")
      multiplicity = (limit.multiplicity, limit.multiplicityError)
      fits = limit.fits
    }
    var variance = error * error
    variance += startVariance(chains, level: coldest, error: error, warnings: &warnings)
    variance += trendVariance(levels, betas: betas, warnings: &warnings)
    if options.sampler == .sgld {
      // Half a step too hot: K of a quadratic potential is 1/(1 − step/4) times too large.
      let bias = lambda * options.stepSize / 4
      variance += bias * bias
    }
    variance += stepVariance(chains, lambda: lambda, warnings: &warnings)
    let share = localization * mean(chains.map { mean($0.distances) }) / Double(center.count)
    if share > 0.9 {
      warnings.append(
        "the localizing term holds \(numberText(100 * share, digits: 2)) % of the parameters: the data decide "
          + "little at this inverse temperature")
    }
    let diagnostics = ChainDiagnostics(chains.map(\.trace))
    let distances = ChainDiagnostics(chains.map(\.distances))
    let rHat = max(diagnostics.rankRHat, distances.rankRHat)
    if rHat > 1.05 {
      warnings.append(
        "the chains disagree (R-hat \(numberText(rHat, digits: 3))): they have not come "
          + "to rest, take more draws or the sampler splitting")
      variance += lambda * lambda / 16
    }
    let leapfrog = leapfrog(chains)
    if let leapfrog, leapfrog.divergences > 0 {
      warnings.append(
        "\(leapfrog.divergences) moves lost their energy: there are places that the step size is too large for"
      )
    }
    var result = LearningCoefficientEstimate(
      lambda: lambda, standardError: variance.squareRoot(), warnings: warnings,
      sampler: options.sampler, localization: localization,
      draws: options.drawCount * options.chains,
      effectiveSampleSize: diagnostics.effectiveSampleSize,
      acceptance: mean(chains.map(\.acceptance)), seed: seed)
    (result.rHat, result.levels) = (diagnostics.rankRHat, levels)
    result.bulkEffectiveSampleSize = diagnostics.bulkEffectiveSampleSize
    result.temperatureDerivative = temperatureDerivative(chains, beta: betas[coldest])
    result.leapfrog = leapfrog
    (result.model, result.fits) = (model, fits)
    (result.multiplicity, result.multiplicityError) = (multiplicity?.value, multiplicity?.error)
    result.exchangeAcceptance = chains.first?.exchangeAcceptance.map { _ in
      mean(chains.compactMap(\.exchangeAcceptance))
    }
    return result
  }

  /// What is left of the error of the step size after its extrapolation, and of chains that left.
  private func stepVariance(
    _ chains: [FinishedChain], lambda: Double, warnings: inout [String]
  ) -> Double {
    let parts = chains.compactMap(\.preconditioned)
    guard !parts.isEmpty else { return 0 }
    let change = meanAndError(parts.map(\.stepChange))
    if abs(change.value) > 3 * change.error, abs(change.value) > 0.05 * abs(lambda) {
      warnings.append(
        "half the step moves the value by \(numberText(change.value, digits: 2)): take smaller steps"
          + (options.batchSize == nil ? "" : " or larger batches"))
    }
    let escapes = parts.reduce(0) { $0 + $1.escapes }
    guard escapes > 0 else { return change.value * change.value / 4 }
    warnings.append("chains left the neighbourhood \(escapes) times: take smaller steps")
    return change.value * change.value / 4 + lambda * lambda / 16
  }

  /// The moves of all chains together; `nil` without leapfrog.
  private func leapfrog(_ chains: [FinishedChain]) -> LearningCoefficientEstimate.Leapfrog? {
    let moves = chains.compactMap(\.leapfrog)
    guard !moves.isEmpty else { return nil }
    return LearningCoefficientEstimate.Leapfrog(
      stepSize: mean(moves.map(\.stepSize)),
      divergences: moves.reduce(0) { $0 + $1.divergences },
      energyError: mean(moves.map(\.energyError)))
  }

  /// β² times the variance of K, with the error from the differences between the chains.
  private func temperatureDerivative(
    _ chains: [FinishedChain], beta: Double
  ) -> LearningCoefficientEstimate.TemperatureDerivative {
    let center = mean(chains.map { mean($0.trace) })
    let (value, error) = meanAndError(
      chains.map { chain in
        beta * beta * mean(chain.trace.map { ($0 - center) * ($0 - center) })
      })
    return LearningCoefficientEstimate.TemperatureDerivative(
      inverseTemperature: beta, value: value, standardError: error,
      stepBias: [.sgld, .psgld].contains(options.sampler) ? value * options.stepSize / 2 : 0)
  }

  /// Half the difference between the chains that began at the point and those that were cooled.
  private func startVariance(
    _ chains: [FinishedChain], level: Int, error: Double, warnings: inout [String]
  ) -> Double {
    let groups = [0, 1].map { parity in
      meanAndError(
        chains.indices.filter { $0 % 2 == parity }.map { chains[$0].values[level] })
    }
    let difference = groups[0].value - groups[1].value
    let noise =
      (groups[0].error * groups[0].error + groups[1].error * groups[1].error).squareRoot()
    if abs(difference) > 3 * noise, abs(difference) > 0.02 * abs(groups[0].value) {
      warnings.append(
        "chains that began at the point and chains that were cooled differ: they have not come to rest"
      )
    }
    return difference * difference / 4
  }

  /// What is still missing to β = ∞ if u(β) moves on as from β/100 to β, in the manner of 1/log β.
  private func trendVariance(
    _ levels: [LearningCoefficientEstimate.Level], betas: [Double], warnings: inout [String]
  ) -> Double {
    let last = levels[levels.count - 1]
    guard
      let earlier = levels.last(where: { $0.inverseTemperature <= last.inverseTemperature / 99 })
    else {
      warnings.append("the temperatures are too near to each other to see a trend")
      return last.value * last.value / 4
    }
    let change = last.value - earlier.value
    let noise =
      (last.standardError * last.standardError + earlier.standardError * earlier.standardError)
      .squareRoot()
    if abs(change) > 3 * noise, abs(change) > 0.02 * abs(last.value) {
      warnings.append("the values still move at the coldest temperatures")
    }
    // Replica exchange extrapolates: its limit is in question by what it does not follow.
    if options.sampler == .tempering { return change * change }
    let scale = max(log(max(last.inverseTemperature / localization, 2.7)), 1) / log(100)
    return change * change * max(scale, 1) * max(scale, 1)
  }
}

/// The largest eigenvalue of the Hessian of K at a point, by power iteration with differences of gradients.
private func largestCurvature(_ potential: Potential, _ center: [Double]) -> Double {
  let evaluate = potential.makeEvaluator()
  var random = RandomSource(seed: 1)
  var direction = random.normals(center.count)
  var (plus, minus) = (direction, direction)
  var size = 0.0
  for _ in 0..<30 {
    let length = euclideanNorm(direction)
    if length == 0 { return 0 }
    for i in direction.indices { direction[i] /= length }
    _ = evaluate(zip(center, direction).map { $0 + 1e-4 * $1 }, &plus)
    _ = evaluate(zip(center, direction).map { $0 - 1e-4 * $1 }, &minus)
    direction = zip(plus, minus).map { ($0 - $1) / 2e-4 }
    size = euclideanNorm(direction)
  }
  return size
}
