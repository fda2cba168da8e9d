/// Whether the neurons of a layer can be numbered so that given conditions hold at a generic point.
///
/// Neurons with the same properties are interchangeable, so only their numbers matter: a search
/// distributes the members of each class that is asked for over one group of redundant neurons and the
/// neurons that are redundant with everything.
package struct LayerMatching {
  /// The neurons still free with the same properties.
  private struct Supply {
    let isZeroRow: Bool
    /// `nil` for neurons that are redundant with every other.
    let group: Int?
    /// Neurons with nonzero and with zero outgoing weights.
    var used = 0
    var unused = 0
  }

  private var supplies: [Supply] = []

  package init(zeroRows: [Bool], zeroColumns: [Bool], groups: [Int?]) {
    for neuron in zeroRows.indices {
      let group = groups[neuron]
      let position =
        supplies.firstIndex { $0.group == group } ?? supplies.count
      if position == supplies.count {
        supplies.append(Supply(isZeroRow: zeroRows[neuron], group: group))
      }
      if zeroColumns[neuron] {
        supplies[position].unused += 1
      } else {
        supplies[position].used += 1
      }
    }
  }

  /// Whether some numbering satisfies the conditions of `layer`.
  package mutating func accepts(_ layer: StratumLayer) -> Bool {
    let classOfNeuron = layer.classOfNeuron
    let singles = (0..<layer.width).filter { classOfNeuron[$0] == nil }
    let classes = layer.classes.map { members in
      let unused = members.count { layer.isZeroColumn[$0] }
      return (used: members.count - unused, unused: unused)
    }
    let rows = singles.count { layer.isZeroRow[$0] }
    let columns = singles.count { layer.isZeroColumn[$0] }
    let both = singles.count { layer.isZeroRow[$0] && layer.isZeroColumn[$0] }
    return place(classes.sorted { $0 > $1 }[...], rows: rows, columns: columns, both: both)
  }

  /// Places the classes one after another, then neurons outside of classes.
  private mutating func place(
    _ classes: ArraySlice<(used: Int, unused: Int)>, rows: Int, columns: Int, both: Int
  ) -> Bool {
    guard let (used, unused) = classes.first else {
      return hasSingles(rows: rows, columns: columns, both: both)
    }
    let joker = supplies.firstIndex { $0.group == nil }
    for group in supplies.indices {
      // Members in the group; the others go to the neurons that are redundant with everything.
      for usedHere in 0...used {
        for unusedHere in 0...unused {
          let (usedRest, unusedRest) = (used - usedHere, unused - unusedHere)
          if group == joker && usedRest + unusedRest > 0 { continue }
          guard joker != nil || usedRest + unusedRest == 0 else { continue }
          let copy = supplies
          for first in takings(group, used: usedHere, unused: unusedHere) {
            supplies = copy
            take(group, first)
            let rests =
              joker.map { takings($0, used: usedRest, unused: unusedRest) } ?? [(0, 0)]
            let middle = supplies
            for second in rests {
              supplies = middle
              if let joker { take(joker, second) }
              if place(classes.dropFirst(), rows: rows, columns: columns, both: both) {
                return true
              }
            }
          }
          supplies = copy
        }
      }
    }
    return false
  }

  /// The ways to take neurons for `unused` members, which need zero columns, and `used` others, which may
  /// have them.
  private func takings(_ position: Int, used: Int, unused: Int) -> [(used: Int, unused: Int)] {
    let supply = supplies[position]
    let fewest = max(0, used - supply.unused + unused)
    guard unused <= supply.unused, fewest <= min(used, supply.used) else { return [] }
    return (fewest...min(used, supply.used)).map { ($0, used - $0 + unused) }
  }

  private mutating func take(_ position: Int, _ amount: (used: Int, unused: Int)) {
    supplies[position].used -= amount.used
    supplies[position].unused -= amount.unused
  }

  /// Hall's condition for neurons that need a zero row, a zero column or both.
  private func hasSingles(rows: Int, columns: Int, both: Int) -> Bool {
    var (zeroRows, zeroColumns, zeroBoth, either) = (0, 0, 0, 0)
    for supply in supplies {
      zeroColumns += supply.unused
      either += supply.unused + (supply.isZeroRow ? supply.used : 0)
      if supply.isZeroRow {
        zeroRows += supply.used + supply.unused
        zeroBoth += supply.unused
      }
    }
    return both <= zeroBoth && rows <= zeroRows && columns <= zeroColumns
      && rows + columns - both <= either
  }
}
