import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The integer points of a box {−b, …, b}^N, one or a few of each orbit under permutations of hidden
/// neurons and, for monomial activations without biases, changes of their signs.
///
/// The rows of every hidden layer are in increasing order, and their first nonzero entries positive.
struct BoxPoints {
  let architecture: Architecture
  /// The choices for a row of each layer.
  private let rows: [[[Int]]]

  init(_ architecture: Architecture, bound: Int) {
    self.architecture = architecture
    rows = (1...architecture.layerCount).map { layer in
      let all = (0..<architecture.rowStride(ofLayer: layer)).reduce([[Int]]([[]])) { rows, _ in
        rows.flatMap { row in (-bound...bound).map { row + [$0] } }
      }
      guard layer < architecture.layerCount, architecture.isHomogeneous else { return all }
      return all.filter { row in (row.first { $0 != 0 } ?? 0) >= 0 }
    }
  }

  /// The number of points that are visited for a bound, without listing them; saturates.
  static func count(_ architecture: Architecture, bound: Int) -> Integer {
    var product = Integer.one
    for layer in 1...architecture.layerCount {
      var choices = Integer(2 * bound + 1).power(architecture.rowStride(ofLayer: layer))
      let width = architecture.widths[layer]
      if layer == architecture.layerCount {
        product = product * choices.power(width)
        continue
      }
      if architecture.isHomogeneous { choices = (choices + 1) / Integer(2) }
      // Multisets of rows.
      for i in 0..<width { product = product * (choices + Integer(i)) }
      for i in 1...width { product = product / Integer(i) }
    }
    return product
  }

  /// Calls `body` with every point in parameter order.
  func forEach(_ body: ([Int]) throws(ComputationStopped) -> Void) throws(ComputationStopped) {
    var point = [Int](repeating: 0, count: architecture.parameterCount)
    try extend(&point, layer: 1, row: 1, from: 0, body)
  }

  private func extend(
    _ point: inout [Int], layer: Int, row: Int, from first: Int,
    _ body: ([Int]) throws(ComputationStopped) -> Void
  ) throws(ComputationStopped) {
    let isOutput = layer == architecture.layerCount
    let stride = architecture.rowStride(ofLayer: layer)
    let start = architecture.layerOffset(layer) + (row - 1) * stride
    let isLastRow = row == architecture.widths[layer]
    for choice in (isOutput ? 0 : first)..<rows[layer - 1].count {
      for j in 0..<stride { point[start + j] = rows[layer - 1][choice][j] }
      if !isLastRow {
        try extend(&point, layer: layer, row: row + 1, from: choice, body)
      } else if !isOutput {
        try extend(&point, layer: layer + 1, row: 1, from: 0, body)
      } else {
        try body(point)
      }
    }
  }
}
