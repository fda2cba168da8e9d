/// The states of neurons as operations, each set of redundant or mixed neurons once.
///
/// - Parameter neurons: Neurons in the order of layers, with the others that they are redundant or mixed with, and
///   whether the rows of these are opposite.
package func subnetworkOperations(
  of neurons: [(
    layer: Int, index: Int, state: NeuronState, partners: [(index: Int, isOpposite: Bool)]
  )], in architecture: Architecture
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
        opposite: [.even, .odd].contains(
          ActivationSymmetry(architecture.activations[layer - 1]).kind)
          ? members.filter { opposite.contains($0) != isTurned } : [])
    case .mixed:
      operation = .mixed(layer: layer, neurons: ([index] + partners.map(\.index)).sorted())
    }
    if !result.contains(operation) { result.append(operation) }
  }
  return result
}
