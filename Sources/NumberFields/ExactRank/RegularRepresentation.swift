import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// Rank and kernel of a matrix over ℚ(a) through the matrix over ℚ in which each entry is replaced by the matrix of
/// the multiplication by it.
///
/// The columns of an entry's column are independent of all before, or none of them is, as the span of columns over
/// the field has a dimension that n divides; so the canonical kernel over ℚ has that over the field in it.
///
/// - Complexity: that of `exactRank` over ℚ for n times as many rows and columns.
package func rankByRegularRepresentation(
  of matrix: Matrix<NumberField>, using random: inout RandomSource, control: ComputationControl
) throws(ComputationStopped) -> NumberFieldRank {
  let field = matrix.ring
  let n = field.degree
  let width = matrix.columnCount * n
  var elements = [Rational](repeating: .zero, count: matrix.rowCount * n * width)
  for i in 0..<matrix.rowCount {
    for j in 0..<matrix.columnCount {
      var product = matrix[i, j]
      if product.isZero { continue }
      for power in 0..<n {
        for (k, c) in product.coefficients.enumerated() {
          elements[(i * n + k) * width + j * n + power] = c
        }
        product = field.multiply(product, field.generator)
      }
    }
  }
  let expanded = Matrix(
    ring: RationalField(), rowCount: matrix.rowCount * n, columnCount: width, elements: elements)
  let found = try exactRank(of: expanded, using: &random, control: control)
  let pivots = found.pivotColumns.filter { $0.isMultiple(of: n) }.map { $0 / n }
  let free = Set(found.pivotColumns)
  let columns = (0..<width).filter { !free.contains($0) }
  let kernel = zip(columns, found.kernelBasis).filter { $0.0.isMultiple(of: n) }.map { _, vector in
    (0..<matrix.columnCount).map { NumberFieldElement(Array(vector[$0 * n..<($0 + 1) * n])) }
  }
  return NumberFieldRank(
    rank: found.rank / n, pivotColumns: pivots, kernelBasis: kernel,
    evidence: .proven(
      detail: "the rank over the rationals of the regular representation, divided by \(n)"))
}
