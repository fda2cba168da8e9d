/// The conditions of a stratum on the neurons of one hidden layer; neurons count from 0.
struct StratumLayer: Hashable, Sendable {
  /// Whether all incoming weights of the neuron are zero.
  var isZeroRow: [Bool]
  /// Whether all outgoing weights of the neuron are zero.
  var isZeroColumn: [Bool]
  /// Disjoint sets of at least two redundant neurons, each increasing, ordered by first members.
  var classes: [[Int]] = []

  init(width: Int) {
    isZeroRow = Array(repeating: false, count: width)
    isZeroColumn = Array(repeating: false, count: width)
  }

  var width: Int { isZeroRow.count }
  var zeroRowCount: Int { isZeroRow.count { $0 } }
  var zeroColumnCount: Int { isZeroColumn.count { $0 } }

  /// For each neuron the position of its class, or `nil`.
  var classOfNeuron: [Int?] {
    var result = [Int?](repeating: nil, count: width)
    for (position, members) in classes.enumerated() {
      for neuron in members { result[neuron] = position }
    }
    return result
  }

  /// Makes these neurons redundant, and with them all classes that they belong to.
  mutating func merge(_ neurons: [Int]) {
    var merged = Set(neurons)
    for members in classes where !merged.isDisjoint(with: members) { merged.formUnion(members) }
    classes.removeAll { !merged.isDisjoint(with: $0) }
    classes.append(merged.sorted())
    sortClasses()
  }

  /// Takes account of the zero rows in classes.
  ///
  /// Proportional rows without biases: a zero row is proportional to everything and leaves its class. Equal
  /// rows without biases: the whole class is zero. With biases a constant neuron belongs to no class.
  mutating func separateZeroRows(_ relation: RowRelation) {
    if !relation.isProportional && !relation.hasBias {
      for members in classes where members.contains(where: { isZeroRow[$0] }) {
        for neuron in members { isZeroRow[neuron] = true }
      }
    }
    classes = classes.map { $0.filter { !isZeroRow[$0] } }.filter { $0.count > 1 }
    sortClasses()
  }

  /// The layer with neuron i called `images[i]`.
  func permuted(_ images: [Int]) -> StratumLayer {
    var result = self
    for (neuron, image) in images.enumerated() {
      result.isZeroRow[image] = isZeroRow[neuron]
      result.isZeroColumn[image] = isZeroColumn[neuron]
    }
    result.classes = classes.map { $0.map { images[$0] }.sorted() }
    result.sortClasses()
    return result
  }

  private mutating func sortClasses() { classes.sort { $0[0] < $1[0] } }
}
