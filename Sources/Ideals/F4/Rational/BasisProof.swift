import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// Proofs that a candidate found modulo primes is the reduced Groebner basis over ℚ.
///
/// Let I = ⟨F⟩ for integer polynomials F, and let G be monic over ℤ₍ₚ₎ with image the reduced basis of
/// ⟨F mod p⟩. Checked exactly over ℚ: F reduces to zero by G, so I ⊆ ⟨G⟩; and the critical pairs of G
/// reduce to zero, so G is a Groebner basis. What remains is ⟨G⟩ ⊆ I.
///
/// *Homogeneous F.* In each degree dim I ≥ dim ⟨F mod p⟩ = dim ⟨G mod p⟩ = dim ⟨G⟩ ≥ dim I, as a rank can
/// only drop modulo p (E. A. Arnold, J. Symb. Comp. 35 (2003), theorem 7.1).
///
/// *F without zeros at infinity modulo p*, that is, the forms of highest degree of F mod p have only
/// the trivial common zero. Elements of I that lift G mod p are G + pBG for a matrix B over ℤ₍ₚ₎[x],
/// because ⟨G⟩ ∩ p ℤ₍ₚ₎[x] = p⟨G⟩ over ℤ₍ₚ₎ (divide by the monic G). So det(1 + pB) annihilates ⟨G⟩/I. If that
/// module were not zero, take a point ξ of its support, with coordinates in an algebraic closure of
/// ℚₚ. If ξ is integral, det(1 + pB) is 1 modulo the maximal ideal at ξ, hence not zero there: a
/// contradiction. Otherwise scale (1 : ξ) to integral coordinates, one of them a unit; the first is
/// then 0 modulo the maximal ideal, and the rest is a common zero of the forms: a contradiction.
enum BasisProof: String {
  case homogeneous = "Arnold's theorem for homogeneous ideals"
  case finiteAtInfinity = "no zeros at infinity modulo the prime"
  case homogenised = "Arnold's theorem after homogenisation"

  /// Which proof applies to the inputs, as they are, for computations modulo `prime`.
  static func direct(
    for system: IntegerSystem, prime: UInt32, control: ComputationControl
  ) throws(ComputationStopped) -> BasisProof? {
    if system.isHomogeneous { return .homogeneous }
    let forms = system.topForms.residues(modulo: prime)
    let order = OrderFields(
      order: .degreeReverseLexicographic, variableCount: system.variableCount)
    let basis = try f4Basis(of: forms, order: order, prime: prime, control: control)
    let leading = MonomialIdeal(
      variableCount: system.variableCount,
      generators: basis.rows.map { $0.exponents.prefix(system.variableCount).map { Int($0) } })
    return leading.hasFiniteComplement ? .finiteAtInfinity : nil
  }
}

extension LiftedBasis {
  /// Whether the inputs and the critical pairs reduce to zero, exactly.
  func isConfirmed(
    for system: IntegerSystem, order: OrderFields, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    try withExactReduction(by: monomials, rows, order: order, control: control) {
      reduction throws(F4Interruption) in
      let inputs = system.integerRows
      for (i, row) in system.rows.enumerated() {
        let image = try reduction.normalForm(
          of: row.exponents, inputs.values, at: inputs.start(i), count: inputs.lengths[i])
        guard image.monomials.isEmpty else { return false }
      }
      return try reduction.reducesAllPairs()
    }
  }
}
