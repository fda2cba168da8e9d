import Computation
import CriticalLoci
import Networks
import NumberFields

/// The ranks of a model at weights in a number field, in the order in which they become known.
struct NumberFieldRanks {
  /// Whether the outputs are the targets; `nil` without targets, or if a limit came before.
  var fit: DataFit?
  /// The rank at the point; `nil` if a limit came before.
  var rank: NumberFieldPointRank?
  /// The rank at a general point; `nil` if a limit came before.
  var genericRank: GenericRank?

  /// Computes what is not known; what a limit leaves out stays unknown.
  ///
  /// - Parameter weights: N parameters in `field`.
  /// - Parameter inputs: The model and its inputs; data that are not rational lie in the field, else it traps.
  /// - Throws: What `control` demands, also where the generic rank is known but not proven because of it.
  mutating func complete<Model>(
    at weights: [NumberFieldElement], over field: NumberField, on inputs: ExactInputs<Model>,
    includingKernel: Bool, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) {
    if case .numberField(_, let data) = inputs {
      require(data.field == field, "data in \(data.field) for weights in \(field)")
    }
    fit = try inputs.fit(at: weights, over: field, control: control)
    rank = try inputs.rank(
      at: weights, over: field, includingKernel: includingKernel, seed: seed, control: control)
    if genericRank == nil { genericRank = try inputs.genericRank(seed: seed, control: control) }
  }
}
