import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// A maximal ideal of F_p[t₁, …, t_c]: a point with coordinates in a finite extension, up to conjugation.
struct ResidueClassPoint: Hashable {
  let field: ResidueField
  /// The coordinates of one of the conjugate points.
  let coordinates: [[UInt64]]

  /// The number of conjugate points.
  var degree: Int { field.degree }
}

extension Ideal where Coefficients == PrimeField {
  /// The zeros of an ideal with finitely many, over the algebraic closure and up to conjugation.
  ///
  /// - Throws: `undecided` if there are infinitely many zeros, or if the last coordinate does not separate
  ///   them, which is unlikely in random coordinates; what `control` demands.
  func residueClassPoints(
    control: ComputationControl
  ) throws(ComputationStopped) -> [ResidueClassPoint] {
    let basis = try groebnerBasis(order: .degreeReverseLexicographic, control: control)
    if basis.isUnit { return [] }
    guard try basis.dimension(control: control) == 0 else {
      throw .undecided(what: "the points of a slice, of which there are infinitely many")
    }
    // Squarefree univariate polynomials make the ideal radical (Seidenberg's lemma).
    let univariate = try univariatePolynomials(basis, control)
    let radical = try Ideal(ring: basis.ring, generators: basis.polynomials + univariate)
      .groebnerBasis(control: control)
    let shape = try radical.converted(to: .lexicographic, control: control)
    let last = ring.variableCount - 1
    // In shape position: one polynomial in the last variable, and the others linear in one variable.
    guard shape.polynomials.count == ring.variableCount,
      let count = radical.leadingIdeal.standardMonomials()?.count,
      shape.polynomials[0].degree(in: last) == count
    else { throw .undecided(what: "the points of a slice, which are not in general position") }
    let coordinates = (0..<last).map { variable in
      dense(shape.normalForm(of: shape.ring.variable(variable)), last)
    }
    let field = ring.coefficients
    return try shape.polynomials[0].factorization().factors.map { factor in
      let residues = ResidueField(base: field, modulus: dense(factor.base, last))
      return ResidueClassPoint(
        field: residues,
        coordinates: coordinates.map { residues.element($0) } + [residues.element([0, 1])])
    }
  }

  /// For each variable the squarefree part of its minimal polynomial modulo the ideal.
  private func univariatePolynomials(
    _ basis: GroebnerBasis<PrimeField>, _ control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<PrimeField>] {
    var result: [Polynomial<PrimeField>] = []
    for variable in 0..<ring.variableCount {
      let x = basis.ring.variable(variable)
      var powers: [Polynomial<PrimeField>] = []
      var echelon = LinearRelations(field: ring.coefficients)
      var power = basis.normalForm(of: basis.ring.one)
      var relation: [UInt64]?
      while relation == nil {
        try control.checkpoint()
        powers.append(power)
        relation = echelon.relation(adding: power)
        power = basis.normalForm(of: power * x)
      }
      let polynomial = (relation ?? []).enumerated().reduce(basis.ring.zero) { sum, term in
        sum + x.power(term.offset).scaled(by: term.element)
      }
      result.append(try polynomial.squarefreePart())
    }
    return result
  }
}

/// The coefficients of a polynomial in one variable, constant term first.
private func dense(_ f: Polynomial<PrimeField>, _ variable: Int) -> [UInt64] {
  var result = [UInt64](repeating: 0, count: (f.degree(in: variable) ?? 0) + 1)
  for (coefficient, exponents) in f.terms { result[exponents[variable]] = coefficient }
  return result
}

/// Vectors (polynomials) in echelon form that remember how they were combined.
private struct LinearRelations {
  let field: PrimeField
  private var rows: [(vector: Polynomial<PrimeField>, combination: [UInt64])] = []
  private var count = 0

  init(field: PrimeField) { self.field = field }

  /// Coefficients of a vanishing combination of all vectors added so far, the last one with 1, or `nil`
  /// if they are independent.
  mutating func relation(adding vector: Polynomial<PrimeField>) -> [UInt64]? {
    var vector = vector
    var combination = [UInt64](repeating: 0, count: count) + [1]
    count += 1
    for row in rows {
      guard let lead = row.vector.multidegree else { continue }
      let factor = vector.coefficient(of: lead)
      if factor == 0 { continue }
      vector -= row.vector.scaled(by: factor)
      for (i, c) in row.combination.enumerated() {
        combination[i] = field.subtract(combination[i], field.multiply(factor, c))
      }
    }
    guard let leading = vector.leadingCoefficient, let inverse = field.inverse(leading) else {
      return combination
    }
    rows.append(
      (vector.scaled(by: inverse), combination.map { field.multiply($0, inverse) }))
    return nil
  }
}
