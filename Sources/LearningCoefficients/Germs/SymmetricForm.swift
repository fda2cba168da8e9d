import ExactArithmetic
import Polynomials

/// A quadratic form over ℚ, as a symmetric matrix.
struct SymmetricForm: Hashable, Sendable {
  /// The numbers of positive and negative squares in a diagonal form, and the dimension of the null space.
  struct Signature: Hashable, Sendable {
    var positive = 0
    var negative = 0
    var null = 0

    /// Whether the form has no real zero but the origin.
    var isDefinite: Bool { null == 0 && (positive == 0 || negative == 0) }
  }

  /// The symmetric matrix.
  let rows: [[Rational]]

  /// The form of a polynomial that is homogeneous of degree 2, in its variables of the given indices.
  init(_ polynomial: Polynomial<RationalField>, variables: [Int]) {
    let position = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
    self.init(polynomial, size: variables.count) { index in position[index] ?? 0 }
  }

  /// The homogenisation of a polynomial of degree 2 in the variables that occur.
  init(affine polynomial: Polynomial<RationalField>) {
    let support = polynomial.support
    let position = Dictionary(uniqueKeysWithValues: support.enumerated().map { ($1, $0) })
    self.init(polynomial, size: support.count + 1) { index in position[index] ?? 0 }
  }

  /// Exponents that do not add up to 2 are filled with the last variable.
  private init(
    _ polynomial: Polynomial<RationalField>, size: Int, _ position: (Int) -> Int
  ) {
    var rows = (0..<size).map { _ in [Rational](repeating: 0, count: size) }
    for term in polynomial.terms {
      var factors = term.exponents.indices.flatMap { i in
        Array(repeating: i, count: term.exponents[i])
      }.map(position)
      while factors.count < 2 { factors.append(size - 1) }
      let half = term.coefficient / 2
      rows[factors[0]][factors[1]] = rows[factors[0]][factors[1]] + half
      rows[factors[1]][factors[0]] = rows[factors[1]][factors[0]] + half
    }
    self.rows = rows
  }

  /// The signature, by symmetric elimination over ℚ (Sylvester's law of inertia).
  var signature: Signature {
    var rows = rows
    var result = Signature()
    var left = Array(rows.indices)
    while !left.isEmpty {
      if let k = left.first(where: { !rows[$0][$0].isZero }) {
        if rows[k][k].signum > 0 { result.positive += 1 } else { result.negative += 1 }
        for i in left where i != k && !rows[i][k].isZero {
          let factor = rows[i][k] / rows[k][k]
          for j in left { rows[i][j] = rows[i][j] - factor * rows[k][j] }
        }
        // The row operations are half of the congruence: the other half clears row k.
        for i in left where i != k { rows[k][i] = 0 }
        left.removeAll { $0 == k }
        continue
      }
      guard let i = left.first(where: { i in left.contains { !rows[i][$0].isZero } }),
        let j = left.first(where: { !rows[i][$0].isZero })
      else {
        result.null += left.count
        break
      }
      // A zero diagonal with an entry beside it: x_i := x_i + x_j gives the diagonal 2·a_ij.
      for k in left { rows[i][k] = rows[i][k] + rows[j][k] }
      for k in left { rows[k][i] = rows[k][i] + rows[k][j] }
    }
    return result
  }
}
