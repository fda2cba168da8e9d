import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension RationalField: GroebnerField {
  /// The reduced Groebner basis, lifted from bases modulo primes and, unless the plan says otherwise,
  /// proven.
  public func groebnerBasis(
    of ideal: Ideal<RationalField>, plan: GroebnerPlan, control: ComputationControl,
    found: (FoundElements<RationalField>) -> Void
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    if plan.engine == .buchberger {
      let reduced = try buchbergerBasis(of: ideal, control: control) {
        found(FoundElements($0, evidence: .proven(detail: "combinations of the generators")))
      }
      return GroebnerBasis(
        ring: ideal.ring, reduced: reduced,
        evidence: .proven(detail: "Buchberger's algorithm over the rationals"))
    }
    require(
      plan.primeBound <= GroebnerPlan.f4ModulusBound,
      "F4 needs primes below \(GroebnerPlan.f4ModulusBound), but the plan has \(plan.primeBound)")
    return try ideal.liftedBasis(plan, control, found: found)
  }
}

extension Ideal where Coefficients == RationalField {
  fileprivate func liftedBasis(
    _ plan: GroebnerPlan, _ control: ComputationControl,
    found: (FoundElements<RationalField>) -> Void
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    let system = IntegerSystem(generators, variableCount: ring.variableCount)
    let fields = OrderFields(order: ring.order, variableCount: ring.variableCount)
    if plan.homogenisation == .always, plan.verification == .proven, !system.isHomogeneous {
      return try basisByHomogenisation(system, fields, plan, control)
    }
    var lifting = ModularLifting(system: system, order: fields, plan: plan, control: control)
    func reportUnproven(_ lifted: LiftedBasis) {
      found(lifted.elements(in: ring, lifted.unprovenEvidence))
    }
    while true {
      let lifted = try lifting.candidate(whenStopped: reportUnproven)
      reportUnproven(lifted)
      if plan.verification == .probabilistic {
        return try GroebnerBasis(
          ring: ring, reduced: lifted.elements(in: ring, lifted.unprovenEvidence),
          control: control)
      }
      guard
        let proof = try BasisProof.direct(
          for: system, prime: lifted.prime, control: control)
      else { return try basisByHomogenisation(system, fields, plan, control) }
      if try lifted.isConfirmed(for: system, order: fields, control: control) {
        let elements = lifted.elements(in: ring, lifted.evidence(proof))
        found(elements)
        return try GroebnerBasis(ring: ring, reduced: elements, control: control)
      }
      found(FoundElements([], evidence: lifted.unprovenEvidence))
    }
  }

  private func basisByHomogenisation(
    _ system: IntegerSystem, _ fields: OrderFields, _ plan: GroebnerPlan,
    _ control: ComputationControl
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    let homogenised = system.homogenised
    let order = fields.homogenised
    var lifting = ModularLifting(
      system: homogenised, order: order, plan: plan, control: control)
    while true {
      let lifted = try lifting.candidate()
      if try lifted.isConfirmed(for: homogenised, order: order, control: control) {
        let polynomials = try lifted.dehomogenised(order: fields, in: ring, control: control)
        return GroebnerBasis(
          ring: ring, reduced: polynomials, evidence: lifted.evidence(.homogenised))
      }
    }
  }
}

extension LiftedBasis {
  /// The elements of the candidate as monic polynomials.
  func elements(
    in ring: PolynomialRing<RationalField>, _ evidence: Evidence
  ) -> FoundElements<RationalField> {
    let n = ring.variableCount
    return FoundElements(termCounts: rows.lengths, evidence: evidence) { i in
      let exponents = monomials.rows[i].exponents
      let coefficients = rows.monicCoefficients(i)
      return ring.polynomial(
        terms: coefficients.indices.map { k in
          (coefficients[k], exponents[(k * n)..<(k * n + n)].map { Int($0) })
        })
    }
  }

  /// The evidence for polynomials that agree with the ideal modulo primes.
  var unprovenEvidence: Evidence {
    .probabilistic(
      detail: "reconstructed modulo \(primeCount) primes, no exact verification", bound: 1)
  }

  /// The evidence after the candidate was confirmed exactly.
  func evidence(_ proof: BasisProof) -> Evidence {
    .proven(
      detail: "generators and critical pairs reduce to zero over the rationals; "
        + "same ideal by \(proof.rawValue) (\(prime))")
  }
}
