import CriticalLoci
import ExactArithmetic
import Networks

/// A way in which a network with floating-point weights is near a subnetwork.
public struct NumericalOperation: Hashable, Sendable, Codable {
  /// `redundant`, `inactive-in` or `inactive-out`, as in `SubnetworkOperation.type`.
  public let type: String
  /// The hidden layer, counted from 1.
  public let layer: Int
  /// The neurons, counted from 1: one, or two for `redundant`.
  public let neurons: [Int]
  /// How far the weights are from satisfying the condition, between 0 and about 1: the norm of a row or
  /// column divided by the largest of its layer; for two rows, with biases from the center of the
  /// activation, the sine of their angle where it is a power there, or the norm of their difference divided by
  /// the largest norm, or of their sum if it is smaller and the activation is even or odd.
  public let distance: Double
}

/// All operations of a network with their distances, nearest first.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter parameters: N numbers in the order of the architecture.
public func numericalOperations(
  _ architecture: Architecture, at parameters: [Double]
) -> [NumericalOperation] {
  var result: [NumericalOperation] = []
  for layer in 1..<architecture.layerCount {
    let rows = (1...architecture.widths[layer]).map { row -> [Double] in
      var range = architecture.weightRange(ofLayer: layer, row: row)
      if architecture.hasBias { range = range.lowerBound..<range.upperBound + 1 }
      return Array(parameters[range])
    }
    let width = architecture.widths[layer - 1]
    let incoming = rows.map { norm($0.prefix(width)) }
    let outgoing = rows.indices.map { i in
      norm(
        (1...architecture.widths[layer + 1]).map {
          parameters[architecture.parameterIndex(layer: layer + 1, row: $0, column: i + 1)]
        }[...])
    }
    let (largestIn, largestOut) = (incoming.max() ?? 0, outgoing.max() ?? 0)
    for i in rows.indices {
      result.append(
        NumericalOperation(
          type: "inactive-in", layer: layer, neurons: [i + 1],
          distance: largestIn > 0 ? incoming[i] / largestIn : 0))
      result.append(
        NumericalOperation(
          type: "inactive-out", layer: layer, neurons: [i + 1],
          distance: largestOut > 0 ? outgoing[i] / largestOut : 0))
    }
    let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
    let relation = symmetry.rowRelation(hasBias: architecture.hasBias)
    let centered = symmetry.centered(rows, hasBias: architecture.hasBias)
    for i in rows.indices {
      for k in rows.indices.dropFirst(i + 1) {
        let (u, v) = (centered[i], centered[k])
        let distance =
          switch relation {
          case .proportional: sine(u, v)
          case .opposite: min(difference(u, v), difference(u, v.map { -$0 }))
          case .equal: difference(u, v)
          }
        result.append(
          NumericalOperation(
            type: "redundant", layer: layer, neurons: [i + 1, k + 1],
            distance: distance))
      }
    }
  }
  return result.sorted { $0.distance < $1.distance }
}

extension ActivationSymmetry {
  /// Rows with biases at the end, taken from the center.
  func centered(_ rows: [[Double]], hasBias: Bool) -> [[Double]] {
    let center = center.asDouble
    guard hasBias, center != 0 else { return rows }
    return rows.map { row in row.dropLast() + [(row.last ?? 0) - center] }
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
    var angles: [Double] = []
    for i in rows.indices {
      for k in rows.indices.dropFirst(i + 1) {
        let size = lengths[i] * lengths[k]
        angles.append(size > 0 ? dot(rows[i], rows[k]) / size : 0)
      }
    }
    cosines.append(angles)
  }
  return (norms, cosines)
}

func norm(_ values: ArraySlice<Double>) -> Double {
  values.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

/// The sine of the angle between two vectors, accurate for small angles; 0 if one is zero.
private func sine(_ a: [Double], _ b: [Double]) -> Double {
  let (lengthA, lengthB) = (norm(a[...]), norm(b[...]))
  if lengthA == 0 || lengthB == 0 { return 0 }
  let unit = b.map { $0 / lengthB }
  let overlap = dot(a, unit)
  return norm(zip(a, unit).map { $0 - overlap * $1 }[...]) / lengthA
}

private func difference(_ a: [Double], _ b: [Double]) -> Double {
  let largest = max(norm(a[...]), norm(b[...]))
  return largest == 0 ? 0 : norm(zip(a, b).map { $0 - $1 }[...]) / largest
}
