import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The ideal of points of a plane where the rows of the Jacobian are linearly dependent, by elimination
/// of the coefficients y of a relation y·J = 0.
///
/// For networks that fill their ambient space dependence of the rows is the same as a rank below the
/// generic one. Common factors of the columns are treated one by one: either they vanish, or they are
/// divided out.
struct SliceKernel {
  let architecture: Architecture
  let plane: RandomPlane
  let control: ComputationControl

  /// Ideals in the ring of the plane whose zero sets together are the locus on the plane.
  func ideals(using random: inout RandomSource) throws(ComputationStopped) -> [Ideal<PrimeField>] {
    let jacobian = try architecture.jacobian(control: control)
    // Monomials that cannot occur have rows of zeros.
    let rows = jacobian.entries.filter { !$0.allSatisfy(\.isZero) }
    let columns = try columns(of: rows, in: jacobian.ring)
    var factors: [Polynomial<RationalField>] = []
    for column in columns {
      for f in column.factors where !factors.contains(f) { factors.append(f) }
    }
    if factors.count > 8 {
      throw .sizeLimit(
        what: "the number of factors of columns on a slice", needed: "\(factors.count)", limit: 8)
    }
    var result: [Ideal<PrimeField>] = []
    for choice in 0..<(1 << factors.count) {
      try control.checkpoint()
      let vanishing = factors.indices.filter { choice >> $0 & 1 == 1 }.map { factors[$0] }
      let ideal = try branch(
        columns, vanishing: vanishing, rowCount: rows.count, using: &random)
      if !ideal.generators.contains(where: { $0.constantValue != nil }) { result.append(ideal) }
    }
    return result
  }

  private struct Column {
    let factors: [Polynomial<RationalField>]
    /// The entries divided by the product of the factors.
    let entries: [Polynomial<RationalField>]
  }

  private func columns(
    of rows: [[Polynomial<RationalField>]], in ring: PolynomialRing<RationalField>
  ) throws(ComputationStopped) -> [Column] {
    var result: [Column] = []
    for j in 0..<architecture.parameterCount {
      let entries = rows.map { $0[j] }
      var content = ring.zero
      for entry in entries { content = try content.greatestCommonDivisor(with: entry) }
      if content.isZero { continue }
      result.append(
        Column(
          factors: try content.factorization().factors.map(\.base),
          entries: entries.map { $0.dividedExactly(by: content) ?? $0 }))
    }
    return result
  }

  private func branch(
    _ columns: [Column], vanishing: [Polynomial<RationalField>], rowCount: Int,
    using random: inout RandomSource
  ) throws(ComputationStopped) -> Ideal<PrimeField> {
    let (field, small) = (plane.field, plane.ring)
    let names = (1..<max(rowCount, 2)).map { "y\($0)" }
    let ring: PolynomialRing<PrimeField>
    do {
      ring = try PolynomialRing(
        coefficients: field, variables: names + small.variables,
        order: .elimination(first: names.count))
    } catch {
      contractViolation("\(error)")
    }
    let inclusion = VariableMap(from: small, to: ring)
    // A random affine chart of the projective space of relations.
    let unknowns = names.indices.map { ring.variable($0) }
    let first = unknowns.reduce(ring.one) { sum, y in
      sum + y.scaled(by: field.randomElement(using: &random))
    }
    let relation = [first] + unknowns
    var equations = vanishing.map { inclusion(plane.restriction($0)) }
    for column in columns where !column.factors.contains(where: { vanishing.contains($0) }) {
      try control.checkpoint()
      let scale = column.entries.first { !$0.isZero }?.content ?? 1
      equations.append(
        zip(relation, column.entries).reduce(ring.zero) { sum, term in
          sum + term.0 * inclusion(exactRestriction(term.1, scale: scale))
        })
    }
    return try Ideal(ring: ring, generators: equations)
      .eliminating(Array(names.indices), control: control)
  }

  /// The restriction of an entry divided by a number common to its column.
  private func exactRestriction(
    _ f: Polynomial<RationalField>, scale: Rational
  ) -> Polynomial<PrimeField> {
    if f.isZero { return plane.ring.zero }
    let ratio = f.content / scale
    return plane.restriction(f).scaled(by: plane.field.image(of: ratio) ?? 0)
  }
}
