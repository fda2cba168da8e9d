import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// Which rows and columns of a larger matrix a block consists of.
public struct BlockLabels: Hashable, Sendable {
  /// For a Jacobian the output, from 0, and the exponents of the inputs.
  public let rows: [[Int]]
  /// For a Jacobian the position of the parameter.
  public let columns: [[Int]]
}

/// A diagonal block of a larger matrix.
struct LabelledBlock {
  let matrix: Matrix<PolynomialRing<RationalField>>
  let labels: BlockLabels
}

/// A matrix of polynomials by columns, with few nonzero entries; rows are indexed by lists of numbers.
struct CoefficientColumns {
  typealias Column = [[Int]: Polynomial<RationalField>]

  let ring: PolynomialRing<RationalField>
  /// The nonzero entries of each column.
  var columns: [Column]
  /// The label of each column.
  let labels: [[Int]]

  /// The matrix as a block diagonal one: a block for each connected component of the graph of nonzero
  /// entries between rows and columns.
  func blocks() -> [LabelledBlock] {
    var parent = Array(columns.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    var owner: [[Int]: Int] = [:]
    for (index, column) in columns.enumerated() {
      for key in column.keys {
        if let other = owner[key] { parent[root(index)] = root(other) } else { owner[key] = index }
      }
    }
    let members = Dictionary(grouping: columns.indices) { root($0) }
    return members.keys.sorted().compactMap { key in
      let block = members[key, default: []].map { columns[$0] }
      let rows = Set(block.flatMap(\.keys)).sorted { $0.lexicographicallyPrecedes($1) }
      if rows.isEmpty { return nil }
      return LabelledBlock(
        matrix: Matrix(
          ring: ring, rows: rows.map { row in block.map { $0[row] ?? ring.zero } },
          columnCount: block.count),
        labels: BlockLabels(
          rows: rows, columns: members[key, default: []].map { labels[$0] }))
    }
  }

  /// Divides every column by the largest powers of the given variables that divide all its entries.
  mutating func divide(byVariables variables: [Int]) {
    for (index, column) in columns.enumerated() {
      for variable in variables {
        let least = column.values.flatMap { $0.terms.map { $0.exponents[variable] } }.min() ?? 0
        if least == 0 { continue }
        columns[index] = columns[index].mapValues { $0.lowered(variable, by: least) }
      }
    }
  }
}

extension Polynomial {
  /// The quotient by a power of a variable that divides every term.
  fileprivate func lowered(_ variable: Int, by exponent: Int) -> Polynomial {
    ring.polynomial(
      terms: terms.map { coefficient, exponents in
        var lower = exponents
        lower[variable] -= exponent
        return (coefficient, lower)
      })
  }
}
