import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation

/// The rows of the weight matrices in double precision, and what is measured on them.
struct WeightRows {
  let architecture: Architecture
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ, without the bias.
  let rows: [[[Double]]]
  /// The same with the bias at the end, taken from the center of the activation.
  private let centered: [[[Double]]]
  /// When rows of each hidden layer are redundant.
  let relations: [ActivationSymmetry.Relation]

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
    let symmetries = architecture.activations.map { ActivationSymmetry($0) }
    relations = symmetries.map { $0.rowRelation(hasBias: architecture.hasBias) }
    centered = zip(1..., symmetries).map { layer, symmetry in
      let center = symmetry.center.asDouble * (isHuge ? 0x1p-200 : 1)
      return (1...architecture.widths[layer]).map { row in
        let range = architecture.weightRange(ofLayer: layer, row: row)
        // The offset of a linear function is a constant, which the next biases can take.
        return weights[range]
          + (architecture.hasBias && symmetry.kind != .linear
            ? [weights[range.upperBound] - center] : [])
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
      // A constant that is not zero goes to the next biases, or to another constant neuron.
      let isRemovable =
        architecture.hasBias || activation.vanishesAtZero
        || incoming.indices.contains { $0 != i && incoming[$0] == 0 && outgoing[$0] > 0 }
      return ParameterDistances.Neuron(
        layer: layer, index: i + 1, incoming: a > 0 ? incoming[i] / a : 0,
        outgoing: b > 0 ? outgoing[i] / b : 0,
        contribution: influences[i] == -.infinity ? 0 : exp(influences[i] - largest),
        isRemovableConstant: isRemovable)
    }
  }

  /// The distance of two neurons of a layer, from 0, from redundancy; `nil` if the weights of one are zero.
  func distance(_ i: Int, _ k: Int, layer: Int) -> Double? {
    guard rows[layer - 1][i].contains(where: { $0 != 0 }),
      rows[layer - 1][k].contains(where: { $0 != 0 })
    else { return nil }
    let (u, v) = (centered[layer - 1][i], centered[layer - 1][k])
    switch relations[layer - 1] {
    case .proportional: return sineOfAngle(u, v)
    case .opposite: return min(relativeDistance(u, v), relativeDistance(u, v.map { -$0 }))
    case .equal: return relativeDistance(u, v)
    }
  }

  /// The factor c for which c·(row i) is nearest to row k, biases included from the center of the activation:
  /// any number, 1 or −1, or 1, as the activation allows.
  func factor(of k: Int, by i: Int, layer: Int) -> Double {
    let (u, v) = (centered[layer - 1][i], centered[layer - 1][k])
    let (a, b) = (euclideanNorm(u), euclideanNorm(v))
    let cosine = zip(u, v).reduce(0) { $0 + ($1.0 / a) * ($1.1 / b) }
    switch relations[layer - 1] {
    case .proportional: return cosine * (b / a)
    case .opposite: return cosine < 0 ? -1 : 1
    case .equal: return 1
    }
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
