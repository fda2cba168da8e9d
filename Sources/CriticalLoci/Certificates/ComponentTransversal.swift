import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The exact rank of J at the generic points of a set of weights with a polynomial parametrisation.
///
/// The connected group G = GL(d_0) × scalings × GL(d_L) keeps the set and the rank. If at a point φ(s) of the
/// parametrisation φ the derivatives of φ in some directions span, with the tangent space of the orbit, a space
/// of the dimension of the irreducible set, then almost all points of it lie on orbits of points φ(s + t) with t
/// in these directions, and the generic rank is that of the matrix J(φ(s + t)) over ℚ(t). A rank modulo a prime
/// is enough for the former: over ℚ it is not smaller.
struct ComponentTransversal {
  /// The weights φ(s + t) in ℚ[t].
  let weights: [Polynomial<RationalField>]
  let ring: PolynomialRing<RationalField>
  private let architecture: Architecture

  private static let modulus: UInt32 = 1_073_741_789
  /// The most directions.
  private static let mostDirections = 3
  private static let mostEntries = 4_000
  private static let mostTerms = 300

  /// `nil` if the set has no parametrisation, or if too many directions are needed.
  init?(_ structure: ComponentStructure) {
    architecture = structure.architecture
    let entries = architecture.ambientDimension * Integer(architecture.parameterCount)
    guard entries <= Integer(Self.mostEntries), let parametrization = structure.parametrization
    else { return nil }
    let source = parametrization[0].ring
    let derivations = symmetryDerivations(of: architecture)
    let gradients = parametrization.map(\.gradient)
    // The choice of points is part of the proof only in that ranks suffice; it is always the same.
    var random = RandomSource(seed: 1)
    var best: (start: [Rational], directions: [Int])?
    for attempt in 0..<Self.attempts {
      let size = attempt < 2 ? 50 : attempt < 10 ? 3 : 1
      let start = (0..<source.variableCount).map { _ in
        Rational(random.integer(in: -size...size))
      }
      let point = parametrization.map { $0.substituted(at: start) }
      let orbit = derivations.map { Self.vector($0, at: point) }
      let tangents = (0..<source.variableCount).map { parameter in
        gradients.map { $0[parameter].substituted(at: start) }
      }
      // Later weights first: they occur in lower degree.
      let columns = Self.independent(orbit + tangents.reversed())
      guard columns.count == structure.dimension else { continue }
      let directions = columns.filter { $0 >= orbit.count }
        .map { source.variableCount - 1 - ($0 - orbit.count) }
      // Points with small coordinates are tried after general ones, which need the fewest directions.
      if best.map({ directions.count <= $0.directions.count }) ?? true {
        best = (start, directions)
      }
    }
    guard let best, best.directions.count <= Self.mostDirections else { return nil }
    let ring = PolynomialRing.rational(best.directions.indices.map { "t\($0 + 1)" })
    var coordinates = best.start.map { ring.constant($0) }
    for (index, direction) in best.directions.enumerated() {
      coordinates[direction] = coordinates[direction] + ring.variable(index)
    }
    self.ring = ring
    weights = parametrization.map { $0.substituted(coordinates, in: ring) }
  }

  private static let attempts = 24

  /// The generic rank; `nil` if the matrix is too large or its elimination outgrows its limits.
  func rank(control: ComputationControl) throws(ComputationStopped) -> Int? {
    do throws(ComputationStopped) {
      let network = try CertificateNetwork(
        architecture, layers: architecture.layerCount, weights: weights, ring: ring)
      let matrix = try network.jacobian(control: control)
      let (rows, columns) = (matrix.rowLabels, matrix.columnLabels)
      var elimination = ResidueElimination(
        matrix.entries(rows: rows, columns: columns),
        zeroSets: ZeroSets(ring: ring, units: [], control: control),
        basis: try Ideal(ring: ring, generators: []).groebnerBasis(control: control))
      return try elimination.rank(mostTerms: Self.mostTerms)
    } catch .sizeLimit {
      return nil
    }
  }

