/// One way in which neurons of a hidden layer do not count: the conditions that make a network a
/// subnetwork.
///
/// Layers and neurons count from 1. As closed sets: `redundant` is "the rows of the neurons span at most
/// a line" and so contains `inactiveIn` of its members.
public enum SubnetworkOperation: Hashable, Sendable {
  /// The incoming weight rows of these neurons, at least two, in increasing order, are pairwise
  /// proportional, for an activation that is a power about its center (`ActivationSymmetry`). For others they
  /// are equal, except that those of `opposite` are opposite to that of the first neuron, which is possible
  /// where the activation is even or odd about its center.
  case redundant(layer: Int, neurons: [Int], opposite: [Int] = [])
  /// All incoming weights of the neuron are zero.
  case inactiveIn(layer: Int, neuron: Int)
  /// All outgoing weights of the neuron are zero.
  case inactiveOut(layer: Int, neuron: Int)
  /// The layer has an activation of degree one, and the incoming or the outgoing weights of these
  /// neurons are linearly dependent: an invertible matrix makes one of them inactive.
  case mixed(layer: Int, neurons: [Int])

  /// The hidden layer.
  public var layer: Int {
    switch self {
    case .redundant(let layer, _, _), .inactiveIn(let layer, _), .inactiveOut(let layer, _),
      .mixed(let layer, _):
      layer
    }
  }

  /// The neurons concerned.
  public var neurons: [Int] {
    switch self {
    case .redundant(_, let neurons, _), .mixed(_, let neurons): neurons
    case .inactiveIn(_, let neuron), .inactiveOut(_, let neuron): [neuron]
    }
  }

  /// The neurons whose rows are opposite to that of the first.
  public var opposite: [Int] {
    if case .redundant(_, _, let opposite) = self { opposite } else { [] }
  }

  /// What neurons are where the operation holds; never `active`.
  public var state: NeuronState {
    switch self {
    case .redundant: .redundant
    case .inactiveIn: .inactiveIn
    case .inactiveOut: .inactiveOut
    case .mixed: .mixed
    }
  }

  /// The type as the JSON output names it: `redundant`, `inactive-in`, `inactive-out` or `mixed`.
  public var type: String { state.rawValue }

  /// The operation with a type and neurons as files name them; `nil` for an unknown type, or if it does not
  /// take that many neurons.
  public init?(type: String, layer: Int, neurons: [Int], opposite: [Int] = []) {
    switch (NeuronState(rawValue: type), neurons.count) {
    case (.redundant, 2...):
      self = .redundant(layer: layer, neurons: neurons, opposite: opposite)
    case (.inactiveIn, 1): self = .inactiveIn(layer: layer, neuron: neurons[0])
    case (.inactiveOut, 1): self = .inactiveOut(layer: layer, neuron: neurons[0])
    case (.mixed, 1...): self = .mixed(layer: layer, neurons: neurons)
    default: return nil
    }
  }

  /// Whether it is a condition of a `SubnetworkStratum`: all but `mixed`.
  public var isCombinatorial: Bool { if case .mixed = self { false } else { true } }
}

extension SubnetworkOperation: CustomStringConvertible {
  /// For example `redundant(1;1,2)` or `inactive-out(2;1)`; opposite rows have a sign, `redundant(1;1,-2)`.
  public var description: String {
    let opposite = Set(opposite)
    let numbers = neurons.map { (opposite.contains($0) ? "-" : "") + "\($0)" }
    return "\(type)(\(layer);\(numbers.joined(separator: ",")))"
  }
}
