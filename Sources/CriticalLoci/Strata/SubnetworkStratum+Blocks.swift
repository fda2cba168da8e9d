import ExactArithmetic
import Networks

/// What normal forms say about the weight matrices; layers and neurons count from 0 here except in the
/// public interface: position k is the hidden layer k + 1, whose rows are those of W_{k+1}.
extension SubnetworkStratum {
  /// Whether W_{k+1} is zero, biases aside.
  func isZeroMatrix(_ k: Int) -> Bool {
    (k < layers.count && layers[k].isZeroRow.allSatisfy { $0 })
      || (k > 0 && layers[k - 1].isZeroColumn.allSatisfy { $0 })
  }

  /// For each neuron of position k whether its incoming weights are zero, by whatever condition.
  func zeroRows(_ k: Int) -> [Bool] {
    isZeroMatrix(k) ? layers[k].isZeroRow.map { _ in true } : layers[k].isZeroRow
  }

  /// For each neuron of position k whether its outgoing weights are zero, by whatever condition.
  func zeroColumns(_ k: Int) -> [Bool] {
    isZeroMatrix(k + 1) ? layers[k].isZeroColumn.map { _ in true } : layers[k].isZeroColumn
  }

  /// For each column of W_{k+1} whether it may be nonzero.
  func liveColumns(_ k: Int) -> [Bool] {
    k == 0
      ? Array(repeating: true, count: architecture.inputCount)
      : layers[k - 1].isZeroColumn.map { !$0 }
  }

  /// What redundancy means in the layer at position k.
  func relation(_ k: Int) -> RowRelation { layers[k].relation(architecture, layer: k + 1) }

  /// The positions of the parameters that are zero on the whole stratum, increasing.
  var zeroParameters: [Int] {
    (0...layers.count).flatMap { k in
      let columns = liveColumns(k)
      return (1...architecture.widths[k + 1]).flatMap { row in
        let range = architecture.weightRange(ofLayer: k + 1, row: row)
        let isZero = k < layers.count && layers[k].isZeroRow[row - 1]
        return range.filter { isZero || !columns[$0 - range.lowerBound] }
      }
    }
  }

  /// For each class the rows of its members: positions of parameters that are not zero anyway, biases
  /// included.
  var classRows: [RedundantRows] {
    layers.indices.flatMap { k in
      let columns = liveColumns(k)
      let relation = relation(k)
      return layers[k].classes.map { members in
        let rows = members.map { neuron in
          let range = architecture.weightRange(ofLayer: k + 1, row: neuron + 1)
          return range.filter { columns[$0 - range.lowerBound] }
            + (relation.hasBias ? [range.upperBound] : [])
        }
        return RedundantRows(
          rows: rows, isOpposite: members.map { layers[k].isOpposite[$0] }, relation: relation)
      }
    }
  }
}

extension SubnetworkStratum {
  /// The codimension in the space of all weights.
  public var codimension: Int {
    zeroParameters.count
      + classRows.reduce(0) { $0 + $1.codimension }
  }

  /// The dimension: N − codimension.
  public var dimension: Int { architecture.parameterCount - codimension }

  /// The degree of the projective closure: the product over all classes of proportional rows of the degree
  /// C(a + b − 2, a − 1) of the a × b matrices of rank at most one (a Segre variety).
  public var degree: Integer {
    classRows.reduce(Integer.one) { product, item in
      item.relation.isProportional
        ? product
          * binomial(
            Integer(item.rows.count - 1), plus: Integer(item.rows[0].count - 1)) : product
    }
  }

  /// The number of different images under permutations of the neurons of each hidden layer.
  public var orbitSize: Integer {
    layers.reduce(Integer.one) { $0 * $1.orbitSize }
  }
}

extension StratumLayer {
  /// The number of different images under permutations of the neurons.
  ///
  /// Orbit and stabiliser: a permutation fixes the conditions when it permutes the neurons of the same kind
  /// in no class, those in one class with the same sign, and the classes of the same composition; it can
  /// exchange the two signs of a class if they are equally composed.
  fileprivate var orbitSize: Integer {
    var stabilizer = Integer.one
    var kinds: [[Bool]: Int] = [:]
    let classOfNeuron = classOfNeuron
    for neuron in 0..<width where classOfNeuron[neuron] == nil {
      kinds[[isZeroRow[neuron], isZeroColumn[neuron]], default: 0] += 1
    }
    for count in kinds.values { stabilizer *= factorial(count) }
    var compositions: [[Int]: Int] = [:]
    for members in classes {
      let halves = [false, true].map { sign -> [Int] in
        let half = members.filter { isOpposite[$0] == sign }
        let unused = half.count { isZeroColumn[$0] }
        stabilizer *= factorial(unused) * factorial(half.count - unused)
        return [half.count, unused]
      }.sorted { ($0[0], $0[1]) > ($1[0], $1[1]) }
      if halves[0] == halves[1] { stabilizer *= 2 }
      compositions[halves[0] + halves[1], default: 0] += 1
    }
    for count in compositions.values { stabilizer *= factorial(count) }
    return factorial(width) / stabilizer
  }
}
