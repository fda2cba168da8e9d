import AlgebraicStructures
import ExactArithmetic
import Polynomials

extension GroebnerBasis where Coefficients: Field {
  /// Whether the polynomials are a reduced Groebner basis of the ideal they generate: Buchberger's
  /// criterion, and the form that makes the basis unique.
  ///
  /// Exact over every field, and independent of how the basis was found. Pairs that the criteria of
  /// Gebauer and Möller rule out are not reduced.
  /// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 2 §§6, 7 and 10.
  public func isGroebnerBasis(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Bool {
    guard isReduced else { return false }
    if let rational = self as? GroebnerBasis<RationalField> {
      return try rational.reducesAllPairs(control)
    }
    var table = NormalFormTable(polynomials, ring: ring)
    var pairs = BuchbergerPairs()
    for lead in leadingMonomials { pairs.append(lead: lead) }
    while let pair = pairs.popLeast(ring.order) {
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

  /// Whether the polynomials are monic and sorted, and no term of one is divisible by the leading
  /// monomial of another.
  var isReduced: Bool {
    let leads = leadingMonomials
    guard leads.count == polynomials.count else { return false }
    for i in leads.indices.dropFirst() where ring.order.compare(leads[i - 1], leads[i]) >= 0 {
      return false
    }
    return polynomials.enumerated().allSatisfy { i, f in
      f.leadingCoefficient == ring.coefficients.one
        && f.terms.allSatisfy { term in
          !leads.indices.contains { $0 != i && divides(leads[$0], term.exponents) }
        }
    }
  }
}

extension GroebnerBasis<RationalField> {
  /// Buchberger's criterion with integers in place of fractions.
  fileprivate func reducesAllPairs(_ control: ComputationControl) throws(ComputationStopped) -> Bool
  {
    let system = IntegerSystem(polynomials, variableCount: ring.variableCount)
    let order = OrderFields(order: ring.order, variableCount: ring.variableCount)
    return try withExactReduction(
      by: system.monomials, system.integerRows, order: order, control: control
    ) { reduction throws(F4Interruption) in try reduction.reducesAllPairs() }
  }
}
