import Computation
import Foundation

/// Neurons of a layer that have nearly the function of the first of them, up to factors and constants.
struct NeuronGroup {
  /// The neurons, from 0, the strongest first.
  var members: [(neuron: Int, match: NeuronMatch)]
}

/// The neurons of a layer that are not inactive in groups, each around the strongest one that is not yet in another.
func neuronGroups(
  _ layers: NamedLayers, _ rows: LayerRows, layer: Int, tolerance: Double,
  _ control: ComputationControl
) throws(ComputationStopped) -> [NeuronGroup] {
  let neurons = inactivities(layers, layer: layer)
  let candidates = neurons.indices
    .filter { rows.weightNorms[$0] > 0 && neurons[$0].inactivity(at: tolerance) == nil }
    .sorted { (neurons[$1].contribution, $0) < (neurons[$0].contribution, $1) }
  var groups: [NeuronGroup] = []
  for k in candidates {
    try control.checkpoint(operations: groups.count + 1)
    var best: (group: Int, distance: Double, match: NeuronMatch)?
    for (index, group) in groups.enumerated() {
      let limit = best?.distance ?? tolerance
      if let found = rows.match(k, group.members[0].neuron, limit: limit),
        best.map({ found.distance < $0.distance }) ?? true
      {
        best = (index, found.distance, found.match)
      }
    }
    if let best {
      groups[best.group].members.append((k, best.match))
    } else {
      groups.append(NeuronGroup(members: [(k, .same)]))
    }
  }
  return groups
}
