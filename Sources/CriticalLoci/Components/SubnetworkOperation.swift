/// One way in which neurons of a hidden layer do not count: the conditions that make a network a
/// subnetwork.
///
/// Layers and neurons count from 1. As closed sets: `redundant` is "the rows of the neurons span at most
/// a line" and so contains `inactiveIn` of its members.
public enum SubnetworkOperation: Hashable, Sendable {
  /// The incoming weight rows of these neurons, at least two, in increasing order, are pairwise
  /// proportional (for an activation that is not a monomial: equal).
  case redundant(layer: Int, neurons: [Int])
  /// All incoming weights of the neuron are zero.
  case inactiveIn(layer: Int, neuron: Int)
  /// All outgoing weights of the neuron are zero.
  case inactiveOut(layer: Int, neuron: Int)

  /// The hidden layer.
  public var layer: Int {
    switch self {
    case .redundant(let layer, _), .inactiveIn(let layer, _), .inactiveOut(let layer, _): layer
    }
  }

  /// The neurons concerned.
  public var neurons: [Int] {
    switch self {
    case .redundant(_, let neurons): neurons
    case .inactiveIn(_, let neuron), .inactiveOut(_, let neuron): [neuron]
    }
  }

  /// The type as the JSON output names it: `redundant`, `inactive-in` or `inactive-out`.
  public var type: String {
    switch self {
    case .redundant: "redundant"
    case .inactiveIn: "inactive-in"
    case .inactiveOut: "inactive-out"
    }
  }
}

extension SubnetworkOperation: CustomStringConvertible {
  /// For example `redundant(1;1,2)` or `inactive-out(2;1)`.
  public var description: String {
    "\(type)(\(layer);\(neurons.map(String.init).joined(separator: ",")))"
  }
}
