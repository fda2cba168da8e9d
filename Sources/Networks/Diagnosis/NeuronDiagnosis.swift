import ExactArithmetic

/// What a hidden neuron contributes at one point of the parameter space.
public enum NeuronState: String, Hashable, Sendable, CaseIterable {
  /// Neither inactive nor redundant.
  case active
  /// All incoming weights are zero (a bias does not matter): the neuron is constant.
  case inactiveIn = "inactive-in"
  /// All outgoing weights are zero: the neuron is not used.
  case inactiveOut = "inactive-out"
  /// The incoming weights (with the bias) are nonzero and proportional to those of another neuron of the
  /// layer; for an activation that is not a monomial: equal to them.
  case redundant
}

/// The diagnosis of one hidden neuron.
public struct NeuronDiagnosis: Hashable, Sendable {
  /// A neuron with a proportional row.
  public struct Proportionality: Hashable, Sendable {
    /// The other neuron of the same layer, counted from 1.
    public let index: Int
    /// This neuron's incoming row divided by the other's; 1 unless the activation is a monomial.
    public let factor: Rational

    /// This neuron's row is `factor` times that of neuron `index`.
    public init(index: Int, factor: Rational) {
      self.index = index
      self.factor = factor
    }
  }

  /// The hidden layer, counted from 1.
  public let layer: Int
  /// The neuron in its layer, counted from 1.
  public let index: Int
  /// Whether all incoming weights are zero.
  public let hasZeroInputs: Bool
  /// Whether all outgoing weights are zero.
  public let hasZeroOutputs: Bool
  /// All neurons that this one is redundant with, in increasing order.
  public let proportionalTo: [Proportionality]

  /// The first that applies of `inactive-in`, `inactive-out`, `redundant`, `active`; the other
  /// properties tell the rest.
  public var state: NeuronState {
    if hasZeroInputs { return .inactiveIn }
    if hasZeroOutputs { return .inactiveOut }
    return proportionalTo.isEmpty ? .active : .redundant
  }
}

/// Every hidden neuron of `network` in the order of layers.
///
/// - Complexity: O(N), and O(d²) for a layer of d proportional neurons.
func neuronDiagnoses(of network: Network) -> [NeuronDiagnosis] {
  let architecture = network.architecture
  var result: [NeuronDiagnosis] = []
  for layer in 1..<architecture.layerCount {
    let rows = network.matrix(ofLayer: layer)
    let biases = network.bias(ofLayer: layer)
    let next = network.matrix(ofLayer: layer + 1)
    let classes = ProportionalityClasses(
      rows: rows, biases: biases, activation: architecture.activations[layer - 1])
    for i in rows.indices {
      let others = classes.members(with: i).filter { $0.index != i }
      result.append(
        NeuronDiagnosis(
          layer: layer, index: i + 1, hasZeroInputs: rows[i].allSatisfy(\.isZero),
          hasZeroOutputs: next.allSatisfy { $0[i].isZero },
          proportionalTo: others.map { .init(index: $0.index + 1, factor: $0.factor) }))
    }
  }
  return result
}
