import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import Networks

/// The dimension of the set of functions of a model with layers, or of its values on data, next to what its symmetries let expect.
public struct ModelDimensionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The model with the inputs that count.
  public let inputs: ExactInputs<LayeredModel>
  /// The generic rank R; `nil` if a limit came before the first evaluation was done.
  public let rank: GenericRank?
  /// The seed of the random points.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `genericRank(of:seed:…)` has returned, or on what stopped it.
  public init(
    name: String?, inputs: ExactInputs<LayeredModel>, rank: GenericRank?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.name = name
    self.inputs = inputs
    self.rank = rank
    self.seed = seed
    self.stop = stop ?? rank?.stopped
  }

  /// The dimension; what depends on an unknown one is `null`.
  public var document: Document { Document(name: name, inputs.model, body) }

  func body(_ document: inout Document) {
    let bound = rank?.upperBound ?? inputs.dimensionBound
    document.onData(inputs)
    document.field("parameters", inputs.model.parameterCount)
    document.field("ambientDimension", rank?.ambientDimension)
    document.field(
      "expectedDimension", bound.value, says: "\(bound.value), \(bound.theorem.name)")
    document.field(
      "dimension", rank?.dimension, says: rank == nil ? "not known, at most \(bound.value)" : nil)
    document.field("defect", rank?.defect)
    document.field("filling", rank?.isFilling)
    document.field("fiberDimension", rank?.fiberDimension)
    document.field("evidence", rank?.evidence)
    document.data("upperBound", bound.value)
    document.data("seed", seed)
    document.stopped(stop)
  }
}
