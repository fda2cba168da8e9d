import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension LiftedBasis {
  /// The reduced basis of the ideal with the last variable set to 1.
  ///
  /// For a basis of a homogeneous ideal in an order that compares total degrees and then the other
  /// variables by `order`, the elements with the last variable set to 1 are a basis in `order`.
  func dehomogenised(
    order: OrderFields, in ring: PolynomialRing<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<RationalField>] {
    let n = order.variableCount
    let leads = monomials.rows.map { $0.exponents.prefix(n).map { Int($0) } }
    // The first of several elements with equal leading monomials stays.
    let kept = leads.indices.filter { i in
      !leads.indices.contains { j in
        j != i && divides(leads[j], leads[i]) && (leads[i] != leads[j] || j < i)
      }
    }
    let affine = SparseSystem(
      variableCount: n,
      rows: kept.map { i in
        let row = monomials.rows[i]
        var exponents: [Int32] = []
        for k in row.coefficients.indices {
          exponents += row.exponents[(k * (n + 1))..<(k * (n + 1) + n)]
        }
        return SparseSystem.Row(exponents: exponents, coefficients: row.coefficients)
      })
    let coefficients = rows.selecting(kept)
    return try withExactReduction(by: affine, coefficients, order: order, control: control) {
      reduction throws(F4Interruption) in
      var result: [Polynomial<RationalField>] = []
      for (j, row) in affine.rows.enumerated() {
        // The lead and the normal form of the tail.
        let start = coefficients.start(j)
        let image = try reduction.normalForm(
          of: Array(row.exponents.dropFirst(n)), coefficients.values, at: start + 1,
          count: coefficients.lengths[j] - 1)
        let denominator = image.values.denominator * coefficients.values.value(start)
        var terms: [(coefficient: Rational, exponents: [Int])] = [
          (.one, row.exponents.prefix(n).map { Int($0) })
        ]
        for (k, monomial) in image.monomials.enumerated() {
          terms.append(
            (Rational(image.values.numerator(k), denominator), reduction.exponents(monomial)))
        }
        result.append(ring.polynomial(terms: terms))
      }
      return result.sorted {
        ring.order.compare($0.multidegree ?? [], $1.multidegree ?? []) < 0
      }
    }
  }
}
