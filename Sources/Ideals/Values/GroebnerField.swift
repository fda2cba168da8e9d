import AlgebraicStructures
import Polynomials

/// A field over which Groebner bases can be computed and polynomials factored: ℚ and prime fields.
public protocol GroebnerField: FactoringField {
  /// The reduced Groebner basis in the order of the ideal's ring.
  func groebnerBasis(of ideal: Ideal<Self>, control: ComputationControl)
    throws(ComputationStopped) -> GroebnerBasis<Self>
}

extension Ideal where Coefficients: GroebnerField {
  /// The reduced Groebner basis in the given order, or in that of the ring.
  public func groebnerBasis(
    order: MonomialOrder? = nil, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis<Coefficients> {
    let sorted = order.map { changing(order: $0) } ?? self
    return try ring.coefficients.groebnerBasis(of: sorted, control: control)
  }
}
