import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension GroebnerBasis where Coefficients: GroebnerField {
  /// Whether the polynomials are a reduced Groebner basis of the ideal they generate: Buchberger's
  /// criterion, and the form that makes the basis unique.
  ///
  /// Exact over every field, and independent of how the basis was found: the pairs that the criteria of
  /// Gebauer and Möller leave are chosen anew and reduced by these polynomials alone, all of one degree
  /// at once modulo primes below 2³¹, with integers in place of fractions over ℚ.
  /// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §§6, 7 and 10.
  public func isGroebnerBasis(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    guard hasIncreasingMonicElements else { return false }
    return try ring.coefficients.isReducedGroebnerBasis(self, control: control)
  }
}

extension GroebnerBasis where Coefficients: Field {
  private var hasIncreasingMonicElements: Bool {
    let leads = leadingMonomials
    return leads.count == polynomials.count
      && polynomials.allSatisfy { $0.leadingCoefficient == ring.coefficients.one }
      && leads.indices.dropFirst().allSatisfy { ring.order.compare(leads[$0 - 1], leads[$0]) < 0 }
  }

  /// Whether no term of an element is divisible by the leading monomial of another one.
  private var isInterreduced: Bool {
    let leads = leadingMonomials
    return polynomials.enumerated().allSatisfy { i, f in
      f.terms.allSatisfy { term in
        !leads.indices.contains { $0 != i && divides(leads[$0], term.exponents) }
      }
    }
  }

  /// The critical pairs that the criteria leave, by increasing least common multiple.
  fileprivate func criticalPairs(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> [BuchbergerPairs.Pair] {
    var pairs = BuchbergerPairs()
    for lead in leadingMonomials {
      try control.checkpoint(operations: pairs.insertionWork)
      pairs.append(lead: lead)
    }
    return pairs.pairs.sorted { ring.order.compare($0.multiple, $1.multiple) < 0 }
  }

  /// The check on polynomials, for any field.
  fileprivate func isReducedAndReduces(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    guard isInterreduced else { return false }
    let leads = leadingMonomials
    var table = NormalFormTable(polynomials, ring: ring)
    for pair in try criticalPairs(control) {
      // L vanishes on both multiples exactly if the S-polynomial reduces to zero.
      for element in [pair.first, pair.second] {
        let lead = leads[element]
        let cofactor = lead.indices.map { pair.multiple[$0] - lead[$0] }
        let image = try table.image(ofElement: element, times: cofactor, control: control)
        if !image.isEmpty { return false }
      }
    }
    return true
  }
}

extension RationalField {
  /// The check with integers in place of fractions.
  public func isReducedGroebnerBasis(
    _ basis: GroebnerBasis<RationalField>, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let ring = basis.ring
    let pairs = try basis.criticalPairs(control)
    let system = IntegerSystem(basis.polynomials, variableCount: ring.variableCount)
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    return try withExactReduction(
      by: system.monomials, system.integerRows, order: order, control: control
    ) { reduction throws(F4Interruption) in
      guard reduction.isInterreduced else { return false }
      return try reduction.reducesToZero(pairs)
    }
  }
}

extension PrimeField {
  /// The check with all pairs of one degree at once, for moduli below 2³¹.
  public func isReducedGroebnerBasis(
    _ basis: GroebnerBasis<PrimeField>, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    guard modulus < GroebnerPlan.f4ModulusBound else {
      return try basis.isReducedAndReduces(control)
    }
    let ring = basis.ring
    let pairs = try basis.criticalPairs(control)
    let system = SparseSystem(basis.polynomials, variableCount: ring.variableCount) {
      UInt32(truncatingIfNeeded: $0)
    }
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    return try withSufficientExponents(for: system) { bits throws(F4Interruption) -> Bool? in
      guard
        let run = F4Run(order: order, bits: bits, prime: UInt32(modulus), control: control)
      else { return nil }
      return try run.reducesToZero(pairs, of: system)
    }
  }
}
