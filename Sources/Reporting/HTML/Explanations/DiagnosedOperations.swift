import CriticalLoci
import Networks
import NumericalExperiments

extension Diagnosis {
  /// The states of the neurons as operations, each set of redundant neurons once.
  var conditions: [SubnetworkOperation] {
    collectedOperations(
      neurons.map { ($0.layer, $0.index, $0.state, $0.proportionalTo.map(\.index)) })
  }
}

extension NumericalDiagnosis {
  /// The states of the neurons at the tolerance as operations, each set of redundant neurons once.
  var conditions: [SubnetworkOperation] {
    collectedOperations(
      neurons.map {
        ($0.distances.layer, $0.distances.index, $0.state, $0.redundantWith.map(\.index))
      })
  }
}

private func collectedOperations(
  _ neurons: [(layer: Int, index: Int, state: NeuronState, partners: [Int])]
) -> [SubnetworkOperation] {
  var result: [SubnetworkOperation] = []
  for (layer, index, state, partners) in neurons {
    let operation: SubnetworkOperation
    switch state {
    case .active: continue
    case .inactiveIn: operation = .inactiveIn(layer: layer, neuron: index)
    case .inactiveOut: operation = .inactiveOut(layer: layer, neuron: index)
    case .redundant: operation = .redundant(layer: layer, neurons: ([index] + partners).sorted())
    }
    if !result.contains(operation) { result.append(operation) }
  }
  return result
}
