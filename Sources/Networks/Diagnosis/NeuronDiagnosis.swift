import AlgebraicStructures
import Computation
import ExactArithmetic

/// The diagnosis of one hidden neuron.
///
/// A state other than `active` says that the neuron itself or a neuron that it depends on can be dropped
/// without changing the function: what cannot be reduced is active.
public struct NeuronDiagnosisOver<Number: ExactNumber>: Hashable, Sendable {
  /// A neuron with the same function up to a factor and a constant.
  public struct Proportionality: Hashable, Sendable {
    /// The other neuron of the same layer, counted from 1.
    public let index: Int
    /// This neuron's incoming row divided by the other's, both taken from the center of the activation:
    /// any number for a power, ±1 for an even or odd activation, otherwise 1.
    public let factor: Number

    /// This neuron's row is `factor` times that of neuron `index`.
    public init(index: Int, factor: Number) {
      self.index = index
      self.factor = factor
    }
  }

  /// The hidden layer, counted from 1.
  public let layer: Int
  /// The neuron in its layer, counted from 1.
  public let index: Int
  /// The first that applies of `inactive-in`, `inactive-out`, `redundant`, `mixed`, `active`; the other
  /// properties tell the rest.
  public let state: NeuronState
  /// The value of a neuron that does not depend on the inputs; without biases it may be active.
  public let constant: Number?
  /// Whether all outgoing weights are zero.
  public let hasZeroOutputs: Bool
  /// All neurons that this one is redundant with, in increasing order; none for an inactive neuron.
  public let proportionalTo: [Proportionality]
  /// The other neurons of a layer of degree one that occur in linear relations with this one.
  public let mixedWith: [Int]
}

/// The diagnosis of a hidden neuron of a network with rational weights.
public typealias NeuronDiagnosis = NeuronDiagnosisOver<Rational>

/// Every hidden neuron of `network` in the order of layers.
///
/// - Throws: `ComputationStopped` as `control` demands.
/// - Complexity: O(N), O(d²) for a layer of d redundant neurons, and exact ranks for layers of degree one.
func neuronDiagnoses<F: WeightField>(
  of network: WeightedNetwork<F>, control: ComputationControl
) throws(ComputationStopped) -> [NeuronDiagnosisOver<F.Element>] {
  let architecture = network.architecture
  var result: [NeuronDiagnosisOver<F.Element>] = []
  var inputConstants = [F.Element?](repeating: nil, count: architecture.inputCount)
  for layer in 1..<architecture.layerCount {
    let next = network.rows[layer]
    let functions = LayerFunctions(
      rows: network.rows[layer - 1],
      biases: architecture.hasBias ? network.biases[layer - 1] : nil, next: next,
      activation: architecture.activations[layer - 1], inputConstants: inputConstants,
      over: network.field)
    result += try functions.diagnoses(
      layer: layer, next: next,
      hasInputConstants: inputConstants.contains { $0 != nil }, control: control)
    inputConstants = functions.outputConstants
  }
  return result
}

extension LayerFunctions {
  fileprivate func diagnoses(
    layer: Int, next: [[F.Element]], hasInputConstants: Bool, control: ComputationControl
  ) throws(ComputationStopped) -> [NeuronDiagnosisOver<F.Element>] {
    let removable = isRemovableConstant
    var partners = [[NeuronDiagnosisOver<F.Element>.Proportionality]](
      repeating: [], count: forms.count)
    for found in redundancyClasses {
      for (i, scale) in zip(found.members, found.scales) {
        partners[i] = zip(found.members, found.scales).filter { $0.0 != i }.map {
          .init(index: $0 + 1, factor: field.quotient(scale, $1))
        }
      }
    }
    var mixed = [Set<Int>](repeating: [], count: forms.count)
    let relations = try dependences(
      next: next, hasInputConstants: hasInputConstants, control: control)
    for relation in relations {
      for i in relation.neurons { mixed[i].formUnion(relation.neurons.filter { $0 != i }) }
    }
    return forms.indices.map { i in
      let state: NeuronState =
        removable[i]
        ? .inactiveIn
        : !isUsed[i]
          ? .inactiveOut
          : !partners[i].isEmpty ? .redundant : mixed[i].isEmpty ? .active : .mixed
      return NeuronDiagnosisOver(
        layer: layer, index: i + 1, state: state, constant: constants[i],
        hasZeroOutputs: !isUsed[i], proportionalTo: partners[i],
        mixedWith: mixed[i].map { $0 + 1 }.sorted())
    }
  }
}
