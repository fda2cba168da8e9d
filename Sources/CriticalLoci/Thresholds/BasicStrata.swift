import Networks

/// The basic strata up to permutation of the neurons of a layer: one redundant pair, one inactive-in and
/// one inactive-out neuron for each hidden layer.
public func basicStrata(of architecture: Architecture) -> [SubnetworkStratum] {
  var strata: [SubnetworkStratum] = []
  for layer in 1..<architecture.layerCount {
    if architecture.widths[layer] >= 2 {
      strata.append(
        SubnetworkStratum(architecture, operations: [.redundant(layer: layer, neurons: [1, 2])]))
    }
    strata.append(
      SubnetworkStratum(architecture, operations: [.inactiveIn(layer: layer, neuron: 1)]))
    strata.append(
      SubnetworkStratum(architecture, operations: [.inactiveOut(layer: layer, neuron: 1)]))
  }
  return strata
}
