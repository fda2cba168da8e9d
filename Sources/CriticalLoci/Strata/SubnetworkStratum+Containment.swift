import AlgebraicStructures
import Computation
import Networks

extension SubnetworkStratum {
  /// Whether this set is a subset of `other`, decided at the generic point; another architecture traps.
  ///
  /// At the generic point of a stratum in normal form exactly the entries that are zero by its conditions
  /// vanish, and rows outside of common classes are in general position; so every condition of `other` can
  /// be read off.
  public func isContained(in other: SubnetworkStratum) -> Bool {
    requireSameArchitecture(other)
    return layers.indices.allSatisfy { k in
      let (rows, columns, groups) = (
        zeroRows(k), zeroColumns(k), redundancyGroups(k, for: other)
      )
      let layer = other.layers[k]
      return layer.isZeroRow.indices.allSatisfy { neuron in
        (!layer.isZeroRow[neuron] || rows[neuron])
          && (!layer.isZeroColumn[neuron] || columns[neuron])
      }
        && layer.classes.allSatisfy { members in
          let nonzero = members.filter { groups[$0] != nil }
          return Set(nonzero.compactMap { groups[$0] }).count <= 1
            && (relation(k).relation != .opposite
              || nonzero.allSatisfy { neuron in
                rows[neuron] && !architecture.hasBias
                  || (layers[k].isOpposite[neuron] != layers[k].isOpposite[nonzero[0]])
                    == (layer.isOpposite[neuron] != layer.isOpposite[nonzero[0]])
              })
        }
    }
  }

  /// Whether this set is a subset of some image of `other` under permutations of hidden neurons and, where
  /// an activation is even or odd about its center, reflections of neurons.
  ///
  /// The conditions on different layers are independent, so each layer is matched on its own, by numbers
  /// of neurons of each kind.
  public func isContained(inOrbitOf other: SubnetworkStratum) -> Bool {
    requireSameArchitecture(other)
    return codimension >= other.codimension
      && layers.indices.allSatisfy { k in
        var matching = LayerMatching(
          zeroRows: zeroRows(k), zeroColumns: zeroColumns(k),
          groups: redundancyGroups(k, for: other))
        return matching.accepts(other.layers[k])
      }
  }

  /// For each neuron of hidden layer k + 1 a number such that at the generic point neurons are redundant
  /// when they have the same one, or `nil` for a zero row that is redundant with every row.
  ///
  /// - Parameter other: A stratum; where its rows are redundant only if they are equal or opposite, proportional
  ///   ones are not.
  private func redundancyGroups(_ k: Int, for other: SubnetworkStratum) -> [Int?] {
    let (layer, relation, isZero) = (layers[k], relation(k), zeroRows(k))
    let isWeaker = relation.relation.isWeaker(than: other.relation(k).relation)
    let liveCount = liveColumns(k).count { $0 }
    let classOfNeuron = layer.classOfNeuron
    // Numbers of single neurons follow those of the classes; the last two are common to many neurons.
    let single = layer.classes.count
    let (zero, parallel) = (single + layer.width, single + layer.width + 1)
    return (0..<layer.width).map { neuron in
      if isZero[neuron] {
        if relation.isProportional && !relation.hasBias { return nil }
        return relation.isProportional || !relation.hasBias ? zero : single + neuron
      }
      if relation.isProportional && !relation.hasBias && liveCount == 1 { return parallel }
      return isWeaker ? single + neuron : classOfNeuron[neuron] ?? single + neuron
    }
  }

  private func requireSameArchitecture(_ other: SubnetworkStratum) {
    require(
      architecture == other.architecture,
      "strata of different architectures, \(architecture) and \(other.architecture)")
  }
}

extension ActivationSymmetry.Relation {
  /// Whether rows in this relation need not be in the other one.
  fileprivate func isWeaker(than other: Self) -> Bool {
    switch (self, other) {
    case (.equal, _), (_, .proportional), (.opposite, .opposite): false
    default: true
    }
  }
}
