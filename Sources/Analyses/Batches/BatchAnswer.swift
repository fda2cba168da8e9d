import Computation
import CriticalLoci
import Networks

/// A place in a list of networks.
public struct BatchEntry: Sendable {
  /// The number of its line, or whatever tells it from others.
  public let line: Int
  /// The network, or what is wrong with the line.
  public let architecture: Result<Architecture, BatchProblem>

  /// A place with what is there.
  public init(line: Int, _ architecture: Result<Architecture, BatchProblem>) {
    self.line = line
    self.architecture = architecture
  }
}

/// Why there is no network in a place of a list.
public struct BatchProblem: Error, Hashable, CustomStringConvertible {
  /// The sentence that says it.
  public let description: String

  /// A problem in words.
  public init(_ description: String) { self.description = description }
}

/// What is known of a place in a list of networks.
public struct BatchAnswer: Sendable {
  /// The place.
  public let entry: BatchEntry
  /// The generic rank, or why there is none; `nil` where there is no network.
  public let rank: Result<GenericRank, ComputationStopped>?

  /// The answer to one place.
  init(_ entry: BatchEntry, seed: UInt64, failureBound: Double, control: ComputationControl) {
    self.entry = entry
    guard case .success(let architecture) = entry.architecture else {
      rank = nil
      return
    }
    rank = Result { () throws(ComputationStopped) in
      try genericRank(of: architecture, seed: seed, failureBound: failureBound, control: control)
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
    if case .failure(let problem) = entry.architecture { return problem.description }
    guard case .failure(let stop)? = rank, self.stop == nil else { return nil }
    return stop.description
  }
}
