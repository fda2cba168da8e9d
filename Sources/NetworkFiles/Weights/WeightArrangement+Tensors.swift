import Networks

extension WeightArrangement {
  /// The tensors of the layers without names: W₁, …, W_L and b₁, …, b_L.
  private func parts(_ network: FloatingNetwork) -> (
    weights: [StoredTensor], biases: [StoredTensor]
  ) {
    let architecture = network.architecture
    var (weights, biases): ([StoredTensor], [StoredTensor]) = ([], [])
    func tensor(_ shape: [Int], _ values: [Double]) -> StoredTensor {
      StoredTensor(name: "", shape: shape, type: network.writtenType, values: values)
    }
    for layer in 1...architecture.layerCount {
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let values = (1...rows).flatMap {
        network.weights[architecture.weightRange(ofLayer: layer, row: $0)]
      }
      weights.append(tensor([rows, columns], values))
      if architecture.hasBias {
        let values = (1...rows).map {
          network.weights[architecture.biasIndex(layer: layer, row: $0)]
        }
        biases.append(tensor([rows], values))
      }
    }
    return (weights, biases)
  }

  /// The tensors of `network` in this arrangement.
  func tensors(_ network: FloatingNetwork) -> [StoredTensor] {
    let (weights, biases) = parts(network)
    func single(_ shape: [Int], _ values: [Double]) -> [StoredTensor] {
      [StoredTensor(name: "", shape: shape, type: network.writtenType, values: values)]
    }
    switch assignment {
    case .named(let weightPositions, let biasPositions, let transposed):
      let stored = weights.enumerated().map { index, tensor in
        transposed.contains(index + 1) ? tensor.transposed : tensor
      }
      // Biases that the file had none of are written where a reduction has moved constants there, after its weights.
      let biasNames = zip(weightPositions, biasPositions).map { weight, bias in
        bias.map { names[$0] } ?? LayerName.bias(ofWeight: names[weight])
      }
      var placed = zip(weightPositions, stored).map { ($0, names[$0], $1) }
      for (index, bias) in biases.enumerated() {
        let isNeeded = biasPositions[index] != nil || bias.values.contains { $0 != 0 }
        guard isNeeded, let name = biasNames[index] else { continue }
        placed.append((biasPositions[index] ?? names.count + index, name, bias))
      }
      return placed.sorted { $0.0 < $1.0 }.map { _, name, tensor in
        StoredTensor(name: name, shape: tensor.shape, type: tensor.type, values: tensor.values)
      }
    case .vector:
      let values = weights.indices.flatMap { layer in
        weights[layer].values + (biases.isEmpty ? [] : biases[layer].values)
      }
      return single([values.count], values)
    case .matrix: return single(weights[0].shape, weights[0].values)
    case .neurons:
      let (hidden, inputs) = (weights[0].shape[0], weights[0].shape[1])
      let outputs = weights[1].shape[0]
      var values: [Double] = []
      for neuron in 0..<hidden {
        values += weights[0].values[neuron * inputs..<(neuron + 1) * inputs]
        for output in 0..<outputs { values.append(weights[1].values[output * hidden + neuron]) }
      }
      return single([hidden, inputs + outputs], values)
    }
  }
}

extension StoredTensor {
  /// The transpose of a matrix.
  fileprivate var transposed: StoredTensor {
    let (rows, columns) = (shape[0], shape[1])
    return StoredTensor(
      name: name, shape: [columns, rows], type: type,
      values: (0..<columns).flatMap { column in (0..<rows).map { values[$0 * columns + column] } })
  }
}
