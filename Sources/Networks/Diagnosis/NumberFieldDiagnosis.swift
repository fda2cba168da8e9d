import Computation
import NumberFields

/// Which neurons of a network with weights in a real number field are inactive or redundant, and the network that is
/// left when they are removed.
public struct NumberFieldDiagnosis: Hashable, Sendable {
  /// The network that was diagnosed.
  public let network: NumberFieldNetwork
  /// All hidden neurons in the order of layers.
  public let neurons: [NeuronDiagnosisOver<NumberFieldElement>]
  /// The steps of the reduction in order, with the original numbers of the neurons.
  public let operations: [ReductionStep<NumberFieldElement>]
  /// The reduced network.
  ///
  /// A hidden layer that loses all its neurons keeps one with zero weights.
  public let reduced: NumberFieldNetwork
  /// Whether the reduced network has the same function, decided independently of the reduction.
  public let functionPreserved: Certified<Bool>

  /// Whether some hidden neuron is inactive, redundant or mixed: exactly then there are `operations`.
  public var isSubnetwork: Bool { neurons.contains { $0.state != .active } }
}

/// Diagnoses every hidden neuron and reduces the network as far as inactive, redundant and mixed neurons allow, as
/// `diagnose(_:droppingDependent:seed:control:)` does over ℚ, with all arithmetic in the field.
///
/// Which factors an activation allows is decided over the reals, so that the field needs a real place: a field
/// without one may have roots of unity by which other rows are redundant, and traps.
///
/// - Parameter network: The network at its weights.
/// - Parameter seed: Fixes the random points of a check that is not a proof.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func diagnose(
  _ network: NumberFieldNetwork, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumberFieldDiagnosis {
  require(network.field.isReal, "neurons over \(network.field), which has no real place")
  let weighted = WeightedNetwork(network)
  var reduction = NetworkReduction(weighted)
  try reduction.reduceCompletely(control: control)
  let reduced = reduction.network.network
  return NumberFieldDiagnosis(
    network: network, neurons: try neuronDiagnoses(of: weighted, control: control),
    operations: reduction.operations, reduced: reduced,
    functionPreserved: try computeSameFunction(
      network.architecture, at: network.weights, reduced.architecture, at: reduced.weights,
      over: network.field, seed: seed, control: control))
}
