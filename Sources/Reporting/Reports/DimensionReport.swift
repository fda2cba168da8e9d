import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The dimension of a neurovariety, next to what was to be expected.
public struct DimensionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network with the inputs at which the rank is taken.
  public let inputs: ExactInputs<Architecture>
  /// The generic rank R; `nil` if a limit came before the first evaluation was done.
  public let rank: GenericRank?
  /// The seed of the random points.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `genericRank(of:seed:…)` has returned, or on what stopped it.
  public init(
    name: String?, inputs: ExactInputs<Architecture>, rank: GenericRank?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.name = name
    self.inputs = inputs
    self.rank = rank
    self.seed = seed
    self.stop = stop ?? rank?.stopped
  }

  /// A report on the dimension for all inputs.
  public init(
    name: String?, architecture: Architecture, rank: GenericRank?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.init(name: name, inputs: .all(architecture), rank: rank, seed: seed, stop: stop)
  }

  /// The dimension next to what was to be expected; what depends on an unknown dimension is `null`.
  public var document: Document { Document(name: name, inputs.model, body) }

  func body(_ document: inout Document) {
    let architecture = inputs.model
    let bound = rank?.upperBound ?? inputs.dimensionBound
    document.onData(inputs)
    document.field("parameters", architecture.parameterCount)
    document.field(
      "ambientDimension", inputs.valueCount.map { Integer($0) } ?? architecture.ambientDimension)
    document.field(
      "expectedDimension",
      inputs.valueCount.map { min($0, architecture.freeParameterCount) }
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
