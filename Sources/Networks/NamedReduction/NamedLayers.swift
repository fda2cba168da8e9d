import Computation

/// The weights of a network with named activations, layer by layer, while neurons are taken away.
struct NamedLayers {
  /// The activations of the hidden layers.
  let activations: [NamedActivation]
  let hasBias: Bool
  let inputCount: Int
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ, without its bias.
  var rows: [[[Double]]]
  /// `biases[ℓ − 1][i]`; zeros in a network without biases.
  var biases: [[Double]]
  /// The original numbers, from 1, of the neurons of hidden layers.
  var labels: [[Int]]

  init(_ network: NamedNetwork) {
    let shape = network.architecture.layers
    activations = network.architecture.activations
    hasBias = shape.hasBias
    inputCount = shape.inputCount
    (rows, biases) = ([], [])
    for layer in 1...shape.layerCount {
      let (width, stride) = (shape.widths[layer - 1], shape.rowStride(ofLayer: layer))
      let starts = (0..<shape.widths[layer]).map { shape.layerOffset(layer) + $0 * stride }
      rows.append(starts.map { Array(network.weights[$0..<$0 + width]) })
      biases.append(starts.map { shape.hasBias ? network.weights[$0 + width] : 0 })
    }
    labels = shape.widths.dropFirst().dropLast().map { Array(1...$0) }
  }

  /// The number L of layers.
  var layerCount: Int { rows.count }

  /// The norms of the outgoing weights of the neurons of a hidden layer.
  func outgoingNorms(ofLayer layer: Int) -> [Double] {
    var sums = [Double](repeating: 0, count: rows[layer - 1].count)
    var largest = 0.0
    for row in rows[layer] { largest = row.reduce(largest) { max($0, $1.magnitude) } }
    guard largest > 0 else { return sums }
    for row in rows[layer] {
      for (i, weight) in row.enumerated() { sums[i] += (weight / largest) * (weight / largest) }
    }
    return sums.map { largest * $0.squareRoot() }
  }

  /// Where the inputs of a layer lie if those of the network have at most a norm, and where the values before its
  /// activation do: of layers 1, …, `last`.
  func intervals(
    radius: Double, to last: Int
  ) -> (regions: [InputRegion], sums: [[ClosedRange<Double>]]) {
    var (regions, sums): ([InputRegion], [[ClosedRange<Double>]]) = (
      [.ball(radius: radius)], []
    )
    for layer in 1...last {
      let region = regions[layer - 1]
      sums.append(zip(rows[layer - 1], biases[layer - 1]).map { region.values($0, bias: $1) })
      if layer < layerCount {
        regions.append(.box(sums[layer - 1].map(activations[layer - 1].values)))
      }
    }
    return (regions, sums)
  }

  /// At least the change of the outputs, in the Euclidean norm, if the sums of a layer change by at most `changes` and
  /// the layers behind stay.
  func propagated(
    _ changes: [Double], ofLayer first: Int, sums: [[ClosedRange<Double>]]
  ) -> Double {
    var changes = changes
    for layer in first..<max(first, layerCount) {
      let activation = activations[layer - 1]
      let after = zip(changes, sums[layer - 1]).map { change, sum in
        valueChange(activation, change, sum)
      }
      changes = rows[layer].map { boundedSum($0, after) }
    }
    return boundedNorm(changes)
  }

  /// The network; a hidden layer that became empty keeps one neuron with zero weights.
  func network(_ name: NamedNetwork) -> NamedNetwork {
    var (rows, biases) = (rows, biases)
    for layer in 1..<layerCount where rows[layer - 1].isEmpty {
      let width = layer == 1 ? inputCount : rows[layer - 2].count
      rows[layer - 1] = [Array(repeating: 0, count: width)]
      biases[layer - 1] = [0]
      for i in rows[layer].indices { rows[layer][i] = [0] }
    }
    do {
      let architecture = try NamedArchitecture(
        widths: [inputCount] + rows.map(\.count), activations: activations, hasBias: hasBias)
      let weights = zip(rows, biases).flatMap { rows, biases in
        zip(rows, biases).flatMap { hasBias ? $0 + [$1] : $0 }
      }
      return name.replacing(architecture, weights: weights)
    } catch {
      contractViolation("reduction of \(name.architecture) left no network: \(error)")
    }
  }
}

/// At least the change of σ(t) if t, in an interval, changes by at most `change`.
func valueChange(
  _ activation: NamedActivation, _ change: Double, _ sum: ClosedRange<Double>
) -> Double {
  if change == 0 { return 0 }
  let hull = sum.widened(by: change)
  let values = activation.values(on: hull)
  let width = (values.upperBound - values.lowerBound).nextUp
  let bound = upperProduct(activation.slope(on: hull), change)
  return width < bound ? width : bound
}

extension NamedNetwork {
  /// A smaller network whose weights, rounded to the precision in which they are written, go where these stand.
  func replacing(_ architecture: NamedArchitecture, weights: [Double]) -> NamedNetwork {
    let type = stored.writtenType
    return NamedNetwork(
      architecture,
      stored: FloatingNetwork(
        architecture.layers, weights: weights.map { type.rounded($0) }, type: type,
        arrangement: stored.arrangement))
  }
}
