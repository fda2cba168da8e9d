import AlgebraicStructures
import Computation
import Polynomials

/// The finite-dimensional quotient of a polynomial ring over a field by a zero-dimensional ideal.
struct QuotientAlgebra<F: Field> {
  let ring: PolynomialRing<F>
  /// A Groebner basis of the ideal.
  let basis: [Polynomial<F>]
  /// The monomials outside the leading ideal: a basis of the quotient.
  let standardMonomials: [[Int]]

  /// The monic minimal polynomial of an element: its coefficients, constant term first.
  ///
  /// The first linear relation among the powers of the element, found by elimination.
  func minimalPolynomial(
    of element: Polynomial<F>, control: ComputationControl
  ) throws(ComputationStopped) -> [F.Element] {
    var relations = RelationSearch(field: ring.coefficients)
    let positions = Dictionary(
      uniqueKeysWithValues: standardMonomials.enumerated().map { ($1, $0) })
    var power = ring.one
    while true {
      try control.checkpoint(operations: 2 * relations.count * standardMonomials.count)
      var vector = [F.Element](repeating: ring.coefficients.zero, count: standardMonomials.count)
      for (coefficient, exponents) in power.terms {
        if let position = positions[exponents] { vector[position] = coefficient }
      }
      if let relation = relations.insert(vector) { return relation }
      power = try (power * element).remainder(dividingBy: basis, control: control)
    }
  }
}

/// Finds the first linear relation in a sequence of vectors.
private struct RelationSearch<F: Field> {
  let field: F
  /// Independent vectors with leading entry one, each with its expression in the vectors inserted.
  private var rows: [(pivot: Int, vector: [F.Element], combination: [F.Element])] = []

  init(field: F) { self.field = field }

  var count: Int { rows.count }

  /// Adds a vector; if it depends on the earlier ones, returns the monic relation: coefficients of all
  /// vectors so far, the last one being 1.
  mutating func insert(_ vector: [F.Element]) -> [F.Element]? {
    var rest = vector
    var combination = [F.Element](repeating: field.zero, count: rows.count + 1)
    combination[rows.count] = field.one
    for row in rows where !field.isZero(rest[row.pivot]) {
      let factor = field.negate(rest[row.pivot])
      for i in rest.indices where !field.isZero(row.vector[i]) {
        field.addProduct(factor, row.vector[i], to: &rest[i])
      }
      for i in row.combination.indices {
        field.addProduct(factor, row.combination[i], to: &combination[i])
      }
    }
    guard let pivot = rest.firstIndex(where: { !field.isZero($0) }),
      let scale = field.inverse(rest[pivot])
    else { return combination }
    rows.append(
      (
        pivot, rest.map { field.multiply(scale, $0) },
        combination.map { field.multiply(scale, $0) }
      ))
    return nil
  }
}
