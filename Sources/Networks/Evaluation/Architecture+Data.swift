import Computation
import ExactArithmetic
import LinearAlgebra

extension Architecture {
  /// The network with as many inputs as the span of the given ones has dimensions; with biases the affine span.
  ///
  /// In coordinates on that the values are polynomials in linear combinations of the entries of each row of W₁ and b₁.
  /// Combinations of the outputs are outputs of a network with as many.
  ///
  /// - Complexity: the rank of the matrix of inputs over ℚ.
  public func spanned(by inputs: [[Rational]], outputCount: Int) -> Architecture? {
    let constant: [Rational] = hasBias ? [1] : []
    let rows = inputs.map { $0 + constant }
    let rank = Matrix(
      ring: RationalField(), rowCount: rows.count,
      columnCount: self.inputCount + constant.count, elements: rows.flatMap { $0 }
    ).rank
    var smaller = widths
    // A network without inputs is one that does not use its input.
    smaller[0] = max(rank - constant.count, 1)
    smaller[smaller.count - 1] = outputCount
    do {
      return try Architecture(widths: smaller, activations: activations, hasBias: hasBias)
    } catch {
      contractViolation("a network smaller than \(self) is refused: \(error)")
    }
  }
}
