import ExactArithmetic
import LinearAlgebra

/// A network with weights modulo a prime, evaluated at many inputs at once.
///
/// Reverse mode in matrix form: a matrix has one row per neuron and one column per input (and output),
/// so every step is a thin matrix product or an elementwise operation.
package struct ModularNetwork {
  package let architecture: Architecture
  package let modulus: UInt32
  /// W_ℓ at position ℓ − 1; with biases b_ℓ is the last column.
  package let weights: [ModularMatrix]
  private let activations: [ModularActivation]

  /// The network with the given matrices, or `nil` if an activation coefficient has no image modulo
  /// the prime.
  package init?(_ architecture: Architecture, modulus: UInt32, weights: [ModularMatrix]) {
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
  package static func randomWeights(
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
  package func gradientFactors(at inputs: ModularMatrix) -> GradientFactors {
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

  /// The residues of a network's weights, or `nil` if a denominator of a weight or of an activation
  /// coefficient is divisible by the modulus.
  package init?(_ network: Network, modulus: UInt32) {
    let architecture = network.architecture
    let p = UInt64(modulus)
    var weights: [ModularMatrix] = []
    for layer in 1...architecture.layerCount {
      var elements: [UInt32] = []
      for weight in network.weights[architecture.parameterRange(ofLayer: layer)] {
        guard let residue = weight.residue(modulo: p) else { return nil }
        elements.append(UInt32(residue))
      }
      weights.append(
        ModularMatrix(
          modulus: modulus, rowCount: architecture.widths[layer],
          columnCount: architecture.rowStride(ofLayer: layer), elements: elements))
    }
    self.init(architecture, modulus: modulus, weights: weights)
  }

  /// The outputs: d_L rows, one column per point.
  package func outputs(at inputs: ModularMatrix) -> ModularMatrix {
    var values = withConstant(inputs)
    for layer in 1..<architecture.layerCount {
      values = withConstant(activations[layer - 1].values(weights[layer - 1] * values))
    }
    return weights[architecture.layerCount - 1] * values
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
