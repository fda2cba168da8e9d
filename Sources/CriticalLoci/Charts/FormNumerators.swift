import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The entries of the normal form of given weights before scaling, by Cramer's rule: T from the minors of
/// W₁ on its first columns, U from those of W_L on its first rows.
struct FormNumerators<F: GroebnerField> {
  /// The numerators of the entries of the shape.
  let numerators: [Polynomial<F>]
  /// The denominators of the entries of layer 1 and of layer L; the others have denominator 1.
  let denominators: [Polynomial<F>]
  /// The minors of W₁ and W_L of one size more than their ranks, where there are any.
  let rankEquations: [Polynomial<F>]

  init(_ shape: ChartShape, weights: [Polynomial<F>]) {
    let architecture = shape.architecture
    let ring = weights[0].ring
    let last = architecture.layerCount
    func matrix(_ layer: Int) -> Matrix<PolynomialRing<F>> {
      Matrix(
        ring: ring, rowCount: architecture.widths[layer],
        columnCount: architecture.widths[layer - 1],
        elements: Array(weights[architecture.parameterRange(ofLayer: layer)]))
    }
    let (first, final) = (matrix(1), matrix(last))
    let (s, t) = (shape.inputRank, shape.outputRank)
    func inputMinor(_ rows: [Int]) -> Polynomial<F> {
      first.submatrix(rows: rows, columns: Array(0..<s)).fractionFreeDeterminant()
    }
    func outputMinor(_ columns: [Int]) -> Polynomial<F> {
      final.submatrix(rows: Array(0..<t), columns: columns).fractionFreeDeterminant()
    }
    numerators = shape.entries.map { entry in
      if entry.layer == 1 {
        return inputMinor((0..<s).map { $0 == entry.column ? entry.row : $0 })
      }
      if entry.layer == last {
        return outputMinor(shape.pivots.map { $0 == entry.row ? entry.column : $0 })
      }
      return weights[
        architecture.parameterIndex(
          layer: entry.layer, row: entry.row + 1, column: entry.column + 1)]
    }
    denominators = [inputMinor(Array(0..<s)), outputMinor(shape.pivots)]
    rankEquations = Self.minors(first, beyond: s) + Self.minors(final, beyond: t)
  }

  /// The minors of size `rank` + 1.
  private static func minors(
    _ matrix: Matrix<PolynomialRing<F>>, beyond rank: Int
  ) -> [Polynomial<F>] {
    let size = rank + 1
    return combinations(matrix.rowCount, size).flatMap { rows in
      combinations(matrix.columnCount, size).map { columns in
        matrix.submatrix(rows: rows, columns: columns).fractionFreeDeterminant()
      }
    }
    .filter { !$0.isZero }
  }
}
