import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// How sure a Groebner basis over ℚ must be.
public enum GroebnerVerification: Hashable, Sendable {
  /// The basis is proven by exact reductions over ℚ and a theorem; the evidence says which.
  case proven
  /// The basis agrees modulo primes that were not used to find it. Wrong only if all primes mislead
  /// in the same way; no rigorous bound is known without limits on the size of the result.
  case probabilistic
}

extension RationalField: GroebnerField {
  /// The reduced Groebner basis, proven.
  public func groebnerBasis(
    of ideal: Ideal<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    try ideal.groebnerBasis(verification: .proven, control: control)
  }

  /// The reduced Groebner basis or, if the computation is stopped, elements that were rebuilt from
  /// images modulo primes, else generators; the evidence says which.
  public func partialGroebnerBasis(
    of ideal: Ideal<RationalField>, control: ComputationControl
  ) -> PartialGroebnerBasis<RationalField> {
    ideal.partialBasis { found throws(ComputationStopped) in
      try ideal.groebnerBasis(.proven, control, found: found)
    }
  }
}

extension Ideal where Coefficients == RationalField {
  /// The reduced Groebner basis in the given order or in that of the ring, lifted from bases modulo
  /// primes below 2³¹.
  ///
  /// A proof needs more than the computation itself: exact reductions and, for generators that are
  /// neither homogeneous nor free of common zeros at infinity, a basis of the homogenised generators.
  public func groebnerBasis(
    order: MonomialOrder? = nil, verification: GroebnerVerification,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    try (order.map { changing(order: $0) } ?? self)
      .groebnerBasis(verification, control) { _, _ in }
  }

  fileprivate func groebnerBasis(
    _ verification: GroebnerVerification, _ control: ComputationControl,
    found: PartialElements<RationalField>
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    if mayProfitFromConversion {
      let basis = try changing(order: .degreeReverseLexicographic)
        .groebnerBasis(verification, control, found: found)
      found(basis.polynomials, basis.evidence)
      if try basis.isConvertible(control) {
        return try basis.converted(to: ring.order, control: control)
      }
    }
    let system = IntegerSystem(generators, variableCount: ring.variableCount)
    let fields = OrderFields(order: ring.order, variableCount: ring.variableCount)
    var lifting = ModularLifting(system: system, order: fields, control: control)
    func reportUnproven(_ lifted: LiftedBasis) {
      found(lifted.polynomials(in: ring), lifted.unprovenEvidence)
    }
    while true {
      let lifted = try lifting.candidate(whenStopped: reportUnproven)
      if verification == .probabilistic {
        return GroebnerBasis(
          ring: ring, reduced: lifted.polynomials(in: ring), evidence: lifted.unprovenEvidence)
      }
      reportUnproven(lifted)
      guard
        let proof = try BasisProof.direct(
          for: system, prime: lifted.prime, control: control)
      else { return try basisByHomogenisation(system, fields, control) }
      if try lifted.isConfirmed(for: system, order: fields, control: control) {
        return GroebnerBasis(
          ring: ring, reduced: lifted.polynomials(in: ring), evidence: lifted.evidence(proof))
      }
      found([], lifted.unprovenEvidence)
    }
  }

  private func basisByHomogenisation(
    _ system: IntegerSystem, _ fields: OrderFields, _ control: ComputationControl
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    let homogenised = system.homogenised
    let order = fields.homogenised
    var lifting = ModularLifting(system: homogenised, order: order, control: control)
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
  /// The candidate as monic polynomials.
  func polynomials(in ring: PolynomialRing<RationalField>) -> [Polynomial<RationalField>] {
    let n = ring.variableCount
    return monomials.rows.enumerated().map { i, row in
      let coefficients = rows.monicCoefficients(i)
      return ring.polynomial(
        terms: coefficients.indices.map { k in
          (coefficients[k], row.exponents[(k * n)..<(k * n + n)].map { Int($0) })
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
