import AlgebraicStructures
import ExactArithmetic
import Foundation

/// A Monte-Carlo estimate of a local learning coefficient.
public struct LearningCoefficientEstimate: Hashable, Sendable {
  /// The mean of βK at one inverse temperature.
  public struct Level: Hashable, Sendable {
    /// β.
    public let inverseTemperature: Double
    /// β E[K], estimated.
    public let value: Double
    /// The standard error of `value`, from the differences between the chains.
    public let standardError: Double
  }

  /// The estimate.
  public let lambda: Double
  /// Its standard error: from the differences between independent chains; where models were fitted, by
  /// the jackknife over chains, with the spread between the models that fit.
  public let standardError: Double
  /// The sampler.
  public let sampler: LearningCoefficientOptions.Sampler
  /// The number of draws that were kept, of all chains.
  public let draws: Int
  /// The number of independent draws at the largest β that would be as good.
  public let effectiveSampleSize: Double
  /// R̂ at the largest β.
  public let rHat: Double
  /// The fraction of accepted steps at the largest β; 1 for SGLD.
  public let acceptance: Double
  /// The fraction of accepted exchanges; `nil` without replica exchange.
  public let exchangeAcceptance: Double?
  /// β E[K] by increasing β.
  public let levels: [Level]
  /// The best model of β E[K] among those averaged in the extrapolation to β = ∞; `nil` where the value at one β is the estimate.
  public let model: String?
  /// The seed.
  public let seed: UInt64
}

/// Estimates the local learning coefficient of K at a zero.
///
/// By Watanabe's theory β E_β[K] tends to λ as β → ∞, where E_β is the mean over the density
/// exp(−βK(w) − γ|w − w*|²/2). With `mala` or `sgld` the estimate is β E_β[K] at one β: it has the bias of
/// that β, of the order 1/log β where the multiplicity is above 1, and SGLD that of its step. With
/// `tempering` replicas at β = 1, …, `inverseTemperature` exchange states, and the limit is extrapolated. K
/// itself is exact, so sampling is the only source of chance.
///
/// - Parameter potential: K.
/// - Parameter center: The point w*, with K(w*) = 0.
/// - Parameter options: The sampler and its lengths.
/// - Parameter seed: Fixes the result, for any number of threads.
/// - Parameter threads: The number of chains at the same time.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func estimateLearningCoefficient(
  of potential: Potential, at center: [Double],
  options: LearningCoefficientOptions = LearningCoefficientOptions(), seed: UInt64 = 1,
  threads: Int = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  require(
    center.count == potential.parameterCount,
    "a center of \(center.count) entries for \(potential.parameterCount) parameters")
  require(options.chains >= 2 && options.draws >= 8, "at least 2 chains of 8 draws are needed")
  let betas = inverseTemperatures(options)
  let random = RandomSource(seed: seed)
  let curvature = options.sampler == .sgld ? largestCurvature(potential, center) : 0
  let coldest = betas[betas.count - 1]
  let chains = try concurrentMap(count: options.chains, threads: threads) {
    index throws(ComputationStopped) -> FinishedChain in
    var chain = TemperedChain(
      potential, center: center, betas: betas, localization: options.localization,
      fixedStep: options.sampler == .sgld
        ? options.stepSize / (options.localization + coldest * max(curvature, 1e-3)) : nil,
      random: random.split(stream: UInt64(index)))
    for draw in 0..<options.burnIn {
      if draw.isMultiple(of: 16) { try control.checkpoint() }
      chain.sweep(steps: options.stepsPerDraw, adapting: 4 * draw < 3 * options.burnIn)
    }
    for draw in 0..<options.draws {
      if draw.isMultiple(of: 16) { try control.checkpoint() }
      chain.sweep(steps: options.stepsPerDraw, adapting: false)
      chain.record()
    }
    return FinishedChain(
      means: zip(betas, chain.sums).map { $0 * $1 / Double(options.draws) }, trace: chain.trace,
      acceptance: chain.acceptance,
      exchangeAcceptance: chain.swapsProposed > 0 ? chain.swapsAccepted / chain.swapsProposed : nil)
  }
  return summary(chains, betas: betas, options: options, seed: seed)
}

