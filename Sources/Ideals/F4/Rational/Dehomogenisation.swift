import AlgebraicStructures
import CGMP
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
    let coefficients = IntegerRows(lengths: kept.map { rows.lengths[$0] })
    for (j, i) in kept.enumerated() {
      for k in 0..<rows.lengths[i] {
        __gmpz_set(coefficients.coefficient(j, k), rows.coefficient(i, k))
      }
    }
    return try withExactReduction(by: affine, coefficients, order: order, control: control) {
      reduction throws(F4Interruption) in
      var result: [Polynomial<RationalField>] = []
      for (j, row) in affine.rows.enumerated() {
        // Lead − (lead − NF): the normal form of the tail is found with the leading coefficient 0.
        let tail = IntegerRows(lengths: [row.coefficients.count - 1])
        for k in 1..<max(1, row.coefficients.count) {
          __gmpz_set(tail.coefficient(0, k - 1), coefficients.coefficient(j, k))
        }
        let exponents = SparseSystem.Row(
          exponents: Array(row.exponents.dropFirst(n)), coefficients: [])
        let image = try reduction.normalForm(of: exponents, tail, 0)
        let denominator =
          image.values.value(image.monomials.count)
          * coefficients.values.value(
            coefficients.start(j))
        var terms: [(coefficient: Rational, exponents: [Int])] = [
          (.one, row.exponents.prefix(n).map { Int($0) })
        ]
        for (k, monomial) in image.monomials.enumerated() {
          terms.append(
            (Rational(image.values.value(k), denominator), reduction.exponents(monomial)))
        }
        result.append(ring.polynomial(terms: terms))
      }
      return result.sorted {
        ring.order.compare($0.multidegree ?? [], $1.multidegree ?? []) < 0
      }
    }
  }
}
