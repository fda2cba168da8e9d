import Computation
import ExactArithmetic
import Foundation

/// The weights of a network in double precision after all neurons have been scaled to rows of norm one, and
/// what is measured on them; `ParameterDistances` has the mathematics.
struct ScaleFreeRows {
  let architecture: Architecture
  /// The rows as they were given, without biases: row i of layer ℓ is `given[ℓ − 1][i]`.
  let given: [[[Double]]]
  /// When rows of each hidden layer are redundant.
  let relations: [ActivationSymmetry.Relation]
  /// The scaled rows, without biases.
  private var rows: [[[Double]]] = []
  /// The scaled rows with the bias at the end, taken from the center of the activation.
  private var centered: [[[Double]]] = []
  /// The norms that rows of hidden layers had before; 1 where neurons cannot be scaled.
  private var sizes: [[Double]] = []
  /// How large the function is beside what it is compared with, at most 1.
  private let functionSize: Double
  /// The hidden layer all of whose neurons are nearest to inactive; `nil` where the size of the function is no news.
  private let smallestLayer: Int?

  /// Huge weights are scaled down, so that no norm overflows: everything measured is relative.
  init(_ architecture: Architecture, weights: [Double], functionSize: Double = 1) {
    self.architecture = architecture
    self.functionSize = min(functionSize, 1)
    let unit = weights.contains { $0.magnitude > 0x1p900 } ? 0x1p-200 : 1
    let weights = unit == 1 ? weights : weights.map { $0 * unit }
    given = (1...architecture.layerCount).map { layer in
      (1...architecture.widths[layer]).map {
        Array(weights[architecture.weightRange(ofLayer: layer, row: $0)])
      }
    }
    let given = given
    smallestLayer =
      functionSize < 1
      ? (1..<max(architecture.layerCount, 1)).min {
        emptyingDistance(given, layer: $0) < emptyingDistance(given, layer: $1)
      } : nil
    let symmetries = architecture.activations.map { ActivationSymmetry($0) }
    relations = symmetries.map { $0.rowRelation(hasBias: architecture.hasBias) }
    // What the neurons before have become, up to one factor: multiples of rescaled ones, and constants.
    var factors = [Double](repeating: 1, count: architecture.inputCount)
    var constants = factors.map { _ in 0.0 }
    var common = 1.0
    for layer in 1...architecture.layerCount {
      var next = given[layer - 1].map { zip($0, factors).map { $0 * $1 } }
      var offsets: [Double] = []
      if architecture.hasBias, layer < architecture.layerCount {
        let center = symmetries[layer - 1].center.asDouble * unit
        offsets = zip(1..., given[layer - 1]).map { index, row in
          let bias = weights[architecture.biasIndex(layer: layer, row: index)]
          return zip(row, constants).reduce(bias) { $0 + $1.0 * $1.1 } - center
        }
      }
      guard layer < architecture.layerCount else {
        rows.append(next)
        break
      }
      let symmetry = symmetries[layer - 1]
      // The offset of a linear function is a constant, which the next biases can take.
      let hasOffset = architecture.hasBias && symmetry.kind != .linear
      let shifted = offsets.map { min(max($0 * common, -0x1p1000), 0x1p1000) }
      var ends = next.indices.map { next[$0] + (hasOffset ? [shifted[$0]] : []) }
      let norms = ends.map(euclideanNorm)
      let largest = norms.max() ?? 0
      let isScaled = relations[layer - 1] == .proportional && largest > 0
      if isScaled {
        for (i, size) in norms.enumerated() where size > 0 {
          next[i] = next[i].map { $0 / size }
          ends[i] = ends[i].map { $0 / size }
        }
      }
      let degree = Double(symmetry.activation.degree)
      sizes.append(isScaled ? norms : norms.map { _ in 1 })
      factors = norms.map { isScaled ? pow($0 / largest, degree) : 1 }
      common = isScaled ? min(pow(largest / unit, -degree), 0x1p200) : 1
      let slope =
        symmetry.kind == .linear ? symmetry.activation.coefficient(ofPower: 1).asDouble : 0
      let value = isScaled && architecture.hasBias ? symmetry.centerValue.asDouble : 0
      constants = next.indices.map {
        value + (hasOffset || offsets.isEmpty ? 0 : slope * offsets[$0] / unit)
      }
      rows.append(next)
      centered.append(ends)
    }
  }

