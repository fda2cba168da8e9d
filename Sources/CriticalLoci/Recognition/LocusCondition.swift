import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// A condition on the weights that has a name, with equations for it.
struct LocusCondition {
  /// How labels state it, such as `rank W2 <= 1`.
  let text: String
  /// The subnetwork operation that it is, if it is one.
  let operation: SubnetworkOperation?
  /// Polynomials whose common zeros are the points that satisfy it.
  let equations: [Polynomial<RationalField>]
  /// The codimension of the zeros, where no theorem gives it an estimate: conditions are tried by it.
  let codimension: Int
}

/// The named conditions on the weight matrices of an architecture, in one polynomial ring.
struct LocusConditionTable {
  let architecture: Architecture
  /// A ring that has all parameters among its variables.
  let ring: PolynomialRing<RationalField>

  /// Rows and columns of which all subsets are considered.
  private static let largestSubsetSource = 6

  /// W_ℓ with variables as entries.
  func weights(ofLayer layer: Int) -> Matrix<PolynomialRing<RationalField>> {
    let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
    var entries: [Polynomial<RationalField>] = []
    for i in 1...rows { for j in 1...columns { entries.append(ring["w\(layer)_\(i)_\(j)"]) } }
    return Matrix(ring: ring, rowCount: rows, columnCount: columns, elements: entries)
  }

  /// All that can be said by zero rows and columns, proportional rows and columns, and ranks.
  func determinantal() throws(ComputationStopped) -> [LocusCondition] {
    var result: [LocusCondition] = []
    for layer in 1...architecture.layerCount { result += try ranks(ofLayer: layer) }
    for layer in 1..<architecture.layerCount { result += try neurons(ofLayer: layer) }
    return result.filter { !$0.equations.isEmpty }
  }

  private func ranks(ofLayer layer: Int) throws(ComputationStopped) -> [LocusCondition] {
    let matrix = weights(ofLayer: layer)
    let (m, n) = (matrix.rowCount, matrix.columnCount)
    var result: [LocusCondition] = []
    for rank in 1..<max(min(m, n), 1) {
      let text = m == n && rank == m - 1 ? "det W\(layer) = 0" : "rank W\(layer) <= \(rank)"
      result.append(
        LocusCondition(
          text: text, operation: nil, equations: try matrix.minors(size: rank + 1),
          codimension: (m - rank) * (n - rank)))
    }
    return result
  }

  private func neurons(ofLayer layer: Int) throws(ComputationStopped) -> [LocusCondition] {
    let incoming = weights(ofLayer: layer)
    let outgoing = weights(ofLayer: layer + 1).transpose
    let width = architecture.widths[layer]
    var result: [LocusCondition] = []
    for i in 0..<width {
      let inactive = SubnetworkOperation.inactiveIn(layer: layer, neuron: i + 1)
      // A constant that nothing can take makes no subnetwork.
      let isRemovable =
        architecture.hasBias || architecture.activations[layer - 1].vanishesAtZero
      result.append(
        LocusCondition(
          text: isRemovable ? inactive.description : "constant(\(layer);\(i + 1))",
          operation: isRemovable ? inactive : nil, equations: incoming.row(i),
          codimension: incoming.columnCount))
      result.append(
        operation(
          .inactiveOut(layer: layer, neuron: i + 1), outgoing.row(i), outgoing.columnCount))
    }
    let sizes = width <= Self.largestSubsetSource ? Array(2..<(width + 1)) : width >= 2 ? [2] : []
    for size in sizes {
      for subset in combinations(width, size) {
        result += redundancies(layer: layer, subset)
        result += try rankConditions(layer: layer, subset, incoming, what: .rows)
        result += try rankConditions(layer: layer, subset, outgoing, what: .columns)
      }
    }
    return result
  }

  private func operation(
    _ operation: SubnetworkOperation, _ equations: [Polynomial<RationalField>], _ codimension: Int
  ) -> LocusCondition {
    LocusCondition(
      text: operation.description, operation: operation, equations: equations,
      codimension: codimension)
  }

  /// Equal or proportional rows, and where rows can be opposite all choices of signs.
  private func redundancies(layer: Int, _ subset: [Int]) -> [LocusCondition] {
    let relation = RowRelation(architecture, layer: layer)
    let weights = architecture.parameterNames.map { ring[$0] }
    let rows = subset.map { neuron -> [Int] in
      let range = architecture.weightRange(ofLayer: layer, row: neuron + 1)
      return range + (relation.hasBias ? [range.upperBound] : [])
    }
    let choices = relation.relation == .opposite ? 1 << (subset.count - 1) : 1
    return (0..<choices).map { choice in
      let signs = subset.indices.map { $0 > 0 && choice >> ($0 - 1) & 1 == 1 }
      let redundant = RedundantRows(rows: rows, isOpposite: signs, relation: relation)
      return operation(
        .redundant(
          layer: layer, neurons: subset.map { $0 + 1 },
          opposite: zip(subset, signs).filter { $0.1 }.map { $0.0 + 1 }),
        redundant.equations(weights, over: ring), redundant.codimension)
    }
  }

  private enum Vectors { case rows, columns }

  /// Bounds for the rank of some rows of W_ℓ or columns of W_{ℓ+1}, which are the rows of `matrix`.
  private func rankConditions(
    layer: Int, _ subset: [Int], _ matrix: Matrix<PolynomialRing<RationalField>>, what: Vectors
  ) throws(ComputationStopped) -> [LocusCondition] {
    let vectors = matrix.submatrix(rows: subset, columns: Array(0..<matrix.columnCount))
    let names = subset.map { "(\(layer);\($0 + 1))" }.joined(separator: ",")
    // Proportional rows are redundant neurons, and all vectors together are a matrix.
    let isWhole = subset.count == matrix.rowCount
    let least = what == .rows ? 2 : 1
    guard !isWhole else { return [] }
    var result: [LocusCondition] = []
    for rank in least..<max(min(subset.count, matrix.columnCount), least) {
      let noun = what == .rows ? "rows" : "outgoing columns"
      let text = rank == 1 ? "\(noun) \(names) proportional" : "rank of \(noun) \(names) <= \(rank)"
      result.append(
        LocusCondition(
          text: text, operation: nil, equations: try vectors.minors(size: rank + 1),
          codimension: (subset.count - rank) * (matrix.columnCount - rank)))
    }
    return result
  }
}
