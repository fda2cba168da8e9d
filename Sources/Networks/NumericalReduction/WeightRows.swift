import AlgebraicStructures
import ExactArithmetic
import Foundation

/// The rows of the weight matrices in double precision, and what is measured on them.
struct WeightRows {
  let architecture: Architecture
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ, without the bias.
  let rows: [[[Double]]]
  /// The same with the bias at the end.
  private let augmented: [[[Double]]]

  /// Huge weights are scaled down, so that no norm overflows: everything measured is relative.
  init(_ architecture: Architecture, weights: [Double]) {
    self.architecture = architecture
    let isHuge = weights.contains { $0.magnitude > 0x1p900 }
    let weights = isHuge ? weights.map { $0 * 0x1p-200 } : weights
    rows = (1...architecture.layerCount).map { layer in
      (1...architecture.widths[layer]).map {
        Array(weights[architecture.weightRange(ofLayer: layer, row: $0)])
      }
    }
    augmented = (1...architecture.layerCount).map { layer in
      let stride = architecture.rowStride(ofLayer: layer)
      return (0..<architecture.widths[layer]).map {
        let start = architecture.layerOffset(layer) + $0 * stride
        return Array(weights[start..<start + stride])
      }
    }
  }

  /// The norms of the rows and of the outgoing columns of a hidden layer.
  private func norms(ofLayer layer: Int) -> (incoming: [Double], outgoing: [Double]) {
    let next = rows[layer]
    return (
      rows[layer - 1].map(euclideanNorm),
      rows[layer - 1].indices.map { i in euclideanNorm(next.map { $0[i] }) }
    )
  }

  /// The distances of the neurons of a hidden layer from inactivity.
  func neurons(ofLayer layer: Int) -> [ParameterDistances.Neuron] {
    let (incoming, outgoing) = norms(ofLayer: layer)
    let activation = architecture.activations[layer - 1]
    let power = activation.isMonomial && !architecture.hasBias ? Double(activation.degree) : 1
    // Logarithms, as the powers may overflow.
    let influences = zip(incoming, outgoing).map { power * log($0) + log($1) }
    let (a, b) = (incoming.max() ?? 0, outgoing.max() ?? 0)
    let largest = influences.max() ?? 0
    return incoming.indices.map { i in
      ParameterDistances.Neuron(
        layer: layer, index: i + 1, incoming: a > 0 ? incoming[i] / a : 0,
        outgoing: b > 0 ? outgoing[i] / b : 0,
        contribution: influences[i] == -.infinity ? 0 : exp(influences[i] - largest))
    }
  }

  /// The distance of two neurons of a layer, from 0, from redundancy; `nil` if the weights of one are zero.
  func distance(_ i: Int, _ k: Int, layer: Int) -> Double? {
    guard rows[layer - 1][i].contains(where: { $0 != 0 }),
      rows[layer - 1][k].contains(where: { $0 != 0 })
    else { return nil }
    let (u, v) = (augmented[layer - 1][i], augmented[layer - 1][k])
    return architecture.activations[layer - 1].isMonomial
      ? sineOfAngle(u, v) : relativeDistance(u, v)
  }

  /// The factor c for which c·(row i) is nearest to row k, biases included; 1 for an activation that is not
  /// a monomial.
  func factor(of k: Int, by i: Int, layer: Int) -> Double {
    guard architecture.activations[layer - 1].isMonomial else { return 1 }
    let (u, v) = (augmented[layer - 1][i], augmented[layer - 1][k])
    let (a, b) = (euclideanNorm(u), euclideanNorm(v))
    return zip(u, v).reduce(0) { $0 + ($1.0 / a) * ($1.1 / b) } * (b / a)
  }
}

/// The Euclidean norm, without overflow on the way.
func euclideanNorm(_ vector: [Double]) -> Double {
  let largest = vector.reduce(0) { max($0, $1.magnitude) }
  guard largest > 0, largest.isFinite else { return largest }
  return largest * vector.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
}

/// The sine of the angle between two lines spanned by nonzero vectors, accurate for small angles.
private func sineOfAngle(_ u: [Double], _ v: [Double]) -> Double {
  let (a, b) = (euclideanNorm(u), euclideanNorm(v))
  let (x, y) = (u.map { $0 / a }, v.map { $0 / b })
  let cosine = zip(x, y).reduce(0) { $0 + $1.0 * $1.1 }
  return min(euclideanNorm(zip(x, y).map { $1 - cosine * $0 }), 1)
}

/// ‖u − v‖ / max(‖u‖, ‖v‖) for vectors that are not both zero.
private func relativeDistance(_ u: [Double], _ v: [Double]) -> Double {
  let scale = (u + v).reduce(0) { max($0, $1.magnitude) }
  let (x, y) = (u.map { $0 / scale }, v.map { $0 / scale })
  return euclideanNorm(zip(x, y).map { $0 - $1 }) / max(euclideanNorm(x), euclideanNorm(y))
}
