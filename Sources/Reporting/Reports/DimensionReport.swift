import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The dimension of a neurovariety, next to what was to be expected.
public struct DimensionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The network on the inputs at which the rank is taken; `nil` for all inputs.
  public let model: DataModel<Architecture>?
  /// The generic rank R; `nil` if a limit came before the first evaluation was done.
  public let rank: GenericRank?
  /// The seed of the random points.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `genericRank(of:seed:…)` has returned, or on what stopped it; with `model` on given inputs.
  public init(
    name: String?, architecture: Architecture, model: DataModel<Architecture>? = nil,
    rank: GenericRank?, seed: UInt64, stop: ComputationStopped? = nil
  ) {
    self.model = model
    self.name = name
    self.architecture = architecture
    self.rank = rank
    self.seed = seed
    self.stop = stop ?? rank?.stopped
  }

  /// The dimension next to what was to be expected; what depends on an unknown dimension is `null`.
  public var document: Document { Document(name: name, architecture, body) }

  func body(_ document: inout Document) {
    let bound =
      rank?.upperBound ?? model.map { dimensionBound(of: $0) } ?? dimensionBound(of: architecture)
    document.onData(model)
    document.field("parameters", architecture.parameterCount)
    document.field(
      "ambientDimension", model.map { Integer($0.outputCount) } ?? architecture.ambientDimension)
    document.field(
      "expectedDimension",
      model.map { min($0.outputCount, architecture.freeParameterCount) }
        ?? architecture.expectedDimension)
    document.field(
      "dimension", rank?.dimension,
      says: rank == nil ? "not known, at most \(bound.description)" : nil)
    document.field("defect", rank?.defect)
    document.field("filling", rank?.isFilling)
    document.field("fiberDimension", rank?.fiberDimension)
    document.field("evidence", rank?.evidence)
    document.data("upperBound", bound.value)
    document.data("seed", seed)
    document.stopped(stop)
  }
}
