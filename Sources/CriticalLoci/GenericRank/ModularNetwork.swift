import ExactArithmetic
import LinearAlgebra
import Networks

/// A network with weights modulo a prime, evaluated at many inputs at once.
///
/// Reverse mode in matrix form: a matrix has one row per neuron and one column per input (and output),
/// so every step is a thin matrix product or an elementwise operation.
struct ModularNetwork {
  let architecture: Architecture
  let modulus: UInt32
  /// W_ℓ at position ℓ − 1; with biases b_ℓ is the last column.
  let weights: [ModularMatrix]
  private let activations: [ModularActivation]

  /// The network with the given matrices, or `nil` if an activation coefficient has no image modulo
  /// the prime.
  init?(_ architecture: Architecture, modulus: UInt32, weights: [ModularMatrix]) {
    var activations: [ModularActivation] = []
    for activation in architecture.activations {
      guard let image = ModularActivation(activation, modulus: modulus) else { return nil }
      activations.append(image)
    }
    self.architecture = architecture
    self.modulus = modulus
    self.weights = weights
    self.activations = activations
  }

  /// Independent uniform weights.
  static func randomWeights(
    of architecture: Architecture, modulus: UInt32, using random: inout RandomSource
  ) -> [ModularMatrix] {
    (1...architecture.layerCount).map { layer in
      ModularMatrix.random(
        modulus: modulus, rowCount: architecture.widths[layer],
        columnCount: architecture.rowStride(ofLayer: layer), using: &random)
    }
  }

  /// The factors of the gradients of every output at every input.
  ///
  /// - Parameter inputs: d₀ rows, one column per point.
  /// - Returns: Factors with d_L columns per point, in the order of the points.
  func gradientFactors(at inputs: ModularMatrix) -> GradientFactors {
    let outputs = architecture.outputCount
    var layerInputs = [withConstant(inputs)]
    var slopes: [ModularMatrix] = []
    for layer in 1..<architecture.layerCount {
      let z = weights[layer - 1] * layerInputs[layer - 1]
      let (values, slope) = activations[layer - 1].valuesAndSlopes(z)
      layerInputs.append(withConstant(values))
      slopes.append(slope)
    }
    if outputs > 1 {
      layerInputs = layerInputs.map { repeatingColumns(of: $0, times: outputs) }
      slopes = slopes.map { repeatingColumns(of: $0, times: outputs) }
    }
    var cotangents = [outputSelector(pointCount: inputs.columnCount)]
    for layer in (1..<architecture.layerCount).reversed() {
      let pulledBack = weights[layer].transposeMultiplied(by: cotangents[cotangents.count - 1])
      cotangents.append(
        droppingConstant(pulledBack, rowCount: architecture.widths[layer])
          .elementwiseProduct(with: slopes[layer - 1]))
    }
    return GradientFactors(layerInputs: layerInputs, cotangents: cotangents.reversed())
  }

  /// Adds the row of ones that biases multiply.
  private func withConstant(_ matrix: ModularMatrix) -> ModularMatrix {
    guard architecture.hasBias else { return matrix }
    return ModularMatrix(
      modulus: modulus, rowCount: matrix.rowCount + 1, columnCount: matrix.columnCount,
      elements: matrix.elements + Array(repeating: 1, count: matrix.columnCount))
  }

  private func droppingConstant(_ matrix: ModularMatrix, rowCount: Int) -> ModularMatrix {
    guard architecture.hasBias else { return matrix }
    return ModularMatrix(
      modulus: modulus, rowCount: rowCount, columnCount: matrix.columnCount,
      elements: Array(matrix.elements.prefix(rowCount * matrix.columnCount)))
  }

  private func repeatingColumns(of matrix: ModularMatrix, times: Int) -> ModularMatrix {
    ModularMatrix(
      modulus: modulus, rowCount: matrix.rowCount, columnCount: matrix.columnCount * times,
      elements: matrix.elements.flatMap { repeatElement($0, count: times) })
  }

  /// The derivatives of the outputs by the outputs: one output selected in each column.
  private func outputSelector(pointCount: Int) -> ModularMatrix {
    let outputs = architecture.outputCount
    var elements = [UInt32](repeating: 0, count: outputs * outputs * pointCount)
    for output in 0..<outputs {
      for point in 0..<pointCount {
        elements[(output * pointCount + point) * outputs + output] = 1
      }
    }
    return ModularMatrix(
      modulus: modulus, rowCount: outputs, columnCount: outputs * pointCount, elements: elements)
  }
}

/// The gradients of a network in factored form: column by column, the derivatives by the parameters of
/// layer ℓ are the Kronecker product of a column of `cotangents[ℓ − 1]` and one of
/// `layerInputs[ℓ − 1]`.
struct GradientFactors {
  /// Per layer: what its rows multiply, with biases including a row of ones.
  let layerInputs: [ModularMatrix]
  /// Per layer: the derivatives by its outputs before activation.
  let cotangents: [ModularMatrix]

  /// The transposed Jacobian of the evaluated outputs: one row per parameter, one column per point and
  /// output.
  var transposedJacobian: ModularMatrix {
    let rowCount = zip(cotangents, layerInputs).reduce(0) { $0 + $1.0.rowCount * $1.1.rowCount }
    var matrix = ModularMatrix(
      modulus: cotangents[0].modulus, rowCount: rowCount, columnCount: cotangents[0].columnCount)
    var row = 0
    for (cotangent, input) in zip(cotangents, layerInputs) {
      matrix.setRows(from: row, toColumnwiseKroneckerProductOf: cotangent, and: input)
      row += cotangent.rowCount * input.rowCount
    }
    return matrix
  }

  /// `count` random combinations of the rows of `transposedJacobian`, found without forming it.
  ///
  /// The coefficients of a combination are, layer by layer, a random tensor u ⊗ v of rank one. These
  /// tensors span everything, so `count` general combinations have rank min(count, rank).
  /// - Complexity: `count` · columns · Σ (d_ℓ + d_{ℓ−1}) instead of columns · N.
  func randomCombinations(count: Int, using random: inout RandomSource) -> ModularMatrix {
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
