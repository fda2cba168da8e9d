import CriticalLoci
import ExactArithmetic
import Networks
import NumericalExperiments

extension Diagnosis {
  /// The states of the neurons as operations, each set of redundant neurons once.
  var conditions: [SubnetworkOperation] {
    collectedOperations(
      neurons.map { neuron in
        let isMixed = neuron.state == .mixed
        return (
          neuron.layer, neuron.index, neuron.state,
          isMixed
            ? neuron.mixedWith.map { ($0, false) }
            : neuron.proportionalTo.map { ($0.index, $0.factor == -1) }
        )
      }, architecture: network.architecture)
  }
}

extension NumericalDiagnosis {
  /// The states of the neurons at the tolerance as operations, each set of redundant neurons once.
  var conditions: [SubnetworkOperation] {
    collectedOperations(
      neurons.map {
        (
          $0.distances.layer, $0.distances.index, $0.state,
          $0.redundantWith.map { ($0.index, $0.factor == -1) }
        )
      }, architecture: network.architecture)
  }
}

private func collectedOperations(
  _ neurons: [(
    layer: Int, index: Int, state: NeuronState, partners: [(index: Int, isOpposite: Bool)]
  )], architecture: Architecture
) -> [SubnetworkOperation] {
  var result: [SubnetworkOperation] = []
  for (layer, index, state, partners) in neurons {
    let operation: SubnetworkOperation
    switch state {
    case .active: continue
    case .inactiveIn: operation = .inactiveIn(layer: layer, neuron: index)
    case .inactiveOut: operation = .inactiveOut(layer: layer, neuron: index)
    case .redundant:
      let members = ([index] + partners.map(\.index)).sorted()
      let opposite = partners.filter(\.isOpposite).map(\.index)
      // Signs refer to the first neuron. Where rows are proportional they mean nothing.
      let isTurned = opposite.contains(members[0])
      operation = .redundant(
        layer: layer, neurons: members,
        opposite: architecture.hasOppositeRows(layer: layer)
          ? members.filter { opposite.contains($0) != isTurned } : [])
    case .mixed:
      operation = .mixed(layer: layer, neurons: ([index] + partners.map(\.index)).sorted())
    }
    if !result.contains(operation) { result.append(operation) }
  }
  return result
}

extension Architecture {
  /// Whether redundant rows of a hidden layer can be opposite but not proportional otherwise.
  fileprivate func hasOppositeRows(layer: Int) -> Bool {
    let kind = ActivationSymmetry(activations[layer - 1]).kind
    return kind == .even || kind == .odd
  }
}
