import AlgebraicStructures
import Computation

/// A layer that makes channels and the next one that takes them, with one fixed activation and what acts on all positions of a
/// channel alike in between: two layers of a network whose hidden neurons are the channels.
///
/// The value of a channel at a position is σ of a linear form in some values before, the same at all positions, and the layer
/// that takes it is linear in it; so a relation between σ of linear forms holds between channels.
struct ChannelPair {
  let producer: Int
  let consumer: Int
  private let activation: Activation

  /// The pair whose first layer stands at `producer`; `nil` if channels cannot be left out there.
  init?<F: WeightField>(in list: [ReducedLayer<F>], from producer: Int) {
    guard ChannelMaker(list[producer]) != nil else { return nil }
    var activation: Activation?
    for index in list.indices.dropFirst(producer + 1) {
      if let layer = list[index].layer as? ActivationLayer {
        guard activation == nil else { return nil }
        activation = layer.activation
        continue
      }
      let symmetries = list[index].symmetries
      if list[index].isFree, symmetries.consumed.count == list[index].input.channelCount,
        !symmetries.consumed.isEmpty
      {
        self.producer = producer
        consumer = index
        self.activation = activation ?? .monomial(degree: 1)
        return
      }
      guard symmetries.passage == .linear,
        list[index].layer.keepsChannels(of: list[index].input)
      else { return nil }
    }
    return nil
  }

  /// The network of the two layers: rows of one channel, and what is multiplied with it.
  ///
  /// Where constants of a channel can go to biases of the second layer, every parameter of the second layer has one; otherwise
  /// a bias of the first layer counts as one more input.
  func network<F: WeightField>(
    of list: [ReducedLayer<F>], over field: F
  ) -> WeightedNetwork<F> {
    guard let maker = ChannelMaker(list[producer]) else {
      contractViolation("\(list[producer].layer.title) makes no channels")
    }
    let consumed = list[consumer].symmetries.consumed
    let hasBias = biasTargets(of: list) != nil
    var rows = maker.rows
    var biases = [F.Element](repeating: field.zero, count: rows.count)
    if hasBias, let place = maker.biasPlace {
      for channel in rows.indices { biases[channel] = rows[channel].remove(at: place) }
    }
    let columns = consumed.map { $0.map { list[consumer].parameters[$0] } }
    let next = columns[0].indices.map { index in columns.map { $0[index] } }
    do {
      let architecture = try Architecture(
        widths: [rows[0].count, rows.count, next.count], activations: [activation],
        hasBias: hasBias)
      return WeightedNetwork(
        architecture, field: field, rows: [rows, next],
        biases: hasBias
          ? [biases, next.map { _ in field.zero }] : [[], []])
    } catch {
      contractViolation("channels of a model are no network: \(error)")
    }
  }

  /// Puts the reduced network into the place of the two layers.
  func apply<F: WeightField>(
    _ reduced: WeightedNetwork<F>, kept: [Int], to list: inout [ReducedLayer<F>], over field: F
  ) {
    guard let maker = ChannelMaker(list[producer]) else { return }
    let targets = biasTargets(of: list)
    var rows = reduced.rows[0]
    if targets != nil, let place = maker.biasPlace {
      for channel in rows.indices { rows[channel].insert(reduced.biases[0][channel], at: place) }
    }
    for (index, bias) in zip(targets ?? [], reduced.biases[1]) {
      list[consumer].parameters[index] = field.add(list[consumer].parameters[index], bias)
    }
    list[producer].keepOutputs(kept, rows: rows)
    let columns = kept.indices.map { channel in reduced.rows[1].map { $0[channel] } }
    list.keepChannels(kept, columns: columns, from: producer, to: consumer)
  }

  /// For each parameter that is multiplied with a channel the bias that takes its product with a constant; `nil` if there is none.
  private func biasTargets<F: WeightField>(of list: [ReducedLayer<F>]) -> [Int]? {
    let symmetries = list[consumer].symmetries
    guard let first = symmetries.absorbed.first,
      zip(symmetries.absorbed, symmetries.consumed).allSatisfy({ absorbed, consumed in
        absorbed.map(\.source) == consumed && absorbed.allSatisfy { $0.coefficient == -1 }
          && absorbed.map(\.target) == first.map(\.target)
      })
    else { return nil }
    return first.map(\.target)
  }
}

/// A layer whose output channels can be left out one by one, each with parameters of its own.
struct ChannelMaker<F: WeightField> {
  /// The parameters of each channel.
  let rows: [[F.Element]]
  /// Where in each row the bias stands; `nil` without biases.
  let biasPlace: Int?

  init?(_ layer: ReducedLayer<F>) {
    guard layer.isFree, layer.layer.withOutputChannels(1) != nil else { return nil }
    let symmetries = layer.symmetries
    let produced = symmetries.produced
    guard let first = produced.first, produced.joined().elementsEqual(layer.parameters.indices)
    else { return nil }
    rows = produced.map { $0.map { layer.parameters[$0] } }
    biasPlace = symmetries.shifted.first.flatMap { first.firstIndex(of: $0) }
  }
}

extension ModelLayer {
  /// Whether there are as many output channels as input channels.
  func keepsChannels(of input: LayerShape) -> Bool {
    do {
      return try outputShape(for: input).channelCount == input.channelCount
    } catch {
      return false
    }
  }
}
