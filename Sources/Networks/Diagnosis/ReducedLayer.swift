import AlgebraicStructures
import Computation

/// A layer of a model that is being reduced.
struct ReducedLayer<F: WeightField> {
  var layer: any ModelLayer
  var input: LayerShape
  /// The number among the layers with parameters of the original model; 0 for one without.
  let number: Int
  /// Whether no other layer uses its parameters.
  let isFree: Bool
  /// Its parameters.
  var parameters: [F.Element]
  /// Of a layer that shares parameters, those that no layer before has.
  private let unsharedParameters: [F.Element]
  /// The layers inside.
  var inner: [ReducedLayer<F>]
  /// The original numbers of its output channels, from 1.
  var labels: [Int]

  /// The layers at `places`, those of the parameters that stand in `taken` being those of layers before.
  static func list(
    _ places: [LayeredModel.Place], weights: [F.Element], uses: [Int], taken: inout Set<Int>
  ) -> [ReducedLayer<F>] {
    places.map { place in
      let new = place.positions.filter { taken.insert($0).inserted }
      return ReducedLayer(
        layer: place.layer, input: place.input, number: place.number,
        isFree: place.positions.allSatisfy { uses[$0] == 1 },
        parameters: place.positions.map { weights[$0] },
        unsharedParameters: new.map { weights[$0] },
        inner: list(place.inner, weights: weights, uses: uses, taken: &taken),
        labels: Array(1...place.output.channelCount))
    }
  }

  /// The parameters that the model gets from this layer and those inside, in its order.
  var ownParameters: [F.Element] {
    (isFree ? parameters : unsharedParameters) + inner.flatMap(\.ownParameters)
  }

  /// The layer with what has become of the layers inside.
  var rebuilt: any ModelLayer {
    layer is ResidualLayer ? ResidualLayer(inner.map(\.rebuilt)) : layer
  }

  /// What the layer says of its channels.
  var symmetries: LayerSymmetries { layer.symmetries(for: input) }

  /// Leaves the output channels `kept`, counted from 0, whose parameters are `rows`; all other layers of the list that see them
  /// have to be told.
  mutating func keepOutputs(_ kept: [Int], rows: [[F.Element]]) {
    guard let smaller = layer.withOutputChannels(rows.count) else {
      contractViolation("\(layer.title) cannot lose channels")
    }
    layer = smaller
    parameters = Array(rows.joined())
    labels = kept.map { labels[$0] }
  }

  /// Leaves the input channels `kept`, which are multiplied with `columns`.
  mutating func keepInputs(_ kept: [Int], columns: [[F.Element]]) {
    let consumed = symmetries.consumed
    for (channel, column) in zip(kept, columns) {
      for (position, value) in zip(consumed[channel], column) { parameters[position] = value }
    }
    let dropped = Set(
      consumed.indices.filter { !kept.contains($0) }.flatMap { consumed[$0] })
    parameters = parameters.indices.filter { !dropped.contains($0) }.map { parameters[$0] }
    input = input.withChannels(kept.count)
  }
}

extension Array {
  /// Leaves of the channels made at `producer` those that are `kept`, which are multiplied with `columns` at `consumer`.
  mutating func keepChannels<F: WeightField>(
    _ kept: [Int], columns: [[F.Element]], from producer: Int, to consumer: Int
  ) where Element == ReducedLayer<F> {
    for index in producer + 1..<consumer {
      self[index].input = self[index].input.withChannels(kept.count)
    }
    self[consumer].keepInputs(kept, columns: columns)
  }
}
