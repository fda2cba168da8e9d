import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// Many runs of gradient descent from random starts on one loss.
public struct DescentExperiment: Sendable {
  /// The loss.
  public let loss: SquaredLoss
  /// The options.
  public let options: DescentOptions
  /// The seed of the random starts.
  public let seed: UInt64
  /// The runs that were made, in order of their numbers.
  public let runs: [DescentRun]
  /// What ended the experiment early, if anything.
  public let stopped: ComputationStopped?

  /// The fraction of runs that end in a subnetwork, each confirmed exactly.
  public var subnetworkFraction: Proportion {
    Proportion(successes: runs.count { $0.endsInSubnetwork }, trials: runs.count)
  }

  /// The fraction of runs whose end looks like a subnetwork, confirmed or not.
  public var claimedFraction: Proportion {
    Proportion(successes: runs.count { $0.confirmation != nil }, trials: runs.count)
  }

  /// The fraction of runs that have diverged; they count as trials everywhere else, and never as successes.
  public var divergedFraction: Proportion {
    Proportion(successes: runs.count(where: \.hasDiverged), trials: runs.count)
  }

  /// The fraction of random starts that are near a subnetwork: what `nearFraction` has to be compared with.
  public var startNearFraction: Proportion {
    Proportion(
      successes: runs.count { $0.startsNearSubnetwork(tolerance: options.nearTolerance) },
      trials: runs.count)
  }

  /// The fraction of runs that end in a subnetwork or have a plateau or end near one.
  public var nearFraction: Proportion {
    Proportion(
      successes: runs.count {
        $0.endsInSubnetwork || $0.passesNearSubnetwork(tolerance: options.nearTolerance)
      }, trials: runs.count)
  }
}

/// Descends from `runCount` random starts and diagnoses where the runs slow down and end.
///
/// - Parameter loss: The loss to minimise.
/// - Parameter knownRank: The generic rank of the network, if it is known already.
/// - Parameter runCount: The number of runs, at least 0.
/// - Parameter options: The method, its steps and where a run ends.
/// - Parameter start: The parameters at which all runs start, in the order of the architecture; random ones unless given.
/// - Parameter seed: Fixes the starts and the order of mini-batches.
/// - Parameter threads: The number of runs at the same time.
/// - Parameter completed: Runs of an earlier, interrupted call with the same loss, options and seed; they
///   are not repeated.
/// - Parameter control: Limits and cancellation of the whole experiment.
/// - Parameter report: Called after each new run, for one at a time, in any order.
/// - Returns: The same runs for any number of threads. A limit ends the experiment with the runs done,
///   noted in `stopped`.
public func descentExperiment(
  _ loss: SquaredLoss, genericRank knownRank: GenericRank? = nil, runCount: Int,
  options: DescentOptions = DescentOptions(), from start: [Double]? = nil,
  seed: UInt64 = 1, threads: Int = 1, completed: [DescentRun] = [],
  control: ComputationControl = ComputationControl(),
  report: (@Sendable (DescentRun) -> Void)? = nil
) -> DescentExperiment {
  require(runCount >= 0, "\(runCount) runs")
  options.requireValid()
  require(
    start.map { $0.count == loss.architecture.parameterCount } ?? true,
    "a start of \(start?.count ?? 0) numbers for \(loss.architecture.parameterCount) parameters")
  let completed = completed.filter { (0..<runCount).contains($0.index) }
  let known = Dictionary(completed.map { ($0.index, $0) }) { first, _ in first }
  let random = RandomSource(seed: seed)
  // Without singular values ranks stay open; the runs are worth making all the same.
  let sampler =
    JacobianSampler.limit(of: loss.architecture) == nil
    ? JacobianSampler(loss.architecture, seed: seed) : nil
  let generic: GenericRank
  do throws(ComputationStopped) {
    generic = try loss.architecture.genericRank(known: knownRank, seed: seed, control: control)
  } catch {
    return DescentExperiment(
      loss: loss, options: options, seed: seed,
      runs: known.values.sorted { $0.index < $1.index }, stopped: error)
  }
  let outcome = concurrentValues(
    count: runCount, threads: threads,
    report: { index, run in if known[index] == nil { report?(run) } }
  ) { index throws(ComputationStopped) -> DescentRun in
    if let run = known[index] { return run }
    try control.checkpoint()
    var source = random.split(stream: UInt64(index))
    let first =
      start ?? randomParameters(of: loss.architecture, scale: options.scale, using: &source)
    var descent = DescentComputation(
      loss, sampler: sampler, options: options, regularRank: generic.dimension, start: first,
      random: source.split(stream: 1))
    return try descent.run(index: index, seed: seed, control: control)
  }
  // What was known is kept, however far the experiment came.
  let done = Set(outcome.values.map(\.index))
  let runs = outcome.values + known.values.filter { !done.contains($0.index) }
  return DescentExperiment(
    loss: loss, options: options, seed: seed, runs: runs.sorted { $0.index < $1.index },
    stopped: outcome.stopped)
}
