import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

extension SubnetworkStratum {
  /// Generators of the prime ideal of the stratum: variables, 2 × 2 minors of the rows of each class, or
  /// differences or sums of entries where rows have to be equal or opposite; biases are taken from the
  /// center of the activation.
  ///
  /// The 2 × 2 minors of a matrix of variables generate a prime ideal (W. Bruns, U. Vetter, *Determinantal
  /// Rings*, Theorem 2.11), which stays prime over every field; ideals with such generators in disjoint
  /// sets of variables add up to a prime ideal.
  ///
  /// - Parameter ring: A ring with the variables `architecture.parameterNames` in this order; other
  ///   variables trap.
  public func generators(
    in ring: PolynomialRing<RationalField>
  ) -> [Polynomial<RationalField>] {
    require(
      ring.variables == architecture.parameterNames,
      "generators of \(label) need the variables \(architecture.parameterNames), "
        + "but the ring has \(ring.variables)")
    var result = zeroParameters.map { ring.variable($0) }
    for rows in classRows { result += rows.equations(ring.generators, over: ring) }
    return result
  }
}
