import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import LearningCoefficients
import Networks
import Polynomials

/// A Monte-Carlo estimate of a local learning coefficient.
public struct LearningCoefficientEstimate: Hashable, Sendable {
  /// What was measured at one level: the slope d log V / d log ε at ε = 1/β for splitting, β E[K] for the others.
  public struct Level: Hashable, Sendable {
    /// β, or 1/ε.
    public let inverseTemperature: Double
    /// The slope or β E[K], estimated.
    public let value: Double
    /// The standard error of `value`, from the differences between the populations or chains.
    public let standardError: Double
  }

  /// The estimate; `nil` where it is withheld, which a warning explains.
  public let lambda: Double?
  /// Its standard error; infinite where the estimate is withheld.
  ///
  /// The differences between independent populations or chains, those between models that fit about equally
  /// well, half of what is extrapolated beyond the last levels, and what the warnings are about: λ is meant to
  /// lie within 1.96 standard errors in 95 of 100 cases.
  public let standardError: Double
  /// What makes the estimate less certain than its sampling: each a sentence.
  public let warnings: [String]
  /// The sampler.
  public let sampler: LearningCoefficientOptions.Sampler
  /// γ: the neighbourhood has the radius 1/√γ.
  public let localization: Double
  /// The number of proposed moves of all populations, or of draws that were kept of all chains.
  public let draws: Int
  /// The number of independent draws at the largest β that would be as good; for splitting that of populations.
  public let effectiveSampleSize: Double
  /// R̂ at the largest β; `nil` for splitting.
  public let rHat: Double?
  /// The fraction of accepted steps at the largest β; 1 for SGLD.
  public let acceptance: Double
  /// The fraction of accepted exchanges; `nil` without replica exchange.
  public let exchangeAcceptance: Double?
  /// The levels by increasing β.
  public let levels: [Level]
  /// The best model among those averaged in the extrapolation to β = ∞; `nil` without extrapolation.
  public let model: String?
  /// Regular coordinates that were split off exactly before; each contributes 1/2.
  public var regularCoordinates = 0
  /// The seed.
  public let seed: UInt64

  /// The estimate for an ideal with so many regular coordinates besides, each of which has the exact λ = 1/2.
  func adding(regularCoordinates count: Int) -> LearningCoefficientEstimate {
    let shift = Double(count) / 2
    return LearningCoefficientEstimate(
      lambda: lambda.map { $0 + shift }, standardError: standardError, warnings: warnings,
      sampler: sampler, localization: localization, draws: draws,
      effectiveSampleSize: effectiveSampleSize, rHat: rHat, acceptance: acceptance,
      exchangeAcceptance: exchangeAcceptance,
      levels: levels.map {
        Level(
          inverseTemperature: $0.inverseTemperature, value: $0.value + shift,
          standardError: $0.standardError)
      }, model: model, regularCoordinates: count, seed: seed)
  }

  /// Without a value where the standard error is more than half of it.
  var withheldIfVague: LearningCoefficientEstimate {
    guard let value = lambda, !(standardError <= value / 2) else { return self }
    return LearningCoefficientEstimate(
      lambda: nil, standardError: .infinity,
      warnings: warnings + ["withheld: the error would be more than half of the value"],
      sampler: sampler, localization: localization, draws: draws,
      effectiveSampleSize: effectiveSampleSize, rHat: rHat, acceptance: acceptance,
      exchangeAcceptance: exchangeAcceptance, levels: levels, model: nil,
      regularCoordinates: regularCoordinates, seed: seed)
  }

  /// λ̂ ± 1.96 standard errors, cut at 0; `nil` where the estimate is withheld.
  public var interval: ClosedRange<Double>? {
    lambda.map { max(0, $0 - 1.96 * standardError)...max(0, $0 + 1.96 * standardError) }
  }
}

/// Estimates the local learning coefficient of K at a zero.
///
/// With `splitting` it is the limit of d log V / d log ε, where V is the volume of {K ≤ ε} in a cube around the
/// point. With the others β E_β[K] → λ, where E_β is the mean over the density exp(−βK(w) − γ|w − w*|²/2):
/// `tempering` extrapolates from many β, `mala` and `sgld` take one β and compare with β/100. K itself is
/// exact, so sampling is the only source of chance.
///
/// Half of the populations use a third of the radius, and half of the chains begin at a random point and are
/// cooled: where the halves differ, more singular weights are near, or the chains have not come to rest, and
/// the error is widened.
///
/// - Parameter potential: K.
/// - Parameter center: The point w*, with K(w*) = 0.
/// - Parameter options: The sampler and its lengths.
/// - Parameter seed: Fixes the result, for any number of threads.
/// - Parameter threads: The number of populations or chains at the same time.
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
  require(
    options.chains >= 4 && options.drawCount >= 16,
    "at least 4 chains of 16 draws are needed")
  switch options.sampler {
  case .splitting:
    return try SplittingEstimate(potential, center: center, options: options, seed: seed)
      .run(threads: threads, control: control).withheldIfVague
  case .tempering, .mala, .sgld:
    return try ChainEstimate(potential, center: center, options: options, seed: seed)
      .run(threads: threads, control: control).withheldIfVague
  }
}

/// Estimates the local learning coefficient of regression with the function of `network` as the truth, at its
/// exact weights and for standard normal inputs.
///
/// Where the ideal of the coefficients of f_W − f_{W*} is small, its regular coordinates are split off exactly
/// (`learningCoefficient(at:genericRank:plan:seed:control:)`), which keeps λ but for a half each, and the sum of squares of
/// what is left is sampled; elsewhere the population loss.
///
/// - Throws: `ComputationStopped.sizeLimit` where neither is affordable, or as `control` demands.
public func estimateLearningCoefficient(
  at network: Network, options: LearningCoefficientOptions = LearningCoefficientOptions(),
  seed: UInt64 = 1, threads: Int = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientEstimate {
  let center = network.roundedWeights
  if let split = try RegularCoordinates(at: network, control: control),
    let first = split.rest.first,
    split.rest.reduce(0, { $0 + $1.termCount }) <= 300
  {
    var local = options
    local.localization = options.localization(at: center)
    let estimate = try estimateLearningCoefficient(
      of: Potential(sumOfSquares: split.rest),
      at: [Double](repeating: 0, count: first.ring.variableCount), options: local, seed: seed,
      threads: threads, control: control)
    return estimate.adding(regularCoordinates: split.count)
  }
  let loss = try SquaredLoss(
    network.architecture, teacher: network.architecture, teacherParameters: center,
    inputs: .gaussian,
    maximumNodes: LearningCoefficientOptions.maximumNodes(for: network.architecture))
  return try estimateLearningCoefficient(
    of: Potential(loss), at: center, options: options, seed: seed, threads: threads,
    control: control)
}
