import AlgebraicStructures
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The components of {rank J ≤ k} as computed from the symbolic Jacobian alone.
public struct DirectRoute: Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// The generic rank R of the Jacobian, proven.
  public let genericRank: Int
  /// k.
  public let rankBound: Int
  /// One component of each orbit under permutations of hidden neurons, by codimension and degree.
  public let components: [CriticalComponent]
  /// Always proven.
  public let completeness: Completeness
  /// The number of prime ideals on whose zero sets the rank of J was computed.
  public let visitedPrimeCount: Int
}

/// The components of the locus where the Jacobian of an architecture has rank at most k, from its symbolic
/// Jacobian: the minimal primes of the ideal of (k + 1)-minors, found by factors of single minors.
///
/// No symmetry or theorem about networks is used, so this is an independent check of faster methods, and
/// the only method for activations that are not monomials and for biases. It is feasible for very small
/// networks only.
///
/// - Parameter rankBound: k, at least 0; `nil` for one less than the generic rank.
/// - Parameter maximumTerms: The largest number of terms of the Jacobian.
/// - Parameter seed: Fixes the choice of pivots and points, on which the components do not depend.
/// - Returns: All components, each proven with its generic rank.
/// - Throws: `sizeLimit` for large Jacobians; what `control` demands.
/// - SeeAlso: `rank(at:)` for single points.
public func directRoute(
  of architecture: Architecture, rankAtMost rankBound: Int? = nil, maximumTerms: Int = 100_000,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> DirectRoute {
  let jacobian = try architecture.jacobian(maximumTerms: maximumTerms, control: control)
  let ring = architecture.parameterRing
  let matrix = independentRows(jacobian.entries.map { $0.compactMap { $0.moved(to: ring) } })
  var zero = try PrimeElimination(
    matrix, modulo: Ideal(ring: ring, generators: []).groebnerBasis(control: control),
    control: control)
  let generic = try zero.run(limit: matrix.count, columnOrder: nil).rank
  let bound = rankBound ?? generic - 1
  require(bound >= 0, "directRoute: a rank of at most \(bound)")
  var search = RankPrimeSearch(
    matrix: matrix, ring: ring, rankBound: bound, seed: seed, control: control)
  try search.run()
  var description = PrimeDescription(
    architecture: architecture, primes: search.found, seed: seed, control: control)
  return DirectRoute(
    architecture: architecture, genericRank: generic, rankBound: bound,
    components: try description.components(),
    completeness: .proven(
      detail: "minimal primes of the \(bound + 1)x\(bound + 1) minors of the symbolic Jacobian"),
    visitedPrimeCount: search.visitedCount)
}

/// The rows that are no rational combinations of rows before them, which do not change ranks.
private func independentRows(
  _ rows: [[Polynomial<RationalField>]]
) -> [[Polynomial<RationalField>]] {
  // Coordinates: an entry and a monomial in it.
  struct Position: Hashable {
    let column: Int
    let exponents: [Int]
  }
  var kept: [[Polynomial<RationalField>]] = []
  var echelon: [(pivot: Position, row: [Position: Rational])] = []
  for row in rows {
    var vector: [Position: Rational] = [:]
    for (column, entry) in row.enumerated() {
      for (coefficient, exponents) in entry.terms {
        vector[Position(column: column, exponents: exponents)] = coefficient
      }
    }
    for (pivot, other) in echelon {
      guard let factor = vector[pivot] else { continue }
      for (position, value) in other {
        let difference = (vector[position] ?? 0) - factor * value
        vector[position] = difference == 0 ? nil : difference
      }
    }
    guard let (pivot, leading) = vector.first else { continue }
    echelon.append((pivot, vector.mapValues { $0 / leading }))
    kept.append(row)
  }
  return kept
}
