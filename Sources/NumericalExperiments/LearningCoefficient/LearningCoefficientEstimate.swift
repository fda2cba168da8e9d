import Computation
import ExactArithmetic
import Foundation

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

  /// λ for one multiplicity m.
  public struct MultiplicityFit: Hashable, Sendable {
    /// m.
    public let multiplicity: Int
    /// λ if m is the multiplicity.
    public internal(set) var lambda: Double
    /// The standard error of `lambda` by the differences between the populations or chains alone.
    public let standardError: Double
    /// Σ of squared deviations of the levels from the best model in units of their standard errors.
    public let deviation: Double
    /// The probability of m by the levels, if all m that were fitted are as likely before: that of the Bayesian
    /// information criterion.
    public let weight: Double
  }

  /// The volume of the part of the cube around the point where K ≤ ε.
  public struct Volume: Hashable, Sendable {
    /// log(1/ε).
    public let depth: Double
    /// The logarithm of the part of the cube, the mean over the populations in a cube of full size.
    public let logVolume: Double
    /// The standard deviation of `logVolume` from one population to another.
    public let spread: Double
  }

  /// What the leapfrog rule of Hamiltonian chains did at the largest β after the warm-up.
  public struct Leapfrog: Hashable, Sendable {
    /// The mean of the step sizes that the chains adapted, in units of the scales of the coordinates.
    public let stepSize: Double
    /// The number of moves whose energy was lost.
    public let divergences: Int
    /// The mean error of the energy of the other moves.
    public let energyError: Double
  }

  /// The estimate; `nil` where it is withheld, which a warning explains.
  public internal(set) var lambda: Double?
  /// Its standard error; infinite where the estimate is withheld.
  ///
  /// The differences between independent populations or chains, those between models that fit about equally
  /// well, half of what is extrapolated beyond the last levels, and what the warnings are about: λ is meant to
  /// lie within 1.96 standard errors in 95 of 100 cases.
  public internal(set) var standardError: Double
  /// The estimate of the multiplicity m, a mean over the m that fit; `nil` without extrapolation.
  public internal(set) var multiplicity: Double?
  /// The standard error of `multiplicity`; `nil` with it.
  public internal(set) var multiplicityError: Double?
  /// λ by multiplicity from m = 1; empty without extrapolation.
  public internal(set) var fits: [MultiplicityFit] = []
  /// What makes the estimate less certain than its sampling: each a sentence.
  public internal(set) var warnings: [String]
  /// The sampler.
  public let sampler: LearningCoefficientOptions.Sampler
  /// γ: the neighbourhood has the radius 1/√γ.
  public let localization: Double
  /// The number of proposed moves of all populations, or of draws that were kept of all chains.
  public let draws: Int
  /// The number of independent draws at the largest β that would be as good; for splitting that of populations.
  public let effectiveSampleSize: Double
  /// The effective sample size of the normalised ranks of K at the largest β; `nil` for splitting.
  public internal(set) var bulkEffectiveSampleSize: Double?
  /// The rank-normalised R̂ of K at the largest β; `nil` for splitting.
  public internal(set) var rHat: Double?
  /// The fraction of accepted steps at the largest β; 1 for SGLD.
  public let acceptance: Double
  /// The fraction of accepted exchanges; `nil` without replica exchange.
  public internal(set) var exchangeAcceptance: Double?
  /// The levels by increasing β.
  public internal(set) var levels: [Level] = []
  /// The volumes by increasing depth, of the ideal that was sampled; empty unless by splitting.
  public internal(set) var volumes: [Volume] = []
  /// The best model among those averaged in the extrapolation to β = ∞; `nil` without extrapolation.
  public internal(set) var model: String?
  /// Another estimate of λ, from the chains at the largest β; `nil` for splitting.
  public internal(set) var temperatureDerivative: TemperatureDerivative?
  /// The leapfrog rule at work; `nil` for other than Hamiltonian chains.
  public internal(set) var leapfrog: Leapfrog?
  /// Regular coordinates that were split off exactly before; each contributes 1/2.
  public internal(set) var regularCoordinates = 0
  /// The seed.
  public let seed: UInt64

  /// The estimate for an ideal with so many regular coordinates besides, each of which has the exact λ = 1/2.
  func adding(regularCoordinates count: Int) -> LearningCoefficientEstimate {
    let shift = Double(count) / 2
    var result = self
    result.lambda = lambda.map { $0 + shift }
    result.levels = levels.map {
      Level(
        inverseTemperature: $0.inverseTemperature, value: $0.value + shift,
        standardError: $0.standardError)
    }
    for index in fits.indices { result.fits[index].lambda += shift }
    if let derivative = temperatureDerivative {
      result.temperatureDerivative = TemperatureDerivative(
        inverseTemperature: derivative.inverseTemperature, value: derivative.value + shift,
        standardError: derivative.standardError, stepBias: derivative.stepBias)
    }
    result.regularCoordinates = count
    return result
  }

  /// Adds a sentence about what makes the estimate less certain.
  package mutating func addWarning(_ text: String) { warnings.append(text) }

  /// Without a value where the standard error is more than half of it.
  var withheldIfVague: LearningCoefficientEstimate {
    guard let value = lambda, !(standardError <= value / 2) else { return self }
    var result = self
    (result.lambda, result.standardError) = (nil, .infinity)
    (result.multiplicity, result.multiplicityError, result.model) = (nil, nil, nil)
    result.warnings.append("withheld: the error would be more than half of the value")
    return result
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
/// `tempering` extrapolates from many β, `mala`, `sgld`, `psgld` and `hamiltonian` take one β and compare with β/100. K
/// itself is exact but for the gradients of mini-batches, so sampling is the only source of chance.
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
  case .tempering, .mala, .sgld, .psgld, .hamiltonian:
    return try ChainEstimate(potential, center: center, options: options, seed: seed)
      .run(threads: threads, control: control).withheldIfVague
  }
}
