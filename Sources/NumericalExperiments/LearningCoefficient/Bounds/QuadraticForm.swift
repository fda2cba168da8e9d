import ExactArithmetic
import LinearAlgebra
import Polynomials

/// The quadratic part of a polynomial without constant and linear terms.
struct QuadraticForm {
  /// The variables that occur in it, in increasing order.
  let variables: [Int]
  /// Its symmetric matrix in these variables.
  let matrix: Matrix<RationalField>

  /// `nil` if there are terms of degree below 2, or none of degree 2.
  init?(of polynomial: Polynomial<RationalField>) {
    let parts = polynomial.homogeneousParts(
      weights: [Int](repeating: 1, count: polynomial.ring.variableCount))
    guard let first = parts.first, first.degree == 2 else { return nil }
    let variables = first.part.support
    let position = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
    var rows = variables.map { _ in [Rational](repeating: 0, count: variables.count) }
    for term in first.part.terms {
      let factors = term.exponents.indices.flatMap { i in
        Array(repeating: position[i] ?? 0, count: term.exponents[i])
      }
      let half = term.coefficient / 2
      rows[factors[0]][factors[1]] = rows[factors[0]][factors[1]] + half
      rows[factors[1]][factors[0]] = rows[factors[1]][factors[0]] + half
    }
    self.variables = variables
    matrix = Matrix(ring: RationalField(), rows: rows)
  }

  /// Whether the form has no real zero but the origin, in the variables that occur.
  ///
  /// Elimination without exchanges has pivots of one sign exactly for definite matrices.
  var isDefinite: Bool {
    var rows = matrix.rows
    let sign = rows[0][0].signum
    for k in rows.indices {
      guard rows[k][k].signum == sign, sign != 0 else { return false }
      for i in (k + 1)..<max(rows.count, k + 1) where !rows[i][k].isZero {
        let factor = rows[i][k] / rows[k][k]
        for j in k..<rows.count { rows[i][j] = rows[i][j] - factor * rows[k][j] }
      }
    }
    return true
  }
}
