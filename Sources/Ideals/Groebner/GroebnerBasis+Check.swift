import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension GroebnerBasis where Coefficients: Field {
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
    var pairs = BuchbergerPairs()
    for lead in leadingMonomials {
      try control.checkpoint(operations: pairs.insertionWork)
      pairs.append(lead: lead)
    }
    let sorted = pairs.pairs.sorted { ring.order.compare($0.multiple, $1.multiple) < 0 }
    if let rational = self as? GroebnerBasis<RationalField> {
      return try rational.isReducedAndReduces(sorted, control)
    }
    if let modular = self as? GroebnerBasis<PrimeField>, ring.characteristic < 1 << 31 {
      return try modular.isReducedAndReduces(sorted, control)
    }
    guard isInterreduced else { return false }
    var table = NormalFormTable(polynomials, ring: ring)
    for pair in sorted {
      // L vanishes on both multiples exactly if the S-polynomial reduces to zero.
      for element in [pair.first, pair.second] {
        let lead = pairs.leads[element]
        let cofactor = lead.indices.map { pair.multiple[$0] - lead[$0] }
        let image = try table.image(ofElement: element, times: cofactor, control: control)
        if !image.isEmpty { return false }
      }
    }
    return true
  }

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
}

extension GroebnerBasis<RationalField> {
  fileprivate func isReducedAndReduces(
    _ pairs: [BuchbergerPairs.Pair], _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let system = IntegerSystem(polynomials, variableCount: ring.variableCount)
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    return try withExactReduction(
      by: system.monomials, system.integerRows, order: order, control: control
    ) { reduction throws(F4Interruption) in
      guard reduction.isInterreduced else { return false }
      return try reduction.reducesToZero(pairs)
    }
  }
}

extension GroebnerBasis<PrimeField> {
  fileprivate func isReducedAndReduces(
    _ pairs: [BuchbergerPairs.Pair], _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let system = SparseSystem(polynomials, variableCount: ring.variableCount) {
      UInt32(truncatingIfNeeded: $0)
    }
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    let prime = UInt32(ring.coefficients.modulus)
    return try withSufficientExponents(for: system) { bits throws(F4Interruption) -> Bool? in
      guard let run = F4Run(order: order, bits: bits, prime: prime, control: control) else {
        return nil
      }
      return try run.reducesToZero(pairs, of: system)
    }
  }
}
