import AlgebraicStructures
import Computation
import Networks

/// The normal forms for given bases of W₁ and W_L, as the check of a certificate builds them.
///
/// After GL(d₀) and GL(d_L) the rows of neurons 0, …, s − 1 of W₁ are unit vectors, the columns of the
/// pivots of W_L too, and what is left free are the other rows of W₁, the other columns of W_L and all
/// matrices between.
struct CertificateShape: Hashable {
  /// A neuron of a hidden layer, both counted from 0.
  struct Neuron: Hashable {
    let layer: Int
    let index: Int
  }

  /// A weight of the normal form that is not fixed.
  struct Entry: Hashable {
    let matrix: Int
    let row: Neuron
    let column: Neuron
    /// The position in the parameter vector.
    let position: Int
    /// The scaling t of neurons multiplies it by t_row^rowWeight · t_column^columnWeight.
    let rowWeight: Int
    let columnWeight: Int
  }

  let architecture: Architecture
  let inputRank: Int
  let pivots: [Int]
  let entries: [Entry]
  /// The positions of the ones of the unit vectors.
  let ones: [Int]

  init(_ architecture: Architecture, inputRank: Int, pivots: [Int]) {
    let widths = architecture.widths
    let last = architecture.layerCount
    func position(_ layer: Int, _ row: Int, _ column: Int) -> Int {
      architecture.parameterIndex(layer: layer, row: row + 1, column: column + 1)
    }
    var entries: [Entry] = []
    for row in inputRank..<widths[1] {
      for column in 0..<inputRank {
        entries.append(
          Entry(
            matrix: 1, row: Neuron(layer: 0, index: row), column: Neuron(layer: 0, index: column),
            position: position(1, row, column), rowWeight: 1, columnWeight: -1))
      }
    }
    for layer in stride(from: 2, to: last, by: 1) {
      for row in 0..<widths[layer] {
        for column in 0..<widths[layer - 1] {
          entries.append(
            Entry(
              matrix: layer, row: Neuron(layer: layer - 1, index: row),
              column: Neuron(layer: layer - 2, index: column),
              position: position(layer, row, column), rowWeight: 1,
              columnWeight: -architecture.degrees[layer - 2]))
        }
      }
    }
    let degree = architecture.degrees[last - 2]
    for (row, pivot) in pivots.enumerated() {
      for column in 0..<widths[last - 1] where !pivots.contains(column) {
        entries.append(
          Entry(
            matrix: last, row: Neuron(layer: last - 2, index: pivot),
            column: Neuron(layer: last - 2, index: column), position: position(last, row, column),
            rowWeight: degree, columnWeight: -degree))
      }
    }
    self.architecture = architecture
    self.inputRank = inputRank
    self.pivots = pivots
    self.entries = entries
    ones =
      (0..<inputRank).map { position(1, $0, $0) }
      + pivots.enumerated().map { position(last, $0.offset, $0.element) }
  }

  /// All pairs of bases that have to be considered, up to permutation of neurons.
  static func all(_ architecture: Architecture) -> [CertificateShape] {
    let widths = architecture.widths
    let last = architecture.layerCount
    var shapes: [CertificateShape] = []
    for s in 0...min(widths[0], widths[1]) {
      for t in 0...min(widths[last - 1], widths[last]) {
        // The number of neurons in both bases, if they are in the same layer.
        let common = last > 2 ? [t] : Array(max(0, s + t - widths[1])...min(s, t))
        for c in common {
          let pivots = last > 2 ? Array(0..<t) : Array(0..<c) + Array(s..<(s + t - c))
          shapes.append(CertificateShape(architecture, inputRank: s, pivots: pivots))
        }
      }
    }
    return shapes
  }

  /// Entries that vanish if the two bases have as many neurons in common as possible: a neuron that is
  /// only in the second one could be exchanged with one only in the first.
  var initialZeros: Set<Int> {
    if architecture.layerCount > 2 { return [] }
    return Set(
      entries.indices.filter { index in
        let (outside, inside) = (entries[index].row.index, entries[index].column.index)
        return pivots.contains(outside) && outside >= inputRank
          && inside < inputRank && !pivots.contains(inside)
      })
  }

  /// For permutations of neurons that keep the bases as sets, where they move the entries.
  func symmetries() -> [[Int]] {
    let layers = architecture.layerCount - 1
    let blocks = (0..<layers).map { layer in
      Dictionary(grouping: 0..<architecture.widths[layer + 1]) { neuron in
        [layer == 0 && neuron < inputRank, layer == layers - 1 && pivots.contains(neuron)]
      }.values.sorted { $0[0] < $1[0] }
    }
    func key(_ matrix: Int, _ row: Neuron, _ column: Neuron) -> [Int] {
      [matrix, row.layer, row.index, column.layer, column.index]
    }
    var indices: [[Int]: Int] = [:]
    for (index, entry) in entries.enumerated() {
      indices[key(entry.matrix, entry.row, entry.column)] = index
    }
    // As many permutations as a search uses; fewer only make the check stricter.
    return neuronPermutations(blocks: blocks, limit: 5_040).group.map { permutation in
      func image(_ neuron: Neuron) -> Neuron {
        Neuron(layer: neuron.layer, index: permutation[neuron.layer][neuron.index])
      }
      return entries.map { entry in
        guard let index = indices[key(entry.matrix, image(entry.row), image(entry.column))] else {
          contractViolation("a permutation outside of the blocks of a shape")
        }
        return index
      }
    }
  }

  /// The exponents of the scalings of all hidden neurons on an entry.
  func character(of index: Int) -> [Int] {
    let widths = Array(architecture.widths.dropFirst().dropLast())
    var vector = [Int](repeating: 0, count: widths.reduce(0, +))
    let entry = entries[index]
    vector[widths.prefix(entry.row.layer).reduce(0, +) + entry.row.index] += entry.rowWeight
    vector[widths.prefix(entry.column.layer).reduce(0, +) + entry.column.index] +=
      entry.columnWeight
    return vector
  }
}
