import AlgebraicStructures
import Computation

/// A polynomial as a unit times powers of distinct irreducible polynomials.
///
/// The factors are canonical: monic over a prime field; with coprime integer coefficients and positive
/// leading coefficient over ℚ. They are sorted by degree, then number of terms, then terms. The zero
/// polynomial has unit 0 and no factors.
public struct Factorization<Coefficients: Ring>: Hashable, Sendable {
  /// An irreducible polynomial and how often it divides.
  public struct Factor: Hashable, Sendable {
    /// The irreducible polynomial, canonical among its associates.
    public let base: Polynomial<Coefficients>
    /// The multiplicity, at least 1.
    public let exponent: Int
  }

  /// The ring of the factored polynomial.
  public let ring: PolynomialRing<Coefficients>
  /// The constant factor.
  public let unit: Coefficients.Element
  /// The irreducible factors, each once.
  public let factors: [Factor]

  /// The product of the unit and all powers: the factored polynomial.
  public var product: Polynomial<Coefficients> {
    factors.reduce(ring.constant(unit)) { $0 * $1.base.power($1.exponent) }
  }

  /// The product of all factors, each once.
  public var radical: Polynomial<Coefficients> { factors.reduce(ring.one) { $0 * $1.base } }

  /// Whether there is exactly one factor and its multiplicity is 1.
  public var isIrreducible: Bool { factors.count == 1 && factors[0].exponent == 1 }
}

extension Factorization: CustomStringConvertible {
  /// The product, such as `2*(x - 1)^2*(x + y)`.
  public var description: String {
    var parts = factors.map { $0.exponent == 1 ? "(\($0.base))" : "(\($0.base))^\($0.exponent)" }
    let constant = ring.constant(unit)
    if parts.isEmpty || constant != ring.one { parts.insert("\(constant)", at: 0) }
    return parts.joined(separator: "*")
  }
}