  /// The distances of the neurons of a hidden layer from inactivity.
  func neurons(ofLayer layer: Int) -> [ParameterDistances.Neuron] {
    func relative(_ values: [Double]) -> [Double] {
      let largest = values.max() ?? 0
      return values.map { largest > 0 ? $0 / largest : 0 }
    }
    func columnNorms(_ matrix: [[Double]]) -> [Double] {
      given[layer - 1].indices.map { i in euclideanNorm(matrix.map { $0[i] }) }
    }
    let (incoming, outgoing) = (
      relative(given[layer - 1].map(euclideanNorm)), relative(columnNorms(given[layer]))
    )
    let activation = architecture.activations[layer - 1]
    let used = relative(columnNorms(rows[layer]))
    let isScaled = relations[layer - 1] == .proportional
    let norms = rows[layer - 1].map(euclideanNorm)
    let inputs = relative(norms)
    let share = self.share(ofLayer: layer)
    let contributions = isScaled ? used : relative(zip(inputs, used).map { $0 * $1 })
    let largest = contributions.indices.max { contributions[$0] < contributions[$1] }
    let sides = emptyingSides(given, layer: layer)
    return incoming.indices.map { i in
      // A constant that is not zero goes to the next biases, or to another constant neuron; of a layer that becomes
      // constant all neurons but one can go.
      let isRemovable =
        architecture.hasBias || activation.vanishesAtZero
        || norms.indices.contains { $0 != i && norms[$0] == 0 && used[$0] > 0 }
        || share < 1 && i != largest
      let emptied: NeuronState? =
        share >= 1 || sides[i] == .inactiveIn && !isRemovable ? nil : sides[i]
      let contribution = emptied == nil ? contributions[i] : min(contributions[i], share)
      let size = pow(contribution, 1 / Double(activation.degree))
      func part(_ value: Double, _ state: NeuronState) -> Double {
        max(emptied == state ? min(value, share) : value, contribution)
      }
      return ParameterDistances.Neuron(
        layer: layer, index: i + 1, incoming: incoming[i], outgoing: outgoing[i],
        contribution: contribution, isRemovableConstant: isRemovable,
        inputDistance: isScaled ? min(norms[i], 1) * size : part(inputs[i], .inactiveIn),
        outputDistance: isScaled ? size : part(used[i], .inactiveOut),
        degree: isScaled ? activation.degree : 1, emptied: emptied,
        layerDistance: isScaled ? pow(share, 1 / Double(activation.degree)) : share)
    }
  }

  /// The most that a contribution in a layer counts: less than 1 where the function is small and this layer is the one
  /// that is nearest to losing all its neurons.
  ///
  /// Where all contributions in a layer shrink by a factor, the function of a homogeneous network does by its power
  /// with the product of the later degrees.
  private func share(ofLayer layer: Int) -> Double {
    guard layer == smallestLayer else { return 1 }
    let degree = architecture.activations[layer...].reduce(1.0) { $0 * Double($1.degree) }
    return pow(functionSize, 1 / degree)
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
    case .proportional: return cosine * (sizes[layer - 1][k] / sizes[layer - 1][i])
    case .opposite: return cosine < 0 ? -1 : 1
    case .equal: return 1
    }
  }
}

/// Which weights of each neuron of a hidden layer are smaller as they are.
private func emptyingSides(_ given: [[[Double]]], layer: Int) -> [NeuronState] {
  given[layer - 1].indices.map { i in
    euclideanNorm(given[layer - 1][i]) <= euclideanNorm(given[layer].map { $0[i] })
      ? .inactiveIn : .inactiveOut
  }
}

/// The Euclidean distance of the weights as they are from those where all neurons of a hidden layer are inactive.
private func emptyingDistance(_ given: [[[Double]]], layer: Int) -> Double {
  euclideanNorm(
    given[layer - 1].indices.map { i in
      min(euclideanNorm(given[layer - 1][i]), euclideanNorm(given[layer].map { $0[i] }))
    })
}

/// The Euclidean norm, without overflow on the way.
package func euclideanNorm(_ vector: [Double]) -> Double { euclideanNorm(vector[...]) }

/// The Euclidean norm of a part of a vector.
package func euclideanNorm(_ vector: ArraySlice<Double>) -> Double {
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
