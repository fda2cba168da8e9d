import Networks

/// The basic strata up to permutation of the neurons of a layer, and up to reflections where rows can be
/// opposite: one redundant pair, one inactive-in and one inactive-out neuron for each hidden layer.
///
/// Where a neuron without inputs has a constant value and there are no biases to take it, it is no
/// subnetwork by itself; but it can make a pair redundant.
public func basicStrata(of architecture: Architecture) -> [SubnetworkStratum] {
  var strata: [SubnetworkStratum] = []
  func append(_ operations: SubnetworkOperation...) {
    strata.append(SubnetworkStratum(architecture, operations: operations))
  }
  for layer in 1..<architecture.layerCount {
    let width = architecture.widths[layer]
    if width >= 2 { append(.redundant(layer: layer, neurons: [1, 2])) }
    if architecture.hasBias || architecture.activations[layer - 1].vanishesAtZero {
      append(.inactiveIn(layer: layer, neuron: 1))
    } else if width >= 3,
      RowRelation(architecture, layer: layer, hasConstant: true)
        != RowRelation(architecture, layer: layer)
    {
      append(.inactiveIn(layer: layer, neuron: 1), .redundant(layer: layer, neurons: [2, 3]))
    }
    append(.inactiveOut(layer: layer, neuron: 1))
  }
  return strata
}

extension Architecture {
  /// Why the basic strata, their images under permutations, reflections and the mixing of linear layers may
  /// not be all subnetworks; `nil` if they are.
  ///
  /// Linear layers: where W_ℓ or W_{ℓ+1} has a rank below d_ℓ, an invertible matrix that leaves the function
  /// and the rank of J as they are makes a neuron inactive.
  var uncoveredSubnetworks: String? {
    if hasBias { return nil }
    for layer in 1..<layerCount where !activations[layer - 1].vanishesAtZero {
      if degrees[layer - 1] == 1 {
        return "mixed neurons of layer \(layer), whose linear activation has a constant term"
      }
      if layer < layerCount - 1 {
        return "neurons behind constant neurons of layer \(layer), which act as biases"
      }
    }
    return nil
  }
}
