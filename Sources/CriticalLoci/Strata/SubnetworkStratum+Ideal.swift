import AlgebraicStructures
import ExactArithmetic
import Networks
import Polynomials

extension SubnetworkStratum {
  /// Generators of the prime ideal of the stratum: variables, 2 × 2 minors of the rows of each class, or
  /// differences of entries where rows have to be equal.
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
    for (isProportional, rows) in classRows {
      let rows = rows.map { $0.map { ring.variable($0) } }
      for (i, row) in rows.enumerated().dropFirst() {
        guard isProportional else {
          result += zip(rows[0], row).map { $0 - $1 }
          continue
        }
        for other in rows[..<i] {
          for b in row.indices {
            for a in 0..<b { result.append(other[a] * row[b] - other[b] * row[a]) }
          }
        }
      }
    }
    return result
  }
}
