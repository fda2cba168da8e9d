import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension PrimeField: GroebnerField {
  /// The reduced Groebner basis by F4, for moduli below 2³¹, or by Buchberger's algorithm.
  ///
  /// The result is proven: the elimination is exact, and every critical pair was reduced or ruled out
  /// by the criteria of Gebauer and Möller.
  public func groebnerBasis(
    of ideal: Ideal<PrimeField>, plan: GroebnerPlan, control: ComputationControl,
    found: (FoundElements<PrimeField>) -> Void
  ) throws(ComputationStopped) -> GroebnerBasis<PrimeField> {
    let ring = ideal.ring
    let combinations = Evidence.proven(detail: "combinations of the generators")
    if plan.engine == .buchberger {
      let reduced = try buchbergerBasis(of: ideal, control: control) {
        found(FoundElements($0, evidence: combinations))
      }
      return GroebnerBasis(
        ring: ring, reduced: reduced,
        evidence: .proven(detail: "Buchberger's algorithm modulo \(modulus)"))
    }
    require(
      modulus < GroebnerPlan.f4ModulusBound,
      "F4 needs a modulus below \(GroebnerPlan.f4ModulusBound), but it is \(modulus)")
    func polynomial(_ row: SparseSystem.Row) -> Polynomial<PrimeField> {
      ring.polynomial(row, variableCount: ring.variableCount) { UInt64($0) }
    }
    let system = SparseSystem(ideal.generators, variableCount: ring.variableCount) {
      UInt32(truncatingIfNeeded: $0)
    }
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    let basis = try f4Basis(
      of: system, order: order, prime: UInt32(modulus), bits: plan.exponentBits, control: control,
      whenStopped: { run in
        let elements = run.elements
        found(
          FoundElements(
            termCounts: elements.map { run.store.lengths[$0] }, evidence: combinations,
            element: { polynomial(run.row(at: elements[$0])) }))
      })
    let result = FoundElements(
      termCounts: basis.rows.map(\.coefficients.count),
      evidence: .proven(detail: "F4 modulo \(modulus) with exact elimination"),
      element: { polynomial(basis.rows[$0]) })
    found(result)
    return try GroebnerBasis(ring: ring, reduced: result, control: control)
  }
}

extension GroebnerBasis {
  /// The basis of the elements found, which are all of it.
  init(
    ring: PolynomialRing<Coefficients>, reduced elements: FoundElements<Coefficients>,
    control: ComputationControl
  ) throws(ComputationStopped) {
    var polynomials: [Polynomial<Coefficients>] = []
    for (i, count) in elements.termCounts.enumerated() {
      try control.checkpoint(operations: 16 * ring.variableCount * count)
      polynomials.append(elements.element(i))
    }
    self.init(ring: ring, reduced: polynomials, evidence: elements.evidence)
  }
}

/// The reduced basis modulo a prime below 2³¹, with exponents as wide as they turn out to need.
///
/// `whenStopped` gets what was found before a limit or cancellation.
func f4Basis(
  of system: SparseSystem, order: OrderFields, prime: UInt32, bits: Int = 8,
  trace: () -> F4Trace? = { nil }, control: ComputationControl,
  whenStopped: (F4Run) -> Void = { _ in }
) throws(ComputationStopped) -> SparseSystem {
  try withSufficientExponents(for: system, from: bits) {
    bits throws(F4Interruption) -> SparseSystem? in
    guard
      let run = F4Run(
        order: order, bits: bits, prime: prime, trace: trace(), control: control)
    else { return nil }
    do throws(F4Interruption) {
      return try run.basis(of: system)
    } catch {
      if case .stopped = error { whenStopped(run) }
      throw error
    }
  }
}

extension SparseSystem {
  /// The nonzero polynomials with coefficients mapped to residues.
  init<C: Ring>(
    _ polynomials: [Polynomial<C>], variableCount: Int, _ residue: (C.Element) -> UInt32
  ) {
    self.init(variableCount: variableCount, rows: [])
    for f in polynomials {
      var row = Row(exponents: [], coefficients: [])
      for (coefficient, exponents) in f.terms {
        let value = residue(coefficient)
        if value == 0 { continue }
        row.coefficients.append(value)
        row.exponents += exponents.map { Int32($0) }
      }
      if !row.coefficients.isEmpty { rows.append(row) }
    }
  }
}

extension PolynomialRing {
  /// The polynomial with the given terms.
  func polynomial(
    _ row: SparseSystem.Row, variableCount n: Int, _ lift: (UInt32) -> Coefficients.Element
  ) -> Polynomial<Coefficients> {
    polynomial(
      terms: row.coefficients.indices.map { k in
        (lift(row.coefficients[k]), row.exponents[(k * n)..<(k * n + n)].map { Int($0) })
      })
  }
}
