import Computation
import ExactArithmetic
import NumberFields

/// The weights of a network in an exact field, layer by layer.
struct WeightedNetwork<F: WeightField> {
  let architecture: Architecture
  let field: F
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ.
  let rows: [[[F.Element]]]
  /// `biases[ℓ − 1][i]`; empty lists without biases.
  let biases: [[F.Element]]

  init(
    _ architecture: Architecture, field: F, rows: [[[F.Element]]], biases: [[F.Element]]
  ) {
    (self.architecture, self.field, self.rows, self.biases) = (architecture, field, rows, biases)
  }

  /// A network from its parameters in the order of the architecture.
  init(_ architecture: Architecture, field: F, weights: [F.Element]) {
    var rows: [[[F.Element]]] = []
    var biases: [[F.Element]] = []
    var position = 0
    for (columns, count) in zip(architecture.widths, architecture.widths.dropFirst()) {
      let stride = columns + (architecture.hasBias ? 1 : 0)
      let starts = (0..<count).map { position + $0 * stride }
      rows.append(starts.map { Array(weights[$0..<$0 + columns]) })
      biases.append(architecture.hasBias ? starts.map { weights[$0 + columns] } : [])
      position += count * stride
    }
    self.init(architecture, field: field, rows: rows, biases: biases)
  }

  /// The rows of a layer, each with its bias behind it.
  func parameterRows(ofLayer layer: Int) -> [[F.Element]] {
    architecture.hasBias
      ? zip(rows[layer - 1], biases[layer - 1]).map { $0 + [$1] } : rows[layer - 1]
  }

  /// All parameters in the order of the architecture.
  var weights: [F.Element] {
    (1...architecture.layerCount).flatMap { parameterRows(ofLayer: $0).flatMap { $0 } }
  }
}

extension WeightedNetwork<RationalField> {
  init(_ network: Network) {
    let rows = network.matrices
    self.init(
      network.architecture, field: RationalField(), rows: rows,
      biases: network.biases ?? rows.map { _ in [] })
  }

  /// The network.
  var network: Network {
    do {
      return try Network(architecture, weights: weights)
    } catch {
      contractViolation("weights of \(architecture) that do not fit: \(error)")
    }
  }
}

extension WeightedNetwork<NumberField> {
  init(_ network: NumberFieldNetwork) {
    let layers = 1...network.architecture.layerCount
    self.init(
      network.architecture, field: network.field, rows: layers.map { network.matrix(ofLayer: $0) },
      biases: layers.map { network.bias(ofLayer: $0) ?? [] })
  }

  /// The network.
  var network: NumberFieldNetwork {
    do {
      return try NumberFieldNetwork(architecture, field: field, weights: weights)
    } catch {
      contractViolation("weights of \(architecture) that do not fit: \(error)")
    }
  }
}
