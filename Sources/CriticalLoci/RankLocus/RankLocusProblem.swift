import AlgebraicStructures
import Computation
import Ideals
import LinearAlgebra
import Polynomials

/// Matrices of polynomials, the sum of whose ranks is studied on a locally closed set.
///
/// The points considered are those where all polynomials of `base` vanish and no polynomial of `units`
/// does. Blocks may have any shape, empty ones have rank 0.
public struct RankLocusProblem<F: GroebnerField>: Sendable {
  /// The ring of all polynomials; without variables there is one point.
  public let ring: PolynomialRing<F>
  /// The matrices; "the rank" is the sum of their ranks.
  public let blocks: [Matrix<PolynomialRing<F>>]
  /// Only the common zeros of these polynomials are considered.
  public let base: [Polynomial<F>]
  /// Only points where none of these polynomials vanishes are considered.
  public let units: [Polynomial<F>]

  /// A problem whose blocks and polynomials must belong to `ring` (traps).
  public init(
    ring: PolynomialRing<F>, blocks: [Matrix<PolynomialRing<F>>], base: [Polynomial<F>] = [],
    units: [Polynomial<F>] = []
  ) {
    for block in blocks {
      require(block.ring == ring, "a block over \(block.ring) in a rank problem over \(ring)")
    }
    for f in base + units {
      require(f.ring == ring, "a polynomial of \(f.ring) in a rank problem over \(ring)")
    }
    self.ring = ring
    self.blocks = blocks
    self.base = base
    self.units = units
  }
}
