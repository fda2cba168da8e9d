import AlgebraicStructures
import Computation
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

extension GroebnerBasis where Coefficients: Field {
  /// `normalForm(of:)` with its work counted.
  package func normalForm(
    of f: Polynomial<Coefficients>, _ control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial<Coefficients> {
    let g = f.ring == ring ? f : VariableMap(from: f.ring, to: ring)(f)
    return try g.remainder(dividingBy: polynomials, control: control)
  }

  /// Whether all polynomials lie in the ideal, with the work counted.
  func contains(
    allOf others: some Sequence<Polynomial<Coefficients>>, _ control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    for f in others where try !normalForm(of: f, control).isZero { return false }
    return true
  }
}

extension Polynomial {
  /// The remainder of division with its work counted.
  func remainder(
    dividingBy divisors: [Polynomial], control: ComputationControl
  ) throws(ComputationStopped) -> Polynomial {
    let (quotients, remainder) = divided(by: divisors)
    var operations = termCount
    for (quotient, divisor) in zip(quotients, divisors) {
      operations += quotient.termCount * divisor.termCount
    }
    try control.checkpoint(operations: 16 * operations)
    return remainder
  }
}
