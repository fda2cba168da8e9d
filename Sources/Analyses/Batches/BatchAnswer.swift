import Computation
import CriticalLoci
import NetworkFiles
import Networks

/// A place in a list of models.
public struct BatchEntry: Sendable {
  /// The number of its line, or whatever tells it from others.
  public let line: Int
  /// The network or model with layers, or what is wrong with the line.
  public let model: Result<ModelSpecification, BatchProblem>
  /// The text of the specification, where the line is one.
  public let text: String?

  /// A place with what is there.
  public init(
    line: Int, _ model: Result<ModelSpecification, BatchProblem>, text: String? = nil
  ) {
    self.line = line
    self.model = model
    self.text = text
  }

  /// A place with a network of dense layers.
  public init(line: Int, architecture: Architecture) {
    self.init(line: line, .success(.network(NetworkSpecification(architecture: architecture))))
  }
}

/// Why there is no network in a place of a list.
public struct BatchProblem: Error, Hashable, CustomStringConvertible {
  /// The sentence that says it.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}

/// What is known of a place in a list of models.
public struct BatchAnswer: Sendable {
  /// The place.
  public let entry: BatchEntry
  /// The generic rank, on the data of the model if it has any, or why there is none; `nil` where there is no model.
  public let rank: Result<GenericRank, ComputationStopped>?

  /// The answer to one place.
  init(_ entry: BatchEntry, seed: UInt64, failureBound: Double, control: ComputationControl) {
    self.entry = entry
    guard case .success(let specification) = entry.model else {
      rank = nil
      return
    }
    rank = Result { () throws(ComputationStopped) in
      switch specification {
      case .network(let network):
        try network.batchInputs.genericRank(
          seed: seed, failureBound: failureBound, control: control)
      case .layered(let layered):
        try layered.batchInputs.genericRank(
          seed: seed, failureBound: failureBound, control: control)
      }
    }
  }

  /// What ends the batch: every limit but that on the size of this network.
  public var stop: ComputationStopped? {
    switch rank {
    case .success(let rank)?: rank.stopped
    case .failure(.sizeLimit)?, nil: nil
    case .failure(let stop)?: stop
    }
  }

  /// Why this place has no rank, while others may have one.
  public var problem: String? {
    if case .failure(let problem) = entry.model { return problem.description }
    guard case .failure(let stop)? = rank, self.stop == nil else { return nil }
    return stop.description
  }
}

extension DataSpecification {
  /// The exact inputs; lines of lists with others have been refused.
  fileprivate var batchInputs: ExactInputs<Model> {
    guard let inputs = exactInputs else {
      contractViolation("a line of a list with data that are not exact")
    }
    return inputs
  }
}
