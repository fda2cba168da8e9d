import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import Networks

/// A way in which a network with floating-point weights is near a subnetwork.
public struct NumericalOperation: Hashable, Sendable, Codable {
  /// `redundant`, `inactive-in` or `inactive-out`, as in `SubnetworkOperation.type`; of the latter two the one
  /// whose weights are relatively smaller.
  public let type: String
  /// The hidden layer, counted from 1.
  public let layer: Int
  /// The neurons, counted from 1: one, or two for `redundant`.
  public let neurons: [Int]
  /// How far the weights are from satisfying the condition, between 0 and about 1; the same for all weights
  /// that scaling symmetries make of them (`numericalOperations(_:at:)`).
  public let distance: Double

  /// Whether it is one neuron that is near to inactive.
  var isInactivity: Bool { neurons.count == 1 }
}

/// All operations of a network with their distances, nearest first: one for each hidden neuron, and one for
/// each pair of neurons of a layer whose incoming weights are not zero.
///
/// These are the distances of `ParameterDistances`, with which `NumericalDiagnosis` works, at the weights that
/// the scaling symmetries give a canonical form. For c·t^r, multiplying a row by s and dividing the column of
/// its neuron by s^r is such a symmetry. First all rows of these layers, biases included, are scaled to norm 1,
/// from the inputs on. What this leaves of a neuron is the norm of its column, relative to the largest in the
/// layer: its contribution κ = ‖incoming‖^r·‖outgoing‖. Where incoming and outgoing weights are balanced, both
/// have the relative size δ = κ^{1/(r+1)}, and that is the distance from inactivity, times the part of the
/// norm of the row that is not bias. So what is near here is near for `ParameterDistances` in whatever
/// scale the weights are. For other activations its distance is taken as it is.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter parameters: N numbers in the order of the architecture, else it traps.
/// - Returns: `[]` if a number is not finite.
/// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
public func numericalOperations(
  _ architecture: Architecture, at parameters: [Double]
) -> [NumericalOperation] {
  require(
    parameters.count == architecture.parameterCount,
    "\(parameters.count) parameters for an architecture with \(architecture.parameterCount)")
  guard parameters.allSatisfy(\.isFinite) else { return [] }
  let given = ParameterDistances(of: FloatingNetwork(architecture, weights: parameters))
  let (weights, shares) = scaleFreeWeights(architecture, parameters)
  let scaleFree = ParameterDistances(of: FloatingNetwork(architecture, weights: weights))
  var result = zip(given.neurons, scaleFree.neurons).enumerated().map { index, neuron in
    let (asGiven, canonical) = neuron
    let activation = architecture.activations[canonical.layer - 1]
    let losesInputs = asGiven.isRemovableConstant && asGiven.incoming <= asGiven.outgoing
    let type = losesInputs ? "inactive-in" : "inactive-out"
    let distance =
      activation.isMonomial
      ? shares[index] * pow(canonical.outgoing, 1 / Double(activation.degree + 1))
      : canonical.inactivity
    return NumericalOperation(
      type: type, layer: canonical.layer, neurons: [canonical.index], distance: distance)
  }
  result += scaleFree.pairs.map {
    NumericalOperation(
      type: "redundant", layer: $0.layer, neurons: $0.neurons, distance: $0.distance)
  }
  return result.sorted { ($0.distance, $0.layer) < ($1.distance, $1.layer) }
}

/// The weights after scaling all rows of layers with monomial activations to norm 1, biases included, up to
/// one factor for each layer where there are no biases; and for each hidden neuron the part of the norm of its
/// row that is not bias, 0 for a row of zeros.
private func scaleFreeWeights(
  _ architecture: Architecture, _ parameters: [Double]
) -> (weights: [Double], shares: [Double]) {
  var weights = parameters
  var shares: [Double] = []
  for layer in 1..<architecture.layerCount {
    let (stride, width) = (architecture.rowStride(ofLayer: layer), architecture.widths[layer])
    let starts = (0..<width).map { architecture.layerOffset(layer) + $0 * stride }
    let sizes = starts.map { norm(weights[$0..<$0 + stride]) }
    for (start, size) in zip(starts, sizes) {
      let incoming = norm(weights[start..<start + architecture.widths[layer - 1]])
      shares.append(size > 0 ? min(incoming / size, 1) : 0)
    }
    let activation = architecture.activations[layer - 1]
    guard activation.isMonomial, let largest = sizes.max(), largest > 0 else { continue }
    for (start, size) in zip(starts, sizes) where size > 0 {
      for k in start..<start + stride { weights[k] /= size }
    }
    let nextStride = architecture.rowStride(ofLayer: layer + 1)
    // Columns times (size / largest)^r; all that is left is a factor of the layer, which biases have to follow.
    let common = min(pow(largest, -Double(activation.degree)), 0x1p200)
    for row in 0..<architecture.widths[layer + 1] {
      let start = architecture.layerOffset(layer + 1) + row * nextStride
      // A row of zeros contributes nothing.
      for (i, size) in sizes.enumerated() {
        weights[start + i] *= pow(size / largest, Double(activation.degree))
      }
      if architecture.hasBias {
        let bias = weights[start + nextStride - 1] * common
        weights[start + nextStride - 1] = min(max(bias, -0x1p1000), 0x1p1000)
      }
    }
  }
  return (weights, shares)
}

extension ActivationSymmetry {
  /// A row with its bias at the end, taken from the center; the row itself without biases.
  func centered(_ row: [Double], hasBias: Bool) -> [Double] {
    let center = center.asDouble
    guard hasBias, center != 0, let bias = row.last else { return row }
    return row.dropLast() + [bias - center]
  }
}

/// The norms of all rows of the hidden layers, and the cosines between rows of one layer.
func neuronGeometry(
  _ architecture: Architecture, at parameters: [Double]
) -> (norms: [[Double]], cosines: [[Double]]) {
  var (norms, cosines): ([[Double]], [[Double]]) = ([], [])
  for layer in 1..<architecture.layerCount {
    let rows = (1...architecture.widths[layer]).map {
      Array(parameters[architecture.weightRange(ofLayer: layer, row: $0)])
    }
    let lengths = rows.map { norm($0[...]) }
    norms.append(lengths)
    let units = zip(rows, lengths).map { row, length in
      length > 0 ? row.map { $0 / length } : row
    }
    var angles: [Double] = []
    for i in rows.indices {
      for k in rows.indices.dropFirst(i + 1) { angles.append(dot(units[i], units[k])) }
    }
    cosines.append(angles)
  }
  return (norms, cosines)
}
