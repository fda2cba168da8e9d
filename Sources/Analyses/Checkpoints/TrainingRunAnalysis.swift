import Computation
import NetworkFiles
import Networks

/// A training run as a whole: what each of its checkpoints shows.
public struct TrainingRunAnalysis: Sendable {
  /// The network, with the data that count.
  public let specification: NetworkSpecification
  /// What was looked at.
  public let plan: CheckpointPlan
  /// The checkpoints in their order; after a limit those that were done by then.
  public let checkpoints: [CheckpointAnalysis]
  /// The number of checkpoints that were asked for.
  public let count: Int
  /// What ended the analysis early, if anything.
  public let stop: ComputationStopped?

  /// Those that could not be read.
  public var failures: [CheckpointAnalysis] { checkpoints.filter { $0.error != nil } }
}

/// A checkpoint that is to be looked at, or has been.
public struct CheckpointSource: Sendable {
  /// Its place and name.
  public let checkpoint: CheckpointFile
  /// What its content is recognised by, if somebody has looked.
  public let fingerprint: String?
  /// What was found before.
  public let known: CheckpointAnalysis?
  /// Reads the weights, or says why they cannot be read.
  public let load: @Sendable () -> Result<FloatingNetwork, CheckpointError>

  /// A checkpoint with what is known of it.
  public init(
    _ checkpoint: CheckpointFile, fingerprint: String? = nil, known: CheckpointAnalysis? = nil,
    load: @escaping @Sendable () -> Result<FloatingNetwork, CheckpointError>
  ) {
    (self.checkpoint, self.fingerprint, self.known, self.load) = (
      checkpoint, fingerprint, known, load
    )
  }
}

/// Why a checkpoint cannot be read.
public struct CheckpointError: Error, Hashable, Sendable {
  /// One line.
  public let description: String

  /// An error with this text.
  public init(_ description: String) { self.description = description }
}

/// Looks at the checkpoints of a training run, several at a time; a checkpoint that cannot be read is one of the results.
///
/// - Parameter sources: The checkpoints in their order.
/// - Parameter specification: The network, whose architecture the weights have.
/// - Parameter plan: What is asked; data that do not fit trap.
/// - Parameter threads: The most checkpoints at a time; results do not depend on it.
/// - Parameter control: Limits and cancellation of the whole.
/// - Parameter report: Called after each checkpoint that was not known, for one at a time but in any order, with its position.
public func trainingRunAnalysis(
  of sources: [CheckpointSource], specification: NetworkSpecification, plan: CheckpointPlan,
  threads: Int = 1, control: ComputationControl = ComputationControl(),
  report: (@Sendable (Int, CheckpointAnalysis) -> Void)? = nil
) -> TrainingRunAnalysis {
  let missing = sources.indices.filter { sources[$0].known == nil }
  let outcome = concurrentValues(
    count: missing.count, threads: threads,
    report: { position, found in report?(missing[position], found.1) }
  ) { position throws(ComputationStopped) -> (Int, CheckpointAnalysis) in
    let index = missing[position]
    let source = sources[index]
    try control.checkpoint()
    let (file, step) = (source.checkpoint.name, source.checkpoint.step)
    switch source.load() {
    case .failure(let error):
      return (index, CheckpointAnalysis(file: file, step: step, error: error.description))
    case .success(let network):
      require(
        network.architecture == specification.architecture,
        "a checkpoint of \(network.architecture) in a run of \(specification.architecture)")
      return (
        index,
        try CheckpointAnalysis(
          of: network, file: file, step: step, fingerprint: source.fingerprint, plan: plan,
          control: control)
      )
    }
  }
  let found = Dictionary(uniqueKeysWithValues: outcome.values)
  return TrainingRunAnalysis(
    specification: specification, plan: plan,
    checkpoints: sources.indices.compactMap { sources[$0].known ?? found[$0] },
    count: sources.count, stop: outcome.stopped)
}
