import AlgebraicStructures
import Computation
import Networks

/// An entry of the normal forms of a chart that is not fixed by the choice of bases.
package struct ChartEntry: Hashable {
  /// The layer of the matrix.
  let layer: Int
  /// The hidden neuron of its row, from 0; in layer L the hidden neuron of layer L − 1 that is the pivot
  /// of the row.
  let row: Int
  /// The hidden neuron of its column, from 0; in layer 1 the neuron whose row is the unit vector.
  let column: Int
  /// The position in the parameter vector of the normal form.
  package let position: Int
  /// How the scalings of hidden neurons act on it, where the bases stay fixed: one exponent for each
  /// hidden neuron.
  let character: [Int]
}

/// The bases of a set of charts: W₁ has rank s and the rows of its first s neurons are a basis of its row
/// space; W_L has rank t and its pivot columns are a basis of its column space.
///
/// Up to GL(d₀) and GL(d_L) then W₁ = [I 0; T 0], and W_L = [I U; 0 0] with the unit columns at the
/// pivots. Every weight vector of a network with at least one hidden layer is brought to one of the shapes
/// of `all(of:)` by a permutation of hidden neurons.
package struct ChartShape: Hashable {
  let architecture: Architecture
  /// s.
  let inputRank: Int
  /// The hidden neurons of layer L − 1, from 0, whose columns of W_L are the unit vectors; t of them.
  let pivots: [Int]
  /// The entries of T, W₂, …, W_{L−1}, U in this order.
  package let entries: [ChartEntry]
  /// Entries that may be assumed to vanish, because otherwise another shape applies.
  package let initialZeros: [Int]
  /// For each hidden layer the blocks of neurons that may be exchanged within the shape.
  package let blocks: [[[Int]]]

  /// t.
  var outputRank: Int { pivots.count }
  /// The dimension of what the normal form forgets: rows of W₁ and columns of W_L.
  var lostDimension: Int {
    inputRank * architecture.inputCount + outputRank * architecture.outputCount
  }
  /// The positions of the ones of the unit matrices.
  var unitPositions: [Int] {
    (0..<inputRank).map {
      architecture.parameterIndex(layer: 1, row: $0 + 1, column: $0 + 1)
    }
      + pivots.enumerated().map { row, column in
        architecture.parameterIndex(
          layer: architecture.layerCount, row: row + 1, column: column + 1)
      }
  }

  init(_ architecture: Architecture, inputRank: Int, pivots: [Int]) {
    let widths = architecture.widths
    let layers = architecture.layerCount
    require(layers >= 2, "charts of a network without hidden layer")
    let degrees = architecture.degrees
    let offsets = (1..<layers).map { widths[1..<$0].reduce(0, +) }
    let neuronCount = widths[1..<layers].reduce(0, +)
    func character(_ parts: [(layer: Int, neuron: Int, weight: Int)]) -> [Int] {
      var vector = [Int](repeating: 0, count: neuronCount)
      for part in parts { vector[offsets[part.layer - 1] + part.neuron] += part.weight }
      return vector
    }
    var entries: [ChartEntry] = []
    for row in inputRank..<widths[1] {
      for column in 0..<inputRank {
        entries.append(
          ChartEntry(
            layer: 1, row: row, column: column,
            position: architecture.parameterIndex(layer: 1, row: row + 1, column: column + 1),
            character: character([(1, row, 1), (1, column, -1)])))
      }
    }
    for layer in stride(from: 2, to: layers, by: 1) {
      for row in 0..<widths[layer] {
        for column in 0..<widths[layer - 1] {
          entries.append(
            ChartEntry(
              layer: layer, row: row, column: column,
              position: architecture.parameterIndex(
                layer: layer, row: row + 1, column: column + 1),
              character: character([(layer, row, 1), (layer - 1, column, -degrees[layer - 2])])))
        }
      }
    }
    let last = layers - 1
    for (index, pivot) in pivots.enumerated() {
      for column in 0..<widths[last] where !pivots.contains(column) {
        let degree = degrees[last - 1]
        entries.append(
          ChartEntry(
            layer: layers, row: pivot, column: column,
            position: architecture.parameterIndex(
              layer: layers, row: index + 1, column: column + 1),
            character: character([(last, pivot, degree), (last, column, -degree)])))
      }
    }
    self.architecture = architecture
    self.inputRank = inputRank
    self.pivots = pivots
    self.entries = entries
    // With one hidden layer both bases are sets of its neurons. If entry (a, b) of T or U with a pivot a
    // outside the basis and b in the basis but no pivot were not zero, b could replace a among the
    // pivots, or a replace b in the basis, and they would have more in common.
    initialZeros =
      layers > 2
      ? []
      : entries.indices.filter { index in
        let entry = entries[index]
        let (outside, inside) = (entry.row, entry.column)
        return pivots.contains(outside) && outside >= inputRank && inside < inputRank
          && !pivots.contains(inside)
      }
    blocks = (1..<layers).map { layer in
      var classes: [[Bool]: [Int]] = [:]
      for neuron in 0..<widths[layer] {
        let key = [
          layer == 1 && neuron < inputRank, layer == layers - 1 && pivots.contains(neuron),
        ]
        classes[key, default: []].append(neuron)
      }
      return classes.values.sorted { $0[0] < $1[0] }
    }
  }

  /// All shapes, by decreasing ranks and, with one hidden layer, by decreasing number of common neurons
  /// of the two bases.
  package static func all(of architecture: Architecture) -> [ChartShape] {
    let widths = architecture.widths
    let layers = architecture.layerCount
    var shapes: [ChartShape] = []
    for s in (0...min(widths[0], widths[1])).reversed() {
      for t in (0...min(widths[layers], widths[layers - 1])).reversed() {
        if layers > 2 {
          shapes.append(ChartShape(architecture, inputRank: s, pivots: Array(0..<t)))
          continue
        }
        for common in (max(0, s + t - widths[1])...min(s, t)).reversed() {
          shapes.append(
            ChartShape(
              architecture, inputRank: s,
              pivots: Array(0..<common) + Array(s..<(s + t - common))))
        }
      }
    }
    return shapes
  }

  /// Where a permutation that preserves the blocks moves each entry.
  package func entryPositions(under permutation: NeuronPermutation) -> [Int] {
    let layers = architecture.layerCount
    return entries.map { entry in
      let row = permutation[min(entry.layer, layers - 1) - 1][entry.row]
      let column = permutation[max(entry.layer - 1, 1) - 1][entry.column]
      guard
        let index = entries.firstIndex(where: {
          $0.layer == entry.layer && $0.row == row && $0.column == column
        })
      else { contractViolation("a permutation outside the blocks of a chart shape") }
      return index
    }
  }
}
