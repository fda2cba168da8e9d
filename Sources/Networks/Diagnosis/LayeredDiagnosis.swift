import Computation
import ExactArithmetic
import NumberFields

/// Which units of a model with layers are inactive or redundant, and the model that is left when they are removed.
public struct LayeredDiagnosisOver<Number: ExactNumber>: Sendable {
  /// What is looked at as a neuron.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Neurons of dense layers in a row with fixed activations between them.
    case neurons
    /// Channels between a layer that makes them and the next one that takes them, at all positions alike.
    case channels
    /// Products of channels.
    case products
    /// Heads of attention.
    case heads
  }

  /// Some layers as a network of their own inside the model.
  public struct Block: Sendable {
    /// The numbers of its layers among the layers with parameters, from 1.
    public let layers: [Int]
    /// What its neurons are.
    public let unit: Unit
    /// The neurons, with layers numbered from 1 in the block.
    public let neurons: [NeuronDiagnosisOver<Number>]
    /// The steps of the reduction in order, with layers numbered in the same way and the original numbers of the neurons.
    public internal(set) var operations: [ReductionStep<Number>]
    /// Whether the reduced block has the same function, decided independently of the reduction.
    public internal(set) var functionPreserved: Certified<Bool>
  }

  /// The blocks in the order of their first layers.
  public let blocks: [Block]
  /// The reduced model.
  public let model: LayeredModel
  /// Its parameters.
  public let weights: [Number]

  /// Whether the reduced model has the same function: every block has, whatever its inputs are.
  public var functionPreserved: Certified<Bool> {
    let all = blocks.map(\.functionPreserved)
    return all.first { !$0.value } ?? all.first { !$0.evidence.isProven } ?? all.first
      ?? Certified(true, .proven(detail: "nothing is changed"))
  }
}

/// The diagnosis of a model with layers at rational weights.
public typealias LayeredDiagnosis = LayeredDiagnosisOver<Rational>

/// Diagnoses and reduces what is a neuron in a model with layers, inside residual layers too.
///
/// - Dense layers in a row with fixed polynomial activations, or nothing, between them, all with biases or all without, are a
///   network of their own.
/// - A channel of a convolution or a dense layer that the next layer with parameters takes (dense, convolution, attention),
///   with one fixed activation and means over positions at most in between, is a neuron whose incoming weights are all of its
///   kernels and whose outgoing weights are all that is multiplied with it.
/// - A product of channels (gates) is inactive if one of its factors is zero, or nothing takes it; two are redundant if
///   their factors are proportional in some order. Powers may stand in front and behind.
/// - A head of attention is inactive if Q, K or V is zero, or nothing takes its values; two are redundant if QKᵀ and V are
///   proportional.
///
/// Layers that share parameters take no part. Every block keeps its function on all inputs, whatever stands around it, and so the
/// model does. This is repeated until nothing changes. Constants of channels go to biases of the layer that takes them where these see
/// no padding.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter seed: Fixes the random points of checks that are no proofs.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func diagnose(
  _ model: LayeredModel, at weights: [Rational], seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LayeredDiagnosis {
  try layeredDiagnosis(of: model, at: weights, over: RationalField(), seed: seed, control: control)
}

/// The same over a number field with a real place; another one traps.
///
/// - Parameter model: The model.
/// - Parameter weights: N parameters; another count traps.
/// - Parameter field: The field of the weights.
/// - Parameter seed: Fixes the random points of checks that are no proofs.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func diagnose(
  _ model: LayeredModel, at weights: [NumberFieldElement], over field: NumberField,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LayeredDiagnosisOver<NumberFieldElement> {
  require(field.isReal, "neurons over \(field), which has no real place")
  return try layeredDiagnosis(of: model, at: weights, over: field, seed: seed, control: control)
}

private func layeredDiagnosis<F: WeightField>(
  of model: LayeredModel, at weights: [F.Element], over field: F, seed: UInt64,
  control: ComputationControl
) throws(ComputationStopped) -> LayeredDiagnosisOver<F.Element> {
  require(
    weights.count == model.parameterCount,
    "\(weights.count) weights for a model with \(model.parameterCount) parameters")
  var reduction = LayeredReduction(
    model, weights: weights, over: field, seed: seed, control: control)
  try reduction.reduceCompletely()
  do {
    return LayeredDiagnosisOver(
      blocks: reduction.blocks,
      model: try LayeredModel(inputs: model.inputShape, layers: reduction.layers.map(\.rebuilt)),
      weights: reduction.layers.flatMap(\.ownParameters))
  } catch {
    contractViolation("a model smaller than \(model) is refused: \(error)")
  }
}
