import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// How random weights are drawn.
public enum RandomWeights: String, Hashable, Sendable, CaseIterable {
  /// Independent and normal: `randomParameters(of:scale:using:)`.
  case normal
  /// `JacobianSampler.balancedParameters(using:control:)`, which keep deep networks well conditioned.
  case balanced
}

/// Ranks of the Jacobian at random points, from singular values, next to the exact generic rank.
public struct RankSample: SampledRanks {
  /// The architecture.
  public let architecture: Architecture
  /// How the weights were drawn.
  public let weights: RandomWeights
  /// What was found at each point, in order; `nil` where the Jacobian overflowed.
  public let points: [NumericalRank?]
  /// The rank at the point that was given, if there was one.
  public let givenPoint: NumericalRank?
  /// The exact generic rank.
  public let genericRank: GenericRank
  /// Whether singular values are those of an exact expectation over inputs.
  public let isExactExpectation: Bool
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the sampling early, if anything.
  public let stopped: ComputationStopped?

  /// The name of `weights`.
  public var distribution: String { weights.rawValue }
}

/// Samples the rank of the Jacobian at random weights.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter count: The number of points, at least 1.
/// - Parameter parameters: A point to treat as well.
/// - Parameter weights: How the random weights are drawn.
/// - Parameter seed: Fixes all randomness, for any number of threads.
/// - Parameter threads: The number of points at the same time; fewer where all would take more than 1 GiB.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` when a limit comes before the exact generic rank is known; a later limit
///   shortens the sample and is kept in `stopped`. `sizeLimit` where the Jacobian is too large
///   (`JacobianSampler.limit(of:)`), `memoryLimit` where one Jacobian alone takes more than is allowed.
/// - Complexity: for each point the singular values of a matrix of somewhat more than N × N entries, O(N³).
public func sampleRanks(
  of architecture: Architecture, genericRank known: GenericRank? = nil, count: Int = 100,
  at parameters: [Double]? = nil, weights: RandomWeights = .normal, seed: UInt64 = 1,
  threads: Int = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> RankSample {
  require(count >= 1, "a sample of \(count) points")
  if let limit = JacobianSampler.limit(of: architecture) { throw limit }
  let sampler = JacobianSampler(architecture, seed: seed)
  let size = sampler.mebibytesPerPoint
  if let limit = control.memoryLimitMebibytes, size > Double(limit) {
    throw .memoryLimit(mebibytes: limit)
  }
  let allowed = Double(control.memoryLimitMebibytes ?? 1024) / max(size, 1)
  let generic = try architecture.genericRank(known: known, seed: seed, control: control)
  let random = RandomSource(seed: seed)
  var given: NumericalRank?
  var stopped: ComputationStopped?
  do throws(ComputationStopped) {
    if let parameters { given = try sampler.rank(at: parameters, control: control) }
  } catch {
    stopped = error
  }
  let outcome = concurrentValues(
    count: stopped == nil ? count : 0, threads: min(threads, max(1, Int(min(allowed, 1024))))
  ) { index throws(ComputationStopped) -> NumericalRank? in
    try control.checkpoint()
    var source = random.split(stream: UInt64(index))
    let point =
      switch weights {
      case .normal: randomParameters(of: architecture, using: &source)
      case .balanced: try sampler.balancedParameters(using: &source, control: control)
      }
    return try sampler.rank(at: point, control: control)
  }
  return RankSample(
    architecture: architecture, weights: weights, points: outcome.values, givenPoint: given,
    genericRank: generic, isExactExpectation: sampler.isExactExpectation, seed: seed,
    stopped: stopped ?? outcome.stopped)
}
