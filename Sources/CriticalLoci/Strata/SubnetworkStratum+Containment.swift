import AlgebraicStructures

extension SubnetworkStratum {
  /// Whether this set is a subset of `other`, decided at the generic point; another architecture traps.
  ///
  /// At the generic point of a stratum in normal form exactly the entries that are zero by its conditions
  /// vanish, and rows outside of common classes are in general position; so every condition of `other` can
  /// be read off.
  public func isContained(in other: SubnetworkStratum) -> Bool {
    requireSameArchitecture(other)
    return layers.indices.allSatisfy { k in
      let (rows, columns, groups) = (zeroRows(k), zeroColumns(k), redundancyGroups(k))
      let layer = other.layers[k]
      return layer.isZeroRow.indices.allSatisfy { neuron in
        (!layer.isZeroRow[neuron] || rows[neuron])
          && (!layer.isZeroColumn[neuron] || columns[neuron])
      }
        && layer.classes.allSatisfy { members in
          Set(members.compactMap { groups[$0] }).count <= 1
        }
    }
  }

  /// Whether this set is a subset of some image of `other` under permutations of hidden neurons.
  ///
  /// The conditions on different layers are independent, so each layer is matched on its own, by numbers
  /// of neurons of each kind.
  public func isContained(inOrbitOf other: SubnetworkStratum) -> Bool {
    requireSameArchitecture(other)
    return codimension >= other.codimension
      && layers.indices.allSatisfy { k in
        var matching = LayerMatching(
          zeroRows: zeroRows(k), zeroColumns: zeroColumns(k), groups: redundancyGroups(k))
        return matching.accepts(other.layers[k])
      }
  }

  /// For each neuron of hidden layer k + 1 a number such that at the generic point neurons are redundant
  /// when they have the same one, or `nil` for a zero row that is redundant with every row.
  private func redundancyGroups(_ k: Int) -> [Int?] {
    let (layer, relation, isZero) = (layers[k], relation(k), zeroRows(k))
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
      return classOfNeuron[neuron] ?? single + neuron
    }
  }

  private func requireSameArchitecture(_ other: SubnetworkStratum) {
    require(
      architecture == other.architecture,
      "strata of different architectures, \(architecture) and \(other.architecture)")
  }
}
