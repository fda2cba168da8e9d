import AlgebraicStructures
import ExactArithmetic
import Polynomials

/// What is known of a Groebner basis when a limit or cancellation may end its computation early.
public struct PartialGroebnerBasis: Sendable {
  /// The polynomial ring; it carries the monomial order.
  public let ring: PolynomialRing<PrimeField>
  /// Elements of the ideal, monic, by increasing leading monomial, none of which divides another one.
  ///
  /// All of the reduced basis if nothing stopped the computation. Otherwise they may generate a
  /// smaller ideal, but their leading monomials are leading monomials of the ideal.
  public let polynomials: [Polynomial<PrimeField>]
  /// What stopped the computation, or `nil` if the basis is complete.
  public let stopped: ComputationStopped?
}

extension Ideal where Coefficients == PrimeField {
  /// The reduced Groebner basis or, if `control` stops the computation, the elements found so far.
  ///
  /// For moduli from 2³¹ on, and when an exponent overflows, nothing is kept of a stopped computation.
  public func partialGroebnerBasis(
    order: MonomialOrder? = nil, control: ComputationControl
  ) -> PartialGroebnerBasis {
    let ideal = order.map { changing(order: $0) } ?? self
    let ring = ideal.ring
    var found = SparseSystem(variableCount: ring.variableCount, rows: [])
    do {
      let basis = try ring.coefficients.groebnerBasis(of: ideal, control: control) { found = $0 }
      return PartialGroebnerBasis(ring: ring, polynomials: basis.polynomials, stopped: nil)
    } catch {
      let polynomials = found.rows.map { row in
        ring.polynomial(row, variableCount: ring.variableCount) { UInt64($0) }
      }
      return PartialGroebnerBasis(ring: ring, polynomials: polynomials, stopped: error)
    }
  }
}
