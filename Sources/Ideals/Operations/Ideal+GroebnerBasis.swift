import AlgebraicStructures
import Computation
import Polynomials

extension Ideal where Coefficients: GroebnerField {
  /// The reduced Groebner basis in the given order, or in that of the ring.
  ///
  /// Over ℚ it is lifted from bases modulo primes. A proof needs more than that: exact reductions and, for
  /// generators that are neither homogeneous nor free of common zeros at infinity, a basis of the
  /// homogenised generators. Over prime fields every basis is proven.
  /// `plan`: How to compute; `GroebnerPlan(for:)` unless given.
  /// - Throws: Limits and cancellation.
  public func groebnerBasis(
    order: MonomialOrder? = nil, plan: GroebnerPlan? = nil,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis<Coefficients> {
    let sorted = order.map { changing(order: $0) } ?? self
    return try sorted.basis(plan ?? GroebnerPlan(for: sorted), control) { _ in }.wanted
  }

  /// The reduced Groebner basis or, if `control` stops the computation, the elements found so far:
  /// at least the generators with minimal leading monomials.
  public func partialGroebnerBasis(
    order: MonomialOrder? = nil, plan: GroebnerPlan? = nil, control: ComputationControl
  ) -> PartialGroebnerBasis<Coefficients> {
    let sorted = order.map { changing(order: $0) } ?? self
    let plan = plan ?? GroebnerPlan(for: sorted)
    return sorted.partialBasis(plan) { found throws(ComputationStopped) in
      try sorted.basis(plan, control, found: found)
    }
  }

  /// The basis in the order of the ring, by way of the plan's working order, with the one in that order.
  private func basis(
    _ plan: GroebnerPlan, _ control: ComputationControl,
    found: (FoundElements<Coefficients>) -> Void
  ) throws(ComputationStopped) -> (
    wanted: GroebnerBasis<Coefficients>, working: GroebnerBasis<Coefficients>
  ) {
    let start = try changing(order: plan.workingOrder).direct(plan, control, found: found)
    if plan.workingOrder == ring.order { return (start, start) }
    found(FoundElements(start.polynomials, evidence: start.evidence))
    if try start.isConvertible(upTo: plan.conversionLimit, control) {
      return (try start.converted(to: ring.order, control: control).carrying(plan), start)
    }
    return (try direct(plan, control, found: found), start)
  }

  /// The basis by the engine of the plan in the order of the ring.
  private func direct(
    _ plan: GroebnerPlan, _ control: ComputationControl,
    found: (FoundElements<Coefficients>) -> Void
  ) throws(ComputationStopped) -> GroebnerBasis<Coefficients> {
    control.beginStep("Groebner basis of \(self), \(ring.order)")
    return try ring.coefficients.groebnerBasis(of: self, plan: plan, control: control, found: found)
      .carrying(plan)
  }
}

extension GroebnerBasis {
  /// The same basis with the plan that it was made by.
  fileprivate func carrying(_ plan: GroebnerPlan) -> GroebnerBasis {
    GroebnerBasis(ring: ring, reduced: polynomials, evidence: evidence, plan: plan)
  }
}
