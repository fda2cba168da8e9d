import AlgebraicStructures
import Computation
import Polynomials

/// The reduced Groebner basis of an ideal with respect to the monomial order of its ring.
///
/// The polynomials are monic, no term of one is divisible by the leading monomial of another, and they
/// are sorted by increasing leading monomial; so two ideals of one ring are equal exactly when their
/// bases are. `[1]` for the whole ring, `[]` for the zero ideal.
public struct GroebnerBasis<Coefficients: Ring>: Sendable {
  /// The polynomial ring; it carries the monomial order.
  public let ring: PolynomialRing<Coefficients>
  /// The elements of the basis.
  public let polynomials: [Polynomial<Coefficients>]
  /// Whether the basis is proven to be one, and how.
  public let evidence: Evidence
  /// The plan by which the basis was computed; `nil` for one that was given or derived from another.
  public let plan: GroebnerPlan?

  /// A basis from polynomials known to be reduced, monic and sorted.
  ///
  /// Not checked.
  @inlinable
  public init(
    ring: PolynomialRing<Coefficients>, reduced polynomials: [Polynomial<Coefficients>],
    evidence: Evidence, plan: GroebnerPlan? = nil
  ) {
    self.ring = ring
    self.polynomials = polynomials
    self.evidence = evidence
    self.plan = plan
  }

  /// The ideal with these generators.
  public var ideal: Ideal<Coefficients> { Ideal(ring: ring, generators: polynomials) }

  /// The exponents of the leading monomials, in increasing order.
  public var leadingMonomials: [[Int]] { polynomials.compactMap(\.multidegree) }

  /// The ideal of all leading monomials.
  public var leadingIdeal: MonomialIdeal {
    MonomialIdeal(variableCount: ring.variableCount, generators: leadingMonomials)
  }

  /// Whether the ideal is the whole ring.
  public var isUnit: Bool { polynomials.contains { $0.constantValue != nil } }

  /// Whether the ideal is zero.
  public var isZero: Bool { polynomials.isEmpty }
}

extension GroebnerBasis: Hashable {
  /// Equality of rings and elements, hence of ideals; evidence and plan do not count.
  public static func == (a: Self, b: Self) -> Bool {
    a.ring == b.ring && a.polynomials == b.polynomials
  }

  /// Hashes ring and elements.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ring)
    hasher.combine(polynomials)
  }
}
