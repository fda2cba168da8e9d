import Analyses
import Computation
import CriticalLoci
import NetworkFiles

/// What is known of one place in a list of networks.
public struct BatchAnswerReport: Report {
  /// The answer.
  public let answer: BatchAnswer
  /// The seed of the random points.
  public let seed: UInt64

  /// A report on what `forEachGenericRank(of:)` has handed on.
  public init(_ answer: BatchAnswer, seed: UInt64) {
    self.answer = answer
    self.seed = seed
  }

  /// The dimension, or why there is none as `error`; of a place without network only its line is known.
  public var document: Document {
    switch answer.entry.model {
    case .success(let specification):
      var (rank, stop): (GenericRank?, ComputationStopped?) = (nil, nil)
      switch answer.rank {
      case .success(let value)?: rank = value
      case .failure(let error)?: stop = error
      case nil: break
      }
      var document =
        switch specification {
        case .network(let network):
          DimensionReport(
            name: network.name, inputs: network.exactInputs ?? .all(network.architecture),
            rank: rank, seed: seed, stop: stop
          ).document
        case .layered(let layered):
          ModelDimensionReport(
            name: layered.name, inputs: layered.exactInputs ?? .all(layered.model), rank: rank,
            seed: seed, stop: stop
          ).document
        }
      document.data("error", ifAny: answer.problem)
      return document
    case .failure(let problem):
      var document = Document("Line \(answer.entry.line)")
      document.data("line", answer.entry.line)
      document.field("error", problem.description)
      return document
    }
  }
}
