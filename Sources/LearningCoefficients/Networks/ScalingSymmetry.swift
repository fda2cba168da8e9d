import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// The directions at a network in which scaling a hidden neuron moves its weights.
///
/// For an activation c·t^r multiply the incoming row (with the bias) of a neuron by s and its outgoing column by
/// s^{−r}: the function stays. The flows of all neurons commute.
struct ScalingSymmetry {
  /// One vector of N entries for each neuron with a monomial activation.
  let directions: [[Rational]]

  init(_ network: Network) {
    let architecture = network.architecture
    var directions: [[Rational]] = []
    for layer in 1..<max(architecture.layerCount, 1)
    where architecture.activations[layer - 1].isMonomial {
      let degree = Rational(architecture.activations[layer - 1].degree)
      for neuron in 1...architecture.widths[layer] {
        var direction = [Rational](repeating: 0, count: architecture.parameterCount)
        for index in incomingIndices(architecture, layer: layer, neuron: neuron) {
          direction[index] = network.weights[index]
        }
        for index in outgoingIndices(architecture, layer: layer, neuron: neuron) {
          direction[index] = -degree * network.weights[index]
        }
        directions.append(direction)
      }
    }
    self.directions = directions
  }
}

/// The incoming weights of a hidden neuron, its bias included.
func incomingIndices(_ architecture: Architecture, layer: Int, neuron: Int) -> [Int] {
  Array(architecture.weightRange(ofLayer: layer, row: neuron))
    + (architecture.hasBias ? [architecture.biasIndex(layer: layer, row: neuron)] : [])
}

/// The outgoing weights of a hidden neuron.
func outgoingIndices(_ architecture: Architecture, layer: Int, neuron: Int) -> [Int] {
  (1...architecture.widths[layer + 1]).map {
    architecture.parameterIndex(layer: layer + 1, row: $0, column: neuron)
  }
}
