import ExactArithmetic

/// A quadratic form over ℚ, as a sum of squares of independent linear forms with coefficients (Lagrange).
struct SymmetricForm {
  /// Σ cᵢ ℓᵢ² with cᵢ ≠ 0 and independent linear forms ℓᵢ.
  private(set) var squares: [(coefficient: Rational, form: [Rational])] = []

  /// The rank of the form.
  var rank: Int { squares.count }
  /// The number of positive less the number of negative coefficients.
  var signature: Int { squares.reduce(0) { $0 + ($1.coefficient > 0 ? 1 : -1) } }
  /// Whether all values have one sign or are zero, so that a zero is a common zero of the linear forms.
  var isSemidefinite: Bool { signature.magnitude == UInt(rank) }

  /// The form with a symmetric matrix.
  ///
  /// - Complexity: O(n³) operations on rationals.
  init(matrix: [[Rational]]) {
    var rest = matrix
    while true {
      if let i = rest.indices.first(where: { !rest[$0][$0].isZero }) {
        let pivot = rest[i][i]
        let form = rest[i].map { $0 / pivot }
        split(pivot, form, from: &rest)
      } else if let i = rest.indices.first(where: { rest[$0].contains { !$0.isZero } }),
        let j = rest[i].firstIndex(where: { !$0.isZero })
      {
        // Without squares: with x_i and x_j replaced by their sum and difference there is one.
        let (a, b) = (rest[i], rest[j])
        let pivot = rest[i][j]
        let sum = zip(a, b).map { ($0 + $1) / (2 * pivot) }
        split(2 * pivot, sum, from: &rest)
        let difference = zip(a, b).map { ($0 - $1) / (2 * pivot) }
        split(-2 * pivot, difference, from: &rest)
      } else {
        return
      }
    }
  }

  /// Takes one square away.
  private mutating func split(
    _ coefficient: Rational, _ form: [Rational], from rest: inout [[Rational]]
  ) {
    squares.append((coefficient, form))
    for i in rest.indices where !form[i].isZero {
      let factor = coefficient * form[i]
      for j in rest.indices where !form[j].isZero { rest[i][j] = rest[i][j] - factor * form[j] }
    }
  }
}
