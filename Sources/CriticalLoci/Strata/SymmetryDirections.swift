import AlgebraicStructures
import Computation
import Networks

/// The infinitesimal symmetries GL(d_0) × torus × GL(d_L) of networks with monomial activations and no
/// biases, as vector fields on the weights.
struct SymmetryDirections {
  private let architecture: Architecture

  init(_ architecture: Architecture) {
    require(architecture.isHomogeneous, "no group of these symmetries acts on \(architecture)")
    self.architecture = architecture
  }

  /// A spanning set of the tangent space of the orbit of `weights`.
  func vectors<R: Ring>(at weights: [R.Element], over ring: R) -> [[R.Element]] {
    let zero = weights.map { _ in ring.zero }
    let (inputs, outputs) = (architecture.inputCount, architecture.outputCount)
    let last = architecture.layerCount
    var vectors: [[R.Element]] = []
    func entry(_ layer: Int, _ row: Int, _ column: Int) -> Int {
      architecture.parameterIndex(layer: layer, row: row, column: column)
    }
    for i in 1...inputs {
      for j in 1...inputs {
        var vector = zero
        for row in 1...architecture.widths[1] {
          vector[entry(1, row, j)] = weights[entry(1, row, i)]
        }
        vectors.append(vector)
      }
    }
    for layer in 1..<last {
      let degree = ring(architecture.activations[layer - 1].degree)
      for neuron in 1...architecture.widths[layer] {
        var vector = zero
        for position in architecture.weightRange(ofLayer: layer, row: neuron) {
          vector[position] = weights[position]
        }
        for row in 1...architecture.widths[layer + 1] {
          let position = entry(layer + 1, row, neuron)
          vector[position] = ring.negate(ring.multiply(degree, weights[position]))
        }
        vectors.append(vector)
      }
    }
    for i in 1...outputs {
      for j in 1...outputs {
        var vector = zero
        for column in 1...architecture.widths[last - 1] {
          vector[entry(last, i, column)] = weights[entry(last, j, column)]
        }
        vectors.append(vector)
      }
    }
    return vectors
  }
}
