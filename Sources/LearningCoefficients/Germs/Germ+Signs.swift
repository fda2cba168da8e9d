import Computation
import ExactArithmetic
import Polynomials

extension Germ {
  /// The sign of a polynomial in the parameters on the whole stratum; `nil` where it is not known to be the same
  /// everywhere.
  ///
  /// Known over the real numbers if all terms have even exponents and coefficients of one sign, and one of them is not zero anywhere.
  func knownSign(of polynomial: Generator) -> Int? {
    if isComplex { return nil }
    var sign = 0
    var isAttained = false
    for term in polynomial.terms {
      guard term.exponents.allSatisfy({ $0.isMultiple(of: 2) }),
        sign == 0 || term.coefficient.signum == sign
      else { return nil }
      sign = term.coefficient.signum
      if term.exponents.indices.allSatisfy({ term.exponents[$0] == 0 || roles[$0] == .nonzero }) {
        isAttained = true
      }
    }
    return isAttained ? sign : nil
  }

  /// Whether an irreducible polynomial in the parameters is known to have no zero on the stratum.
  func isUnit(irreducible polynomial: Generator) -> Bool {
    if polynomial.constantValue != nil { return !polynomial.isZero }
    if polynomial.termCount == 1 {
      return polynomial.support.allSatisfy { roles[$0] == .nonzero }
    }
    if units.contains(polynomial.canonicalAssociate) { return true }
    if isComplex { return false }
    if knownSign(of: polynomial) != nil || isDefiniteQuadratic(polynomial) { return true }
    let support = polynomial.support
    return support.count == 1 && realRootCount(of: polynomial, variable: support[0]) == 0
  }

  /// The irreducible factors of a polynomial in the parameters that may vanish on the stratum, each once.
  ///
  /// None if it has no zero there, and `nil` for 0.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func undecidedFactors(
    of polynomial: Generator, control: ComputationControl
  ) throws(ComputationStopped) -> [Generator]? {
    if let relation, polynomial.support.contains(relation.lead) {
      return try undecidedFactors(of: polynomial, on: relation, control: control)
    }
    if polynomial.isZero { return nil }
    if polynomial.constantValue != nil { return [] }
    if polynomial.termCount == 1 {
      return polynomial.support.filter { roles[$0] != .nonzero }.map { ring.variable($0) }
    }
    if units.contains(polynomial.canonicalAssociate) || knownSign(of: polynomial) != nil {
      return []
    }
    return try polynomial.factorization(control: control).factors.map(\.base).filter {
      !isUnit(irreducible: $0)
    }
  }

  /// `undecidedFactors` for a polynomial that contains the lead of the relation.
  private func undecidedFactors(
    of polynomial: Generator, on relation: Relation, control: ComputationControl
  ) throws(ComputationStopped) -> [Generator]? {
    let onStratum = restricted(relation.polynomial)
    let reduced = try Germ.reduced(
      polynomial, by: Relation(polynomial: onStratum, lead: relation.lead), control: control)
    if reduced.isZero { return nil }
    if reduced.constantValue != nil { return [] }
    return try haveNoCommonZero([reduced, onStratum], control: control) ? [] : [reduced]
  }

  /// Whether a polynomial in the parameters is known to have no zero on the stratum.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func isUnit(
    _ polynomial: Generator, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    try undecidedFactors(of: polynomial, control: control)?.isEmpty ?? false
  }

  /// Whether a polynomial of degree 2 is positive, or negative, everywhere: its homogenisation is a definite form.
  private func isDefiniteQuadratic(_ polynomial: Generator) -> Bool {
    guard polynomial.totalDegree == 2 else { return false }
    return SymmetricForm(affine: polynomial).signature.isDefinite
  }
}
