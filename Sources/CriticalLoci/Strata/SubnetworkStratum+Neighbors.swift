import Networks

extension SubnetworkStratum {
  /// Strata properly inside this one that arise by one further condition, at least one from each orbit
  /// under permutations, and reflections where rows can be opposite, that fix this stratum.
  ///
  /// Every stratum is reached from the whole space in such steps through strata around it: zero rows
  /// first, then zero columns, then classes.
  public func specializations() -> [SubnetworkStratum] {
    var result: [SubnetworkStratum] = []
    for k in layers.indices {
      var kinds: Set<NeuronKind> = []
      for neuron in 0..<layers[k].width where kinds.insert(kind(k, neuron)).inserted {
        append(k, to: &result) { $0.isZeroRow[neuron] = true }
        append(k, to: &result) { $0.isZeroColumn[neuron] = true }
      }
      // Representatives of classes and single rows that can be merged.
      let units =
        layers[k].classes.map { $0[0] }
        + (0..<layers[k].width).filter {
          kind(k, $0).classSize == 0 && !layers[k].isZeroRow[$0]
        }
      var pairs: Set<[NeuronKind]> = []
      for (position, second) in units.enumerated() {
        for first in units[..<position]
        where pairs.insert([unitKind(k, first), unitKind(k, second)]).inserted {
          append(k, to: &result) { $0.merge([first, second]) }
        }
      }
    }
    return result
  }

  private func append(
    _ k: Int, to result: inout [SubnetworkStratum], _ change: (inout StratumLayer) -> Void
  ) {
    var layers = layers
    change(&layers[k])
    let stratum = SubnetworkStratum(architecture, layers: layers)
    // With biases a constant neuron leaves its class, and without them it can make rows redundant that are
    // not equal: these are no subsets.
    let isSubset =
      !architecture.hasBias && relation(k) == stratum.relation(k) || stratum.isContained(in: self)
    if stratum != self && isSubset {
      result.append(stratum)
    }
  }

  /// What of a neuron is invariant under permutations.
  private struct NeuronKind: Hashable {
    var isZeroRow: Bool
    var isZeroColumn: Bool
    /// 0 outside of classes.
    var classSize = 0
    var unusedInClass = 0
  }

  private func kind(_ k: Int, _ neuron: Int) -> NeuronKind {
    let layer = layers[k]
    var kind = NeuronKind(
      isZeroRow: layer.isZeroRow[neuron], isZeroColumn: layer.isZeroColumn[neuron])
    if let members = layer.classes.first(where: { $0.contains(neuron) }) {
      kind.classSize = members.count
      kind.unusedInClass = members.count { layer.isZeroColumn[$0] }
    }
    return kind
  }

  /// The kind of a class does not depend on its representative.
  private func unitKind(_ k: Int, _ neuron: Int) -> NeuronKind {
    var kind = kind(k, neuron)
    if kind.classSize > 0 { kind.isZeroColumn = false }
    return kind
  }
}
