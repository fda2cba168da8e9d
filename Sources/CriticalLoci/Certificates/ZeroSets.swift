import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Inclusions between zero sets where certain polynomials do not vanish, over the algebraic closure.
struct ZeroSets {
  let ring: PolynomialRing<RationalField>
  /// The polynomials that do not vanish; none is a constant.
  let units: [Polynomial<RationalField>]
  let control: ComputationControl
  private let cases = CaseCount()

  init(
    ring: PolynomialRing<RationalField>, units: [Polynomial<RationalField>],
    control: ComputationControl
  ) {
    self.ring = ring
    self.units = units
    self.control = control
  }

  /// The number of sets that were compared, shared by copies.
  private final class CaseCount {
    /// The most that a chart may need: distinctions of cases multiply.
    static let most = 100_000
    var value = 0
  }

  /// The most products of generators with which a union is tested.
  private static let mostProducts = 2_000

  /// A Groebner basis of the ideal of the given polynomials.
  func basis(
    _ generators: [Polynomial<RationalField>]
  ) throws(ComputationStopped) -> GroebnerBasis<RationalField> {
    try Ideal(ring: ring, generators: generators).groebnerBasis(control: control)
  }

  /// Whether all common zeros of `generators` where some factor in every clause vanishes lie on one of the
  /// sets; `false` also if that is not found out.
  func isCovered(
    _ generators: [Polynomial<RationalField>], clauses: [[Polynomial<RationalField>]] = [],
    by sets: [[Polynomial<RationalField>]]
  ) throws(ComputationStopped) -> Bool {
    try control.checkpoint()
    cases.value += 1
    if cases.value > CaseCount.most {
      throw .sizeLimit(
        what: "the number of cases in a comparison of zero sets", needed: "more",
        limit: CaseCount.most)
    }
    let basis = try basis(generators)
    if basis.isUnit || units.contains(where: { basis.contains($0) }) { return true }
    if sets.contains(where: { $0.allSatisfy { basis.contains($0) } }) { return true }
    var stripped: [Polynomial<RationalField>] = []
    for f in basis.polynomials { stripped.append(try f.removing(units, control: control)) }
    if zip(stripped, basis.polynomials).contains(where: { $0.totalDegree != $1.totalDegree }) {
      return try isCovered(stripped, clauses: clauses, by: sets)
    }
    // One factor of a clause vanishes.
    var open = clauses.filter { clause in !clause.contains { basis.contains($0) } }
    open.sort { $0.count > $1.count }
    if let clause = open.popLast() {
      return try areCovered(basis, clause, clauses: open, by: sets)
    }
    for f in basis.polynomials {
      let factors = try f.factorization(control: control).factors
      if factors.count > 1 || factors.contains(where: { $0.exponent > 1 }) {
        return try areCovered(basis, factors.map(\.base), clauses: [], by: sets)
      }
    }
    return try isCoveredByProducts(basis, sets)
  }

  private func areCovered(
    _ basis: GroebnerBasis<RationalField>, _ factors: [Polynomial<RationalField>],
    clauses: [[Polynomial<RationalField>]], by sets: [[Polynomial<RationalField>]]
  ) throws(ComputationStopped) -> Bool {
    for factor in factors
    where try !isCovered(basis.polynomials + [factor], clauses: clauses, by: sets) {
      return false
    }
    return true
  }

  /// Whether units times products of elements of the sets lie in the radical.
  private func isCoveredByProducts(
    _ basis: GroebnerBasis<RationalField>, _ sets: [[Polynomial<RationalField>]]
  ) throws(ComputationStopped) -> Bool {
    var ideal = basis.ideal
    for unit in units { ideal = try ideal.saturated(by: unit, control: control) }
    let saturated = try self.basis(ideal.generators)
    if saturated.isUnit { return true }
    if saturated != basis { return try isCovered(saturated.polynomials, by: sets) }
    var products = [ring.one]
    for set in sets {
      if products.count * set.count > Self.mostProducts { return false }
      products = products.flatMap { f in set.map { f * $0 } }
    }
    for f in products where try !ideal.radicalContains(f, control: control) { return false }
    return true
  }

  /// Whether a polynomial is congruent to a product of units and factors on the zero set of a basis, which
  /// is enough for it to vanish nowhere but at the zeros of the factors.
  func isPlainUnit(
    _ f: Polynomial<RationalField>, on basis: GroebnerBasis<RationalField>,
    except factors: [Polynomial<RationalField>] = []
  ) throws(ComputationStopped) -> Bool {
    let residue = basis.normalForm(of: f)
    if residue.isZero { return false }
    if residue.constantValue != nil { return true }
    let known = (units + factors).map { basis.normalForm(of: $0) }
      .filter { !$0.isZero && $0.constantValue == nil }
    return try residue.removing(known, control: control).constantValue != nil
  }

  /// Whether a polynomial vanishes nowhere on the zero set of a basis, or only where some factor does.
  func vanishesNowhere(
    _ f: Polynomial<RationalField>, on basis: GroebnerBasis<RationalField>,
    except factors: [Polynomial<RationalField>] = []
  ) throws(ComputationStopped) -> Bool {
    if try isPlainUnit(f, on: basis, except: factors) { return true }
    let residue = basis.normalForm(of: f)
    if residue.isZero { return try isCovered(basis.polynomials, by: factors.map { [$0] }) }
    let product = (units + factors).reduce(ring.one) { $0 * $1 }
    return try Ideal(ring: ring, generators: basis.polynomials + [residue])
      .radicalContains(product, control: control)
  }
}
