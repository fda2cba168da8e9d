import Computation
import ExactArithmetic

/// A network in double precision, layer by layer, whose hidden layers can lose neurons.
struct LayerValues {
  /// Row i of layer ℓ is `rows[ℓ − 1][i]`, with its bias at the end where there are biases.
  private(set) var rows: [[[Double]]]
  let hasBias: Bool
  /// The coefficients of the activations, constant term first.
  private let activations: [[Double]]

  init(_ network: FloatingNetwork) {
    let architecture = network.architecture
    hasBias = architecture.hasBias
    rows = (1...architecture.layerCount).map { layer in
      let stride = architecture.rowStride(ofLayer: layer)
      return (0..<architecture.widths[layer]).map { row in
        let start = architecture.layerOffset(layer) + row * stride
        return Array(network.weights[start..<start + stride])
      }
    }
    activations = architecture.activations.map { activation in
      var coefficients = [Double](repeating: 0, count: activation.degree + 1)
      for term in activation.terms { coefficients[term.power] = term.coefficient.asDouble }
      return coefficients
    }
  }

  /// All parameters in the order of the architecture.
  var weights: [Double] { rows.flatMap { $0.flatMap { $0 } } }
  /// d_0, …, d_L.
  var widths: [Int] { [rows[0][0].count - (hasBias ? 1 : 0)] + rows.map(\.count) }

  /// The values of the neurons of a layer, or of the outputs, from those of the layer before: a list over the inputs for each.
  func next(_ values: [[Double]], layer: Int) -> [[Double]] {
    let count = values[0].count
    return rows[layer - 1].map { row in
      var sums = [Double](repeating: hasBias ? row[row.count - 1] : 0, count: count)
      for (weight, column) in zip(row, values) where weight != 0 {
        for sample in 0..<count { sums[sample] += weight * column[sample] }
      }
      guard layer < rows.count else { return sums }
      let coefficients = activations[layer - 1]
      return sums.map { z in coefficients.reversed().reduce(0) { $0 * z + $1 } }
    }
  }

  /// The outputs from the values of a layer.
  func outputs(from values: [[Double]], layer: Int) -> [[Double]] {
    (layer + 1...rows.count).reduce(values) { next($0, layer: $1) }
  }

  /// A neuron that is dropped as a combination of those that are kept and a constant.
  struct Combination {
    let neuron: Int
    let coefficients: [Double]
    let constant: Double
  }

  /// Drops neurons of a hidden layer and adds their outgoing weights to those of the kept ones and to the next biases.
  mutating func drop(_ combinations: [Combination], keeping kept: [Int], layer: Int) {
    for i in rows[layer].indices {
      let old = rows[layer][i]
      var row = kept.map { old[$0] }
      var bias = hasBias ? old[old.count - 1] : 0
      for combination in combinations {
        for (index, coefficient) in combination.coefficients.enumerated() {
          row[index] += old[combination.neuron] * coefficient
        }
        bias += old[combination.neuron] * combination.constant
      }
      rows[layer][i] = row + (hasBias ? [bias] : [])
    }
    rows[layer - 1] = kept.map { rows[layer - 1][$0] }
  }

  /// Replaces a row, counted from 0, of a layer.
  mutating func replace(row: Int, layer: Int, by values: [Double]) { rows[layer - 1][row] = values }
}
