import AlgebraicStructures
import Polynomials

extension GroebnerBasis where Coefficients: Field {
  /// The remainder of division by the basis: the unique polynomial congruent to `f` without a term
  /// divisible by a leading monomial.
  ///
  /// The result lies in the ring of the basis; `f` may lie in a ring with another monomial order.
  /// - Precondition: the rings agree except for the order (traps).
  @inlinable
  public func normalForm(of f: Polynomial<Coefficients>) -> Polynomial<Coefficients> {
    let g = f.ring == ring ? f : VariableMap(from: f.ring, to: ring)(f)
    return g.divided(by: polynomials).remainder
  }

  /// Whether `f` lies in the ideal.
  @inlinable
  public func contains(_ f: Polynomial<Coefficients>) -> Bool { normalForm(of: f).isZero }

  /// Whether the other ideal is contained in this one.
  @inlinable
  public func contains(_ ideal: Ideal<Coefficients>) -> Bool {
    ideal.generators.allSatisfy { contains($0) }
  }

  /// Whether the ideal of the other basis is contained in this one.
  public func contains(_ other: GroebnerBasis) -> Bool {
    // A smaller ideal has a smaller leading ideal; the comparison of monomials is cheap.
    if other.ring == ring {
      let leading = leadingMonomials
      for monomial in other.leadingMonomials
      where !leading.contains(where: { divides($0, monomial) }) {
        return false
      }
    }
    return other.polynomials.allSatisfy { contains($0) }
  }
}
