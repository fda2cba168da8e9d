import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// Which neurons of a network are inactive or redundant at its weights, and the network that is left when
/// they are removed.
public struct Diagnosis: Hashable, Sendable {
  /// The network that was diagnosed.
  public let network: Network
  /// All hidden neurons in the order of layers.
  public let neurons: [NeuronDiagnosis]
  /// The steps of the reduction in order, with the original numbers of the neurons.
  public let operations: [ReductionOperation]
  /// The reduced network.
  ///
  /// A hidden layer that loses all its neurons keeps one with zero weights.
  public let reduced: Network
  /// The original numbers of the neurons that each hidden layer keeps; empty for an emptied layer.
  public let keptNeurons: [[Int]]
  /// Whether the reduced network has the same function, decided independently of the reduction.
  public let functionPreserved: Certified<Bool>

  /// Whether some hidden neuron is inactive, redundant or mixed: exactly then there are `operations` other than those
  /// that drop neurons of dependent sets.
  public var isSubnetwork: Bool { neurons.contains { $0.state != .active } }

  /// The states of the neurons as operations, each set of redundant neurons once.
  public var conditions: [SubnetworkOperation] {
    subnetworkOperations(
      of: neurons.map { neuron in
        (
          neuron.layer, neuron.index, neuron.state,
          neuron.state == .mixed
            ? neuron.mixedWith.map { ($0, false) }
            : neuron.proportionalTo.map { ($0.index, $0.factor == -1) }
        )
      }, in: network.architecture)
  }
}

/// Diagnoses every hidden neuron and reduces the network as far as inactive, redundant and mixed neurons
/// allow.
///
/// - A neuron is *inactive* if its outgoing weights are zero, or its incoming weights are and its
///   constant value σ(b) is zero or can go elsewhere: to the biases of the next layer, or without biases to
///   another constant neuron of the layer. Without biases and with σ(0) ≠ 0 a constant neuron acts as a
///   bias of the next layer, and a single one has to stay.
/// - Two other neurons are *redundant* if σ(z_k) = a·σ(z_i) + b identically, where b is zero or can go
///   elsewhere in the same way. `ActivationSymmetry` says when: for a power about its center rows are
///   proportional, for an even or odd activation equal or opposite, otherwise equal.
/// - In a layer with an activation of degree one neurons *mix*: if W_ℓ or W_{ℓ+1} has a rank below d_ℓ, one
///   can be dropped.
///
/// This is repeated until nothing changes; merges can cancel outgoing weights and drops can make other
/// neurons inactive. All arithmetic is rational and exact.
///
/// With `droppingDependent` neurons are also dropped whose functions are combinations of those of others
/// (`DependentSet`), though that makes the network no subnetwork.
///
/// That the function is preserved is checked anew from both networks: proven by residues at unisolvent
/// points where that is affordable, and otherwise with a probability bound (`functionPreserved`).
///
/// - Parameter network: The network at its exact weights.
/// - Parameter droppingDependent: Whether to drop one neuron of each dependent set.
/// - Parameter seed: Fixes the random points of a check that is not a proof.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: O(N) operations on rationals per removed neuron, exact ranks of the matrices at layers of
///   degree one, and the check.
public func diagnose(
  _ network: Network, droppingDependent: Bool = false, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Diagnosis {
  let weighted = WeightedNetwork(network)
  var reduction = NetworkReduction(weighted)
  try reduction.reduceCompletely(control: control)
  // A dropped neuron can leave others inactive, and relations of the layers behind as they are.
  while droppingDependent,
    let set = try dependentSets(
      of: reduction.network.network, keeping: reduction.keptNeurons, seed: seed, control: control
    ).first
  {
    reduction.combine(
      layer: set.layer, neuron: set.neuron, terms: set.terms, constant: set.constant)
    try reduction.reduceCompletely(control: control)
  }
  let reduced = reduction.network.network
  return Diagnosis(
    network: network, neurons: try neuronDiagnoses(of: weighted, control: control),
    operations: reduction.operations,
    reduced: reduced, keptNeurons: reduction.keptNeurons,
    functionPreserved: try computeSameFunction(network, reduced, seed: seed, control: control))
}

/// Whether two networks with equally many inputs and outputs compute the same polynomials.
///
/// - Returns: `false` is always proven; `true` is proven when the unisolvent points of the larger ambient
///   space are affordable, and otherwise carries a Schwartz–Zippel bound. Networks of different input or
///   output counts trap.
/// - Throws: `ComputationStopped` as `control` demands.
public func computeSameFunction(
  _ first: Network, _ second: Network, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Certified<Bool> {
  let (a, b) = (first.architecture, second.architecture)
  require(
    a.inputCount == b.inputCount && a.outputCount == b.outputCount,
    "computeSameFunction: a network with \(a.inputCount) inputs and \(a.outputCount) outputs and "
      + "one with \(b.inputCount) and \(b.outputCount)")
  if first == second { return Certified(true, .proven(detail: "the networks are equal")) }
  let (norm, otherNorm) = (CoefficientNorm(first), CoefficientNorm(second))
  let size = max(norm.outputs, otherNorm.outputs) + 1
  let test = VanishingTest(
    PolynomialSpace(a).union(PolynomialSpace(b)),
    bits: size == -.infinity ? size : size + norm.denominator + otherNorm.denominator,
    operationsPerPoint: Double(a.parameterCount + b.parameterCount), control: control)
  return try test.decide(seed: seed) {
    (modulus, inputs) throws(ComputationStopped) in
    guard let first = ModularNetwork(first, modulus: modulus),
      let second = ModularNetwork(second, modulus: modulus)
    else { return nil }
    return first.outputs(at: inputs) - second.outputs(at: inputs)
  }
}
