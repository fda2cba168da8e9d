import AlgebraicStructures
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
    let ideal = order.map { changing(order: $0) } ?? self
    let ring = ideal.ring
    if ideal.mayProfitFromConversion {
      let basis = try ideal.groebnerBasis(
        order: .degreeReverseLexicographic, verification: verification, control: control)
      if try basis.isConvertible(control) {
        return try basis.converted(to: ring.order, control: control)
      }
    }
    let system = IntegerSystem(ideal.generators, variableCount: ring.variableCount)
    let fields = OrderFields(order: ring.order, variableCount: ring.variableCount)
    var lifting = ModularLifting(system: system, order: fields, control: control)
    while true {
      let lifted = try lifting.candidate()
      if verification == .probabilistic {
        let detail = "reconstructed modulo \(lifted.primeCount) primes, no exact verification"
        return GroebnerBasis(
          ring: ring, reduced: lifted.polynomials(in: ring),
          evidence: .probabilistic(detail: detail, bound: 1))
      }
      guard
        let proof = try BasisProof.direct(
          for: system, prime: lifted.prime, control: control)
      else { return try ideal.basisByHomogenisation(system, fields, control) }
      if try lifted.isConfirmed(for: system, order: fields, control: control) {
        return GroebnerBasis(
          ring: ring, reduced: lifted.polynomials(in: ring), evidence: lifted.evidence(proof))
      }
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

  /// The evidence after the candidate was confirmed exactly.
  func evidence(_ proof: BasisProof) -> Evidence {
    .proven(
      detail: "generators and critical pairs reduce to zero over the rationals; "
        + "same ideal by \(proof.rawValue) (\(prime))")
  }
}
