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

  /// All parameters in the order of the architecture.
  var weights: [F.Element] {
    zip(rows, biases).flatMap { rows, biases in
      rows.enumerated().flatMap { i, row in architecture.hasBias ? row + [biases[i]] : row }
    }
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