  private static func vector(_ derivation: SymmetryDerivation, at point: [Rational]) -> [Rational] {
    var vector = [Rational](repeating: 0, count: point.count)
    for term in derivation {
      vector[term.variable] = vector[term.variable] + Rational(term.factor) * point[term.value]
    }
    return vector
  }

  /// The positions of the vectors that do not depend on earlier ones modulo the prime.
  private static func independent(_ vectors: [[Rational]]) -> [Int] {
    guard let field = try? PrimeField(modulus: UInt64(modulus)) else { return [] }
    // Coordinates are integers.
    let elements = vectors.joined().map { (value: Rational) -> UInt32 in
      let residue: UInt64? = field.image(of: value)
      return UInt32(residue ?? 0)
    }
    return ModularMatrix(
      modulus: modulus, rowCount: vectors.count, columnCount: vectors.first?.count ?? 0,
      elements: elements
    ).transpose.rankProfile().pivotColumns
  }
}

/// A derivation Σ factor · value · ∂/∂variable of the ring of the weights, given by positions.
typealias SymmetryDerivation = [(value: Int, variable: Int, factor: Int)]

/// A basis of the Lie algebra of GL(d₀) × scalings of hidden neurons × GL(d_L), as derivations.
func symmetryDerivations(of architecture: Architecture) -> [SymmetryDerivation] {
  let widths = architecture.widths
  let last = architecture.layerCount
  func position(_ layer: Int, _ row: Int, _ column: Int) -> Int {
    architecture.parameterIndex(layer: layer, row: row, column: column)
  }
  var derivations: [SymmetryDerivation] = []
  for a in 1...widths[0] {
    for b in 1...widths[0] {
      derivations.append((1...widths[1]).map { (position(1, $0, a), position(1, $0, b), 1) })
    }
  }
  for a in 1...widths[last] {
    for b in 1...widths[last] {
      derivations.append(
        (1...widths[last - 1]).map { (position(last, a, $0), position(last, b, $0), 1) })
    }
  }
  for layer in 1..<last {
    for i in 1...widths[layer] {
      derivations.append(
        (1...widths[layer - 1]).map { (position(layer, i, $0), position(layer, i, $0), 1) }
          + (1...widths[layer + 1]).map {
            let column = position(layer + 1, $0, i)
            return (column, column, -architecture.degrees[layer - 1])
          })
    }
  }
  return derivations
}

extension Polynomial where Coefficients == RationalField {
  /// The value at a point; a polynomial without variables is a number.
  fileprivate func substituted(at point: [Rational]) -> Rational {
    constantValue ?? evaluate(at: point)
  }
}

extension ComponentStructure {
  /// The weights as polynomials in parameters whose values are dense in the set; `nil` with hypersurfaces.
  ///
  /// Matrices of rank ≤ r are A·B; for r = 1 and zero matrices too.
  var parametrization: [Polynomial<RationalField>]? {
    var products: [Int: [(Int, Int)]] = [:]
    var count = 0
    for factor in factors {
      guard case .boundedRank(let layer, let rows, let columns, let rank) = factor else {
        return nil
      }
      for (i, row) in rows.enumerated() {
        for (j, column) in columns.enumerated() {
          products[architecture.parameterIndex(layer: layer, row: row, column: column)] =
            (0..<rank).map { (count + i * rank + $0, count + (rows.count + j) * rank + $0) }
        }
      }
      count += (rows.count + columns.count) * rank
    }
    let free = (0..<architecture.parameterCount).filter {
      products[$0] == nil && !zeros.contains($0)
    }
    let ring = PolynomialRing.rational((0..<count + free.count).map { "s\($0 + 1)" })
    var weights = [Polynomial<RationalField>](
      repeating: ring.zero, count: architecture.parameterCount)
    for (position, pairs) in products {
      weights[position] = pairs.reduce(ring.zero) {
        $0 + ring.variable($1.0) * ring.variable($1.1)
      }
    }
    for (index, position) in free.enumerated() { weights[position] = ring.variable(count + index) }
    return weights
  }
}
