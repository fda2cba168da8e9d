import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// The germ at the origin of an ideal over ℚ, up to changes that keep its learning coefficient over ℝ.
///
/// The pair (λ, m) of K = Σ g² stays when generators are replaced by functions that bound them and are
/// bounded by them near the origin. With ρ regular coordinates split off, λ is ρ/2 more than that of the
/// remaining generators, and m is the same.
struct LocalIdeal: Sendable {
  typealias Generator = Polynomial<RationalField>

  /// The generators that are left, all nonzero, vanishing at the origin; none for a regular germ.
  var generators: [Generator]
  /// ρ.
  var regularCount = 0
  /// The common ring.
  let ring: PolynomialRing<RationalField>

  /// The most terms of all generators together.
  static let largestTermCount = 20_000

  /// The germ of the given generators at `point`, where they vanish; `nil` if it is too large.
  ///
  /// Other numbers of coordinates and generators of other rings trap.
  init?(
    _ generators: [Generator], ring: PolynomialRing<RationalField>, at point: [Rational],
    fixing fixed: Set<Int> = [], control: ComputationControl
  ) throws(ComputationStopped) {
    require(
      point.count == ring.variableCount,
      "a point of \(point.count) coordinates for \(ring.variableCount) variables")
    var size = 0.0
    for generator in generators {
      for term in generator.terms {
        size += zip(term.exponents, point.indices).reduce(1.0) {
          $0 * (point[$1.1].isZero || fixed.contains($1.1) ? 1 : Double($1.0) + 1)
        }
      }
    }
    guard size <= Double(LocalIdeal.largestTermCount) else { return nil }
    let values = point.indices.map { i -> Generator in
      let constant = ring.constant(point[i])
      return fixed.contains(i) ? constant : constant + ring.variable(i)
    }
    self.ring = ring
    self.generators = []
    for generator in generators {
      try control.checkpoint()
      let local =
        point.allSatisfy(\.isZero) && fixed.isEmpty ? generator : generator.substituting(values)
      // The difference to the value at the point: for networks f_W − f_{W*}.
      let difference = local - ring.constant(local.constantTerm)
      if !difference.isZero { self.generators.append(difference) }
    }
  }

  /// The minimal terms of a generator under division.
  static func minimalTerms(_ exponents: [[Int]]) -> [[Int]] {
    var minimal: [[Int]] = []
    for candidate in exponents.sorted(by: { $0.reduce(0, +) < $1.reduce(0, +) })
    where !minimal.contains(where: { divides($0, candidate) }) {
      minimal.append(candidate)
    }
    return minimal
  }

  /// Whether one monomial divides another.
  static func divides(_ a: [Int], _ b: [Int]) -> Bool { zip(a, b).allSatisfy { $0 <= $1 } }

  /// Generators of the same span whose smallest terms in the order given by `isBefore` are different and
  /// occur in no other; unchanged where the matrix would be too large.
  func reducedLinearly(
    by isBefore: ([Int], [Int]) -> Bool
  ) -> (generators: [Generator], leading: [[Int]]) {
    let monomials = Set(generators.flatMap { $0.terms.map(\.exponents) }).sorted(by: isBefore)
    guard !generators.isEmpty, monomials.count <= 20_000 / generators.count else {
      return (generators, generators.map { $0.terms.map(\.exponents).min(by: isBefore) ?? [] })
    }
    let position = Dictionary(uniqueKeysWithValues: monomials.enumerated().map { ($1, $0) })
    let rows = generators.map { generator in
      var row = [Rational](repeating: 0, count: monomials.count)
      for term in generator.terms { row[position[term.exponents] ?? 0] = term.coefficient }
      return row
    }
    let echelon = Matrix(ring: RationalField(), rows: rows).reducedRowEchelonForm()
    let reduced = echelon.matrix.rows.prefix(echelon.rank).map { row in
      ring.polynomial(
        terms: zip(row, monomials).filter { !$0.0.isZero }.map {
          (coefficient: $0.0, exponents: $0.1)
        })
    }
    return (Array(reduced), echelon.pivotColumns.map { monomials[$0] })
  }

  /// The germs in separate sets of variables whose sum this is.
  var components: [[Generator]] {
    var groups: [(variables: Set<Int>, generators: [Generator])] = []
    for generator in generators {
      let support = Set(generator.support)
      let touching = groups.indices.filter { !groups[$0].variables.isDisjoint(with: support) }
      let merged = touching.reduce(into: (variables: support, generators: [generator])) {
        $0.variables.formUnion(groups[$1].variables)
        $0.generators += groups[$1].generators
      }
      for index in touching.reversed() { groups.remove(at: index) }
      groups.append(merged)
    }
    return groups.map(\.generators)
  }
}
