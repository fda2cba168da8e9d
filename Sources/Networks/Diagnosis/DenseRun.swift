import Computation

/// At least two dense layers in a row with fixed activations, or nothing, between them, all with biases or all without.
struct DenseRun {
  /// Their positions in the list.
  private(set) var denses: [Int]
  private var activations: [Activation] = []

  /// The longest one that begins at `start`; `nil` if there is none.
  init?<F: WeightField>(in list: [ReducedLayer<F>], from start: Int) {
    guard let first = Self.dense(list[start]) else { return nil }
    denses = [start]
    var index = start + 1
    while index < list.count {
      var activation = Activation.monomial(degree: 1)
      if let layer = list[index].layer as? ActivationLayer {
        activation = layer.activation
        index += 1
      }
      guard index < list.count, let next = Self.dense(list[index]), next.hasBias == first.hasBias
      else { break }
      denses.append(index)
      activations.append(activation)
      index += 1
    }
    if denses.count < 2 { return nil }
  }

  private static func dense<F: WeightField>(_ layer: ReducedLayer<F>) -> DenseLayer? {
    layer.isFree ? layer.layer as? DenseLayer : nil
  }

  func network<F: WeightField>(
    of list: [ReducedLayer<F>], over field: F
  ) -> WeightedNetwork<F> {
    let layers = denses.compactMap { Self.dense(list[$0]) }
    let columns = layers[0].columnCount(for: list[denses[0]].input)
    do {
      let architecture = try Architecture(
        widths: [columns] + layers.map(\.outputs), activations: activations,
        hasBias: layers[0].hasBias)
      return WeightedNetwork(
        architecture, field: field, weights: denses.flatMap { list[$0].parameters })
    } catch {
      contractViolation("the dense block of a model is no network: \(error)")
    }
  }

  /// Puts the reduced network into its place.
  func apply<F: WeightField>(
    _ reduced: WeightedNetwork<F>, kept: [[Int]], to list: inout [ReducedLayer<F>]
  ) {
    for (layer, position) in denses.enumerated() {
      let rows = reduced.parameterRows(ofLayer: layer + 1)
      list[position].keepOutputs(layer < kept.count ? kept[layer] : Array(rows.indices), rows: rows)
      if layer > 0 {
        for between in denses[layer - 1] + 1...position {
          list[between].input = list[between].input.withChannels(
            reduced.architecture.widths[layer])
        }
      }
    }
  }
}