/// What is left of a chain.
private struct FinishedChain: Sendable {
  var means: [Double]
  var trace: [Double]
  var acceptance: Double
  var exchangeAcceptance: Double?
}

/// β = 1, 2.5, … up to the largest for replica exchange, else only that.
private func inverseTemperatures(_ options: LearningCoefficientOptions) -> [Double] {
  let largest = options.inverseTemperature
  guard options.sampler == .tempering, largest > 1 else { return [largest] }
  let count = max(2, Int((log(largest) / log(2.5)).rounded(.up)) + 1)
  return (0..<count).map { exp(log(largest) * Double($0) / Double(count - 1)) }
}

/// The largest eigenvalue of the Hessian of K at a point, by power iteration with differences of gradients.
private func largestCurvature(_ potential: Potential, _ center: [Double]) -> Double {
  let evaluate = potential.makeEvaluator()
  var random = RandomSource(seed: 1)
  var direction = random.normals(center.count)
  var (plus, minus) = (direction, direction)
  var size = 0.0
  for _ in 0..<30 {
    let length = norm(direction[...])
    if length == 0 { return 0 }
    for i in direction.indices { direction[i] /= length }
    _ = evaluate(zip(center, direction).map { $0 + 1e-4 * $1 }, &plus)
    _ = evaluate(zip(center, direction).map { $0 - 1e-4 * $1 }, &minus)
    direction = zip(plus, minus).map { ($0 - $1) / 2e-4 }
    size = norm(direction[...])
  }
  return size
}

private func summary(
  _ chains: [FinishedChain], betas: [Double], options: LearningCoefficientOptions, seed: UInt64
) -> LearningCoefficientEstimate {
  let levels = betas.indices.map { level in
    let (value, error) = meanAndError(chains.map { $0.means[level] })
    return LearningCoefficientEstimate.Level(
      inverseTemperature: betas[level], value: value, standardError: error)
  }
  let diagnostics = ChainDiagnostics(chains.map(\.trace))
  var (lambda, error) = (levels[levels.count - 1].value, levels[levels.count - 1].standardError)
  var model: String?
  // The upper two thirds on the logarithmic scale: lower temperatures see the prior.
  let used = Array(betas.indices.dropFirst(betas.count / 3))
  if used.count >= 5 {
    func fit(
      without omitted: Int?
    ) -> (lambda: Double, spread: Double, model: TemperatureFit.Model) {
      let kept = chains.indices.filter { $0 != omitted }
      return TemperatureFit.averaged(
        logBetas: used.map { log(betas[$0]) },
        values: used.map { level in mean(kept.map { chains[$0].means[level] }) },
        errors: used.map { max(levels[$0].standardError, 1e-12) })
    }
    let whole = fit(without: nil)
    let parts = chains.indices.map { fit(without: $0).lambda }
    let center = mean(parts)
    let count = Double(chains.count)
    lambda = whole.lambda
    model = whole.model.rawValue
    let jackknife = parts.reduce(0) { $0 + ($1 - center) * ($1 - center) } * (count - 1) / count
    // The extrapolation is not better known than the mean of the values it rests on, nor than the models
    // that fit about equally well agree.
    let floor = (used.map { levels[$0].standardError }.min() ?? 0) / Double(used.count).squareRoot()
    error = (max(jackknife, floor * floor) + whole.spread * whole.spread).squareRoot()
  }
  return LearningCoefficientEstimate(
    lambda: lambda, standardError: error, sampler: options.sampler,
    draws: options.draws * options.chains,
    effectiveSampleSize: diagnostics.effectiveSampleSize, rHat: diagnostics.rHat,
    acceptance: mean(chains.map(\.acceptance)),
    exchangeAcceptance: chains.first?.exchangeAcceptance.map { _ in
      mean(chains.compactMap(\.exchangeAcceptance))
    }, levels: levels, model: model, seed: seed)
}

/// The mean of independent values and its standard error.
private func meanAndError(_ values: [Double]) -> (Double, Double) {
  let center = mean(values)
  let squares = values.reduce(0) { $0 + ($1 - center) * ($1 - center) }
  return (center, (squares / Double(values.count * (values.count - 1))).squareRoot())
}
