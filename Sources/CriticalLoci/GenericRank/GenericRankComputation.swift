import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// The generic rank of the Jacobian of an architecture, the dimension of its neurovariety.
///
/// Gradients at random weights and inputs modulo a random prime, by reverse mode, have at most the
/// generic rank over ℚ. When that meets the proven `dimensionBound(of:)`, the value is proven. Otherwise
/// independent trials, each with a fresh prime, are repeated until the probability that all of them are
/// too small is at most `failureBound`. Polynomials are never expanded.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter seed: Fixes all randomness; the result is the same on every machine.
/// - Parameter failureBound: The probability to go below when the value is not proven.
/// - Parameter maximumTrials: The most trials; at least one is made.
/// - Parameter control: Limits. A limit after the first trial ends the computation with what is known,
///   noted in `stopped`.
/// - Throws: `ComputationStopped` when not even one trial is completed.
/// - Complexity: O(N·U) per trial for the gradients, and a dense rank of min(N, U) × U, where U is the
///   upper bound.
public func genericRank(
  of architecture: Architecture, seed: UInt64 = 1, failureBound: Double = 1e-12,
  maximumTrials: Int = 16, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> GenericRank {
  control.begin("generic rank of \(architecture)")
  return try GenericRankComputation(architecture, seed: seed, control: control)
    .run(failureBound: failureBound, maximumTrials: maximumTrials)
}

extension Architecture {
  /// The generic rank that is known already, or else computed.
  package func genericRank(
    known: GenericRank?, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> GenericRank {
    guard let known else {
      return try CriticalLoci.genericRank(of: self, seed: seed, control: control)
    }
    require(known.architecture == self, "the generic rank of another model for \(self)")
    return known
  }
}

/// The generic rank of the Jacobian of the coefficients of any polynomial model by its parameters, in the same way.
///
/// The upper bound is the smallest of N less the dimension of the torus of known scalings, which has finite
/// stabilisers at general parameters, and the dimension of the space of polynomials of the degrees of the model; for a
/// network on data also the bound of a network whose inputs are the span of the data.
///
/// - Parameter model: The model.
/// - Parameter seed: Fixes all randomness.
/// - Parameter failureBound: The probability to go below when the value is not proven.
/// - Parameter maximumTrials: The most trials; at least one is made.
/// - Parameter control: Limits; after the first trial they end the computation with what is known.
/// - Throws: `ComputationStopped` when not even one trial is completed.
/// - Complexity: for each trial one evaluation of the gradients at every point, and a dense rank.
public func genericRank(
  of model: some PolynomialModel, seed: UInt64 = 1, failureBound: Double = 1e-12,
  maximumTrials: Int = 16, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> GenericRank {
  try GenericRankComputation(model, seed: seed, control: control)
    .run(failureBound: failureBound, maximumTrials: maximumTrials)
}

/// The work of `genericRank(of:seed:failureBound:maximumTrials:control:)`.
struct GenericRankComputation {
  private let architecture: Architecture?
  private let parameterCount: Int
  private let ambientDimension: Integer
  private let expectedDimension: Int
  private let seed: UInt64
  private let control: ComputationControl
  private let upperBound: DimensionBound
  private let sampler: RankSampler

  /// From this rank on the first trial uses a short prime, whose elimination is faster.
  private static let shortPrimeRank = 200

  init(_ architecture: Architecture, seed: UInt64, control: ComputationControl) {
    self.architecture = architecture
    parameterCount = architecture.parameterCount
    ambientDimension = architecture.ambientDimension
    expectedDimension = architecture.expectedDimension
    self.seed = seed
    self.control = control
    upperBound = dimensionBound(of: architecture)
    sampler = RankSampler(architecture, upperBound: upperBound.value, control: control) {
      ModularNetwork.randomWeights(of: architecture, modulus: $0, using: &$1)
    }
  }

  init(_ model: some PolynomialModel, seed: UInt64, control: ComputationControl) {
    architecture = nil
    parameterCount = model.parameterCount
    let space = PolynomialSpace(
      inputCount: model.inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
    ambientDimension = Integer(model.outputCount) * space.dimension
    self.seed = seed
    self.control = control
    upperBound = dimensionBound(of: model)
    expectedDimension = expectedBound(of: model).value
    sampler = RankSampler(model, upperBound: upperBound.value, control: control)
  }

  func run(failureBound: Double, maximumTrials: Int) throws(ComputationStopped) -> GenericRank {
    let random = RandomSource(seed: seed)
    var trials: [GenericRank.Trial] = []
    var stopped: ComputationStopped?
    var best = -1
    repeat {
      do {
        var source = random.split(stream: UInt64(trials.count))
        let range: PrimeRange =
          trials.isEmpty && upperBound.value >= Self.shortPrimeRank ? .short : .long
        trials.append(try sampler.trial(in: range, using: &source))
      } catch {
        if trials.isEmpty { throw error }
        stopped = error
        break
      }
      best = max(best, trials[trials.count - 1].rank)
    } while best < upperBound.value && trials.count < maximumTrials
      && remainingFailure(of: trials) > failureBound
    return GenericRank(
      architecture: architecture, dimension: best, upperBound: upperBound,
      evidence: evidence(for: best, trials: trials), trials: trials, seed: seed, stopped: stopped,
      ambientDimension: ambientDimension, parameterCount: parameterCount,
      expectedDimension: expectedDimension)
  }

  /// The probability that every one of the independent trials is too small.
  private func remainingFailure(of trials: [GenericRank.Trial]) -> Double {
    trials.reduce(1) { $0 * $1.failureBound }
  }

  private func evidence(for rank: Int, trials: [GenericRank.Trial]) -> Evidence {
    if rank == upperBound.value {
      return .proven(
        detail: "rank \(rank) at a random point modulo \(trials[trials.count - 1].modulus), "
          + "at most \(upperBound)")
    }
    let bound = remainingFailure(of: trials)
    return .probabilistic(
      detail: "largest rank at random points modulo \(trials.count) random primes; "
        + "proven bounds are \(rank) and \(upperBound)",
      bound: bound)
  }
}
