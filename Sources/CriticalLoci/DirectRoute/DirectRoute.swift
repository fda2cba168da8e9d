import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// How the direct route finds the components.
public enum DirectMethod: String, Hashable, Sendable, CaseIterable {
  /// All minors of one size, and the minimal primes of their ideal.
  case minors
  /// A few minors at a time, chosen anew on every prime ideal met (`rankLocus`).
  case rankLocus
}

/// The components of {rank J ≤ k} as computed from the symbolic Jacobian alone.
public struct DirectRoute: Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// The generic rank R of the Jacobian, as far as `genericRank(of:)` knows it.
  public let genericRank: GenericRank
  /// k.
  public let rankBound: Int
  /// How the components were found.
  public let method: DirectMethod
  /// One component of each orbit under permutations of hidden neurons, by codimension and degree.
  public let components: [CriticalComponent]
  /// Proven if the decomposition is: the Groebner bases, the primes and the ranks on them.
  public let completeness: Completeness
}

/// The components of the locus where the Jacobian of an architecture has rank at most k, from its symbolic
/// Jacobian: the minimal primes of the ideal of its (k + 1)-minors.
///
/// No symmetry or theorem about networks is used, so this is an independent check of faster methods, and
/// the only method for activations that are not monomials and for biases. It is feasible for very small
/// networks only.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter rankBound: The bound k, at least 0; `nil` for one less than the generic rank.
/// - Parameter method: `minors` is the definition; `rankLocus` reaches further.
/// - Parameter maximumTerms: The largest number of terms of the Jacobian.
/// - Parameter stepsPerDescription: As in `CriticalLocusOptions`.
/// - Parameter seed: Fixes the choice of minors and points, on which the components do not depend.
/// - Parameter control: Limits and cancellation.
/// - Returns: All components, each with its exact generic rank.
/// - Throws: `sizeLimit` for large Jacobians or too many minors; what `control` demands.
public func directRoute(
  of architecture: Architecture, genericRank known: GenericRank? = nil,
  rankAtMost rankBound: Int? = nil, method: DirectMethod = .rankLocus, maximumTerms: Int = 100_000,
  stepsPerDescription: Int = CriticalLocusOptions.standardDescriptionSteps, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> DirectRoute {
  let generic = try architecture.genericRank(known: known, seed: seed, control: control)
  let bound = rankBound ?? generic.dimension - 1
  require(bound >= 0, "directRoute: a rank of at most \(bound)")
  control.begin("rank at most \(bound) of \(architecture)")
  let (pieces, evidence) = try rankPieces(
    of: try architecture.jacobian(maximumTerms: maximumTerms, control: control),
    in: architecture.parameterRing, atMost: bound, method: method, seed: seed, control: control)
  let group = try architecture.allHiddenPermutations()
  let sets = orbits(of: pieces, architecture, group: group)
  let components = sets.enumerated().map { index, set in
    var others = sets
    others.remove(at: index)
    return ComponentDescription(
      subject: set, others: others, group: group, seed: seed, steps: stepsPerDescription,
      control: control
    ).component()
  }
  // All or nothing: what this control has stopped is no description.
  try control.checkpoint()
  return DirectRoute(
    architecture: architecture, genericRank: generic, rankBound: bound, method: method,
    components: withDistinctLabels(
      components.sorted {
        ($0.codimension, $0.degree ?? 0, $0.label) < ($1.codimension, $1.degree ?? 0, $1.label)
      }),
    completeness: completeness(size: bound + 1, evidence))
}

/// One set of each orbit under permutations of hidden neurons.
private func orbits(
  of pieces: [RankLocus<RationalField>.Piece], _ architecture: Architecture,
  group: [NeuronPermutation]
) -> [IrreducibleSet] {
  var open = pieces
  var sets: [IrreducibleSet] = []
  while !open.isEmpty {
    let set = IrreducibleSet(open.removeFirst(), of: architecture, group: group)
    for image in set.images?.images.dropFirst() ?? [] {
      guard
        let index = open.firstIndex(where: { other in
          other.rank == set.rank && other.prime.dimension == set.dimension
            && image.allSatisfy { other.prime.basis.contains($0) }
        })
      else {
        contractViolation("the locus is not invariant under permutations of hidden neurons")
      }
      open.remove(at: index)
    }
    sets.append(set)
  }
  return sets
}

/// The irreducible components of the set of parameters where the Jacobian of any polynomial model has rank at most
/// k, in the same way.
///
/// - Parameter model: The model; only very small ones are feasible.
/// - Parameter rankBound: The bound k, at least 0.
/// - Parameter method: As for an architecture.
/// - Parameter maximumTerms: The largest number of terms of the polynomial map.
/// - Parameter seed: Fixes the choice of minors and points.
/// - Parameter control: Limits and cancellation.
/// - Returns: The components, and how it is known that they are all.
/// - Throws: `sizeLimit` for large maps or too many minors; what `control` demands.
public func rankLocus(
  of model: some PolynomialModel, atMost rankBound: Int, method: DirectMethod = .rankLocus,
  maximumTerms: Int = 100_000, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> (pieces: [RankLocus<RationalField>.Piece], evidence: Evidence) {
  let jacobian = try model.jacobian(maximumTerms: maximumTerms, control: control)
  return try rankPieces(
    of: jacobian, in: jacobian.ring, atMost: rankBound, method: method, seed: seed,
    control: control)
}

private func rankPieces(
  of jacobian: SymbolicJacobian, in ring: PolynomialRing<RationalField>, atMost bound: Int,
  method: DirectMethod, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> ([RankLocus<RationalField>.Piece], Evidence) {
  let rows = independentRows(jacobian.entries.map { $0.compactMap { $0.moved(to: ring) } })
  let matrix = Matrix(ring: ring, rows: rows, columnCount: ring.variableCount)
  switch method {
  case .minors:
    return try minorPieces(of: matrix, rankBound: bound, seed: seed, control: control)
  case .rankLocus:
    let locus = try rankLocus(
      RankLocusProblem(ring: ring, blocks: [matrix]), atMost: bound, seed: seed, control: control)
    return (locus.pieces, locus.evidence)
  }
}

/// What the decomposition says about completeness.
private func completeness(size: Int, _ evidence: Evidence) -> Completeness {
  let detail = "minimal primes of the \(size)x\(size) minors of the symbolic Jacobian"
  return evidence.isProven
    ? .proven(detail: detail)
    : .searched(detail: "\(detail), known by \(evidence.kind) means only: \(evidence.detail)")
}

/// The minimal primes of all minors, each with the rank on its zero set, and the weakest evidence.
private func minorPieces(
  of matrix: Matrix<PolynomialRing<RationalField>>, rankBound: Int, seed: UInt64,
  control: ComputationControl
) throws(ComputationStopped) -> ([RankLocus<RationalField>.Piece], Evidence) {
  let primes = try matrix.determinantalIdeal(size: rankBound + 1, control: control)
    .minimalPrimes(control: control)
  var pieces: [RankLocus<RationalField>.Piece] = []
  var evidence = primes.evidence
  for prime in primes {
    let problem = RankLocusProblem(
      ring: matrix.ring, blocks: [matrix], base: prime.basis.polynomials)
    let locus = try rankLocus(problem, atMost: rankBound, seed: seed, control: control)
    pieces += locus.pieces
    if evidence.isProven { evidence = locus.evidence }
  }
  return (pieces, evidence)
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
