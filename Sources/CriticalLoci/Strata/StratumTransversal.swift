import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// A linear space of parameters of a stratum that meets the orbits of general points under the symmetries,
/// so that the rank of J at the generic point of the transversal is the rank at the generic point of the stratum.
///
/// For monomial activations without biases the connected group G = GL(d_0) × torus × GL(d_L) acts on the
/// weights: on W_1 from the right, by scaling the rows of W_ℓ and correspondingly the columns of W_{ℓ+1},
/// and on W_L from the left. It maps every stratum to itself and keeps the rank of J. Let s ↦ ψ(s) be the
/// parametrisation of a stratum of dimension n by n independent parameters (all entries that are not zero;
/// for a class the first row and factors for the others). If at s_0 the derivatives of ψ in some directions
/// I span the tangent space of the stratum together with the tangent space of the orbit, then
/// G × (s_0 + ⟨I⟩) → stratum is a submersion there and hence dominant. That the rank of all these vectors
/// is n is proven modulo a prime.
struct StratumTransversal {
  /// The ring of the coordinates of the transversal.
  let ring: PolynomialRing<RationalField>
  /// The weights on the transversal.
  let weights: [Polynomial<RationalField>]

  private static var modulus: UInt32 { (1 << 30) - 35 }

  /// A transversal through a point with small coordinates, of the smallest possible dimension; `nil` if there
  /// are biases or other activations, if that dimension is larger than `limit`, or if no point is found.
  init?(_ stratum: SubnetworkStratum, limit: Int, using random: inout RandomSource) {
    let architecture = stratum.architecture
    guard architecture.isHomogeneous, let field = try? PrimeField(modulus: UInt64(Self.modulus))
    else { return nil }
    let parametrization = StratumParametrization(stratum)
    let symmetries = SymmetryDirections(architecture)
    func orbit(_ s: [Int]) -> [[UInt64]] {
      symmetries.vectors(at: parametrization.point(s.map { field($0) }, over: field), over: field)
    }
    let count = parametrization.parameterCount
    let general = (0..<count).map { _ in random.integer(in: 1...1_000_000) }
    let largest = Self.rank(orbit(general))
    guard count - largest <= limit else { return nil }
    for attempt in 0..<30 {
      let size = attempt < 12 ? 1 : 2
      let start = (0..<count).map { _ in random.integer(in: (1 - size)...size) }
      let residues = start.map { field($0) }
      let candidates = parametrization.derivatives(at: residues, over: field)
      let tangents = orbit(start)
      guard Self.rank(tangents + candidates) == count else { continue }
      // Later layers first: their weights occur in lower degree.
      let directions = Self.complement(of: tangents, in: candidates.reversed()).map {
        count - 1 - $0
      }
      guard directions.count == count - largest else { continue }
      let names = directions.indices.map { "s\($0 + 1)" }
      guard
        let ring = try? PolynomialRing(coefficients: RationalField(), variables: names)
      else { return nil }
      var coordinates = start.map { ring.constant(Rational($0)) }
      for (index, direction) in directions.enumerated() {
        coordinates[direction] = ring.variable(index)
      }
      self.ring = ring
      weights = parametrization.point(coordinates, over: ring)
      return
    }
    return nil
  }

  private static func matrix(_ rows: [[UInt64]]) -> ModularMatrix {
    ModularMatrix(
      modulus: modulus, rowCount: rows.count, columnCount: rows.first?.count ?? 0,
      elements: rows.joined().map { UInt32($0) })
  }

  private static func rank(_ rows: [[UInt64]]) -> Int { matrix(rows).rank() }

  /// The positions of the candidates that extend the span of `vectors`, one after another.
  private static func complement(of vectors: [[UInt64]], in candidates: [[UInt64]]) -> [Int] {
    matrix(vectors + candidates).transpose.rankProfile().pivotColumns
      .filter { $0 >= vectors.count }.map { $0 - vectors.count }
  }
}
