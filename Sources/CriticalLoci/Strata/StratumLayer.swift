import Networks

/// The conditions of a stratum on the neurons of one hidden layer; neurons count from 0.
package struct StratumLayer: Hashable, Sendable {
  /// Whether all incoming weights of the neuron are zero.
  package var isZeroRow: [Bool]
  /// Whether all outgoing weights of the neuron are zero.
  package var isZeroColumn: [Bool]
  /// Disjoint sets of at least two redundant neurons, each increasing, ordered by first members.
  package var classes: [[Int]] = []
  /// Whether the row of a neuron is opposite to that of the first of its class; `false` outside of classes.
  private(set) var isOpposite: [Bool]

  package init(width: Int) {
    isZeroRow = Array(repeating: false, count: width)
    isZeroColumn = Array(repeating: false, count: width)
    isOpposite = Array(repeating: false, count: width)
  }

  var width: Int { isZeroRow.count }
  var zeroColumnCount: Int { isZeroColumn.count { $0 } }

  /// What redundancy means in this layer, which is hidden layer `layer`, counted from 1.
  func relation(_ architecture: Architecture, layer: Int) -> RowRelation {
    RowRelation(
      architecture, layer: layer,
      hasConstant: isZeroRow.indices.contains { isZeroRow[$0] && !isZeroColumn[$0] })
  }

  /// For each neuron the position of its class, or `nil`.
  var classOfNeuron: [Int?] {
    var result = [Int?](repeating: nil, count: width)
    for (position, members) in classes.enumerated() {
      for neuron in members { result[neuron] = position }
    }
    return result
  }

  /// Makes these neurons redundant, those of `opposite` with opposite rows, and with them all classes that
  /// they belong to.
  ///
  /// A row that would have to be its own opposite is zero (from the center): then so are all of them.
  mutating func merge(_ neurons: [Int], opposite: [Int] = []) {
    var signs: [Int: Bool] = [:]
    for neuron in neurons { signs[neuron] = opposite.contains(neuron) }
    var isContradictory = false
    for members in classes {
      let common = members.filter { neurons.contains($0) }
      guard let first = common.first else { continue }
      let isTurned = signs[first] != isOpposite[first]
      isContradictory =
        isContradictory || common.contains { (signs[$0] != isOpposite[$0]) != isTurned }
      for neuron in members { signs[neuron] = isOpposite[neuron] != isTurned }
    }
    classes.removeAll { signs[$0[0]] != nil }
    let merged = signs.keys.sorted()
    for neuron in merged {
      isOpposite[neuron] = !isContradictory && signs[neuron] != signs[merged[0]]
      if isContradictory { isZeroRow[neuron] = true }
    }
    if !isContradictory { classes.append(merged) }
    sortClasses()
  }

  /// Drops the classes for which the condition holds.
  mutating func removeClasses(where condition: ([Int]) -> Bool) {
    classes.removeAll(where: condition)
    normalizeSigns()
  }

  /// The layer with all members of a class equal: its image under reflections of neurons.
  var reflected: StratumLayer {
    var result = self
    result.isOpposite = Array(repeating: false, count: width)
    return result
  }

  /// Makes the first member of each class the one that signs refer to.
  private mutating func normalizeSigns() {
    var signs = [Bool](repeating: false, count: width)
    for members in classes {
      for neuron in members { signs[neuron] = isOpposite[neuron] != isOpposite[members[0]] }
    }
    isOpposite = signs
  }

  /// Takes account of the zero rows in classes.
  ///
  /// Proportional rows without biases: a zero row is proportional to everything and leaves its class. Equal
  /// or opposite rows without biases: the whole class is zero. With biases a constant neuron belongs to no class.
  mutating func separateZeroRows(_ relation: RowRelation) {
    if !relation.isProportional && !relation.hasBias {
      for members in classes where members.contains(where: { isZeroRow[$0] }) {
        for neuron in members { isZeroRow[neuron] = true }
      }
    }
    classes = classes.map { $0.filter { !isZeroRow[$0] } }.filter { $0.count > 1 }
    sortClasses()
    normalizeSigns()
  }

  /// The layer with neuron i called `images[i]`.
  func permuted(_ images: [Int]) -> StratumLayer {
    var result = self
    for (neuron, image) in images.enumerated() {
      result.isZeroRow[image] = isZeroRow[neuron]
      result.isZeroColumn[image] = isZeroColumn[neuron]
      result.isOpposite[image] = isOpposite[neuron]
    }
    result.classes = classes.map { $0.map { images[$0] }.sorted() }
    result.sortClasses()
    result.normalizeSigns()
    return result
  }

  private mutating func sortClasses() { classes.sort { $0[0] < $1[0] } }
}
