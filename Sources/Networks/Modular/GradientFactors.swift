import Computation
import ExactArithmetic
import LinearAlgebra

/// The gradients of a network in factored form: column by column, the derivatives by the parameters of
/// layer ℓ are the Kronecker product of a column of `cotangents[ℓ − 1]` and one of
/// `layerInputs[ℓ − 1]`.
package struct GradientFactors {
  /// Per layer: what its rows multiply, with biases including a row of ones.
  package let layerInputs: [ModularMatrix]
  /// Per layer: the derivatives by its outputs before activation.
  package let cotangents: [ModularMatrix]

  /// The transposed Jacobian of the evaluated outputs: one row per parameter, one column per point and
  /// output.
  package func transposedJacobian(
    control: ComputationControl
  ) throws(ComputationStopped) -> ModularMatrix {
    let rowCount = zip(cotangents, layerInputs).reduce(0) { $0 + $1.0.rowCount * $1.1.rowCount }
    let columnCount = cotangents[0].columnCount
    var matrix = ModularMatrix(
      modulus: cotangents[0].modulus, rowCount: rowCount, columnCount: columnCount)
    var row = 0
    for (cotangent, input) in zip(cotangents, layerInputs) {
      let operations = cotangent.rowCount * input.rowCount * columnCount
      if operations < 1 << 20 {
        matrix.setRows(from: row, toColumnwiseKroneckerProductOf: cotangent, and: input)
        row += cotangent.rowCount * input.rowCount
        continue
      }
      // Row by row, to look at the limits in between.
      for i in 0..<cotangent.rowCount {
        try control.checkpoint(operations: operations / cotangent.rowCount)
        let single = ModularMatrix(
          modulus: matrix.modulus, rowCount: 1, columnCount: columnCount,
          elements: Array(cotangent.row(i)))
        matrix.setRows(from: row, toColumnwiseKroneckerProductOf: single, and: input)
        row += input.rowCount
      }
    }
    return matrix
  }

  /// `count` random combinations of the rows of `transposedJacobian`, found without forming it.
  ///
  /// The coefficients of a combination are, layer by layer, a random tensor u ⊗ v of rank one. These
  /// tensors span everything, so `count` general combinations have rank min(count, rank).
  /// - Complexity: `count` · columns · Σ (d_ℓ + d_{ℓ−1}) instead of columns · N.
  package func randomCombinations(
    count: Int, using random: inout RandomSource
  ) -> ModularMatrix {
    var sum = ModularMatrix(
      modulus: cotangents[0].modulus, rowCount: count, columnCount: cotangents[0].columnCount)
    for (cotangent, input) in zip(cotangents, layerInputs) {
      let u = ModularMatrix.random(
        modulus: sum.modulus, rowCount: count, columnCount: cotangent.rowCount, using: &random)
      let v = ModularMatrix.random(
        modulus: sum.modulus, rowCount: count, columnCount: input.rowCount, using: &random)
      sum.addElementwiseProduct(of: u * cotangent, and: v * input)
    }
    return sum
  }
}
