import Computation

/// The work of `diagnose` for models with layers: the layers, with what was found so far.
struct LayeredReduction<F: WeightField> {
  typealias Block = LayeredDiagnosisOver<F.Element>.Block
  typealias Unit = LayeredDiagnosisOver<F.Element>.Unit

  let field: F
  let seed: UInt64
  let control: ComputationControl
  private(set) var layers: [ReducedLayer<F>]
  private(set) var blocks: [Block] = []
  private var hasChanged = false

  init(
    _ model: LayeredModel, weights: [F.Element], over field: F, seed: UInt64,
    control: ComputationControl
  ) {
    (self.field, self.seed, self.control) = (field, seed, control)
    var uses = [Int](repeating: 0, count: weights.count)
    func countUses(_ places: [LayeredModel.Place]) {
      for place in places {
        for position in place.positions { uses[position] += 1 }
        countUses(place.inner)
      }
    }
    countUses(model.places)
    var taken: Set<Int> = []
    layers = ReducedLayer.list(model.places, weights: weights, uses: uses, taken: &taken)
  }

  /// Sweeps over all blocks until nothing changes.
  ///
  /// Each sweep but the last drops something, so there are at most as many as channels.
  mutating func reduceCompletely() throws(ComputationStopped) {
    repeat {
      hasChanged = false
      layers = try reduced(layers)
    } while hasChanged
    blocks.sort { ($0.layers[0], $0.layers.count) < ($1.layers[0], $1.layers.count) }
  }

  private mutating func reduced(
    _ list: [ReducedLayer<F>]
  ) throws(ComputationStopped) -> [ReducedLayer<F>] {
    var list = list
    for index in list.indices where !list[index].inner.isEmpty {
      list[index].inner = try reduced(list[index].inner)
    }
    var denseUntil = 0
    for index in list.indices {
      try control.checkpoint()
      if index >= denseUntil, let run = DenseRun(in: list, from: index) {
        try reduce(run, in: &list)
        // Its last layer may make channels for others.
        denseUntil = run.denses[run.denses.count - 1]
      }
      guard index >= denseUntil else { continue }
      if let pair = ChannelPair(in: list, from: index) {
        try reduce(pair, in: &list)
      } else if let products = ChannelProducts(in: list, from: index) {
        try reduce(products, in: &list)
      } else if let heads = AttentionHeads(in: list, from: index) {
        try reduce(heads, in: &list)
      }
    }
    return list
  }

  private mutating func reduce(
    _ run: DenseRun, in list: inout [ReducedLayer<F>]
  ) throws(ComputationStopped) {
    let found = try network(run.network(of: list, over: field))
    record(
      found.units, of: .neurons, layers: run.denses.map { list[$0].number },
      labels: run.denses.map { list[$0].labels })
    if !found.units.operations.isEmpty { run.apply(found.reduced, kept: found.kept, to: &list) }
  }

  private mutating func reduce(
    _ pair: ChannelPair, in list: inout [ReducedLayer<F>]
  ) throws(ComputationStopped) {
    let found = try network(pair.network(of: list, over: field))
    record(
      found.units, of: .channels, layers: [list[pair.producer].number, list[pair.consumer].number],
      labels: [list[pair.producer].labels])
    if !found.units.operations.isEmpty {
      pair.apply(found.reduced, kept: found.kept[0], to: &list, over: field)
    }
  }

  private mutating func reduce(
    _ products: ChannelProducts, in list: inout [ReducedLayer<F>]
  ) throws(ComputationStopped) {
    var reduction = products.reduction(of: list, over: field)
    try reduction.reduceCompletely(control: control)
    let units = try reduction.found(
      preserved: products.functionPreserved(
        by: reduction, in: list, over: field, seed: seed, control: control))
    record(
      units, of: .products,
      layers: [list[products.producer].number, list[products.consumer].number],
      labels: [list[products.product].labels])
    if !units.operations.isEmpty { products.apply(reduction, to: &list) }
  }

  private mutating func reduce(
    _ heads: AttentionHeads, in list: inout [ReducedLayer<F>]
  ) throws(ComputationStopped) {
    var reduction = heads.reduction(of: list, over: field)
    try reduction.reduceCompletely(control: control)
    let units = try reduction.found(
      preserved: heads.functionPreserved(
        by: reduction, in: list, over: field, seed: seed, control: control))
    record(
      units, of: .heads, layers: [list[heads.attention].number, list[heads.consumer].number],
      labels: [heads.labels(in: list)])
    if !units.operations.isEmpty { heads.apply(reduction, to: &list) }
  }

  /// Some layers reduced as a network of their own, with the positions of the neurons kept in each hidden layer.
  ///
  /// A hidden layer that was empty before, with one neuron of zero weights, does not count as changed again.
  private func network(
    _ network: WeightedNetwork<F>
  ) throws(ComputationStopped) -> (
    units: ReducedUnits<F>, reduced: WeightedNetwork<F>, kept: [[Int]]
  ) {
    var reduction = NetworkReduction(network)
    try reduction.reduceCompletely(control: control)
    let reduced = reduction.network
    let widths = (network.architecture.widths, reduced.architecture.widths)
    let units = ReducedUnits<F>(
      neurons: try neuronDiagnoses(of: network, control: control),
      operations: reduction.operations.filter { widths.1[$0.layer] < widths.0[$0.layer] },
      functionPreserved: try field.computeSameFunction(
        network, reduced, seed: seed, control: control))
    // An empty layer keeps the place of its first neuron.
    let kept = reduction.keptNeurons.map { $0.isEmpty ? [0] : $0.map { $0 - 1 } }
    return (units, reduced, kept)
  }

  /// Adds what was found to the block of these layers; neurons are those of the first time.
  private mutating func record(
    _ found: ReducedUnits<F>, of unit: Unit, layers: [Int], labels: [[Int]]
  ) {
    let steps = found.operations.compactMap { step in
      step.renumbered { labels[step.layer - 1][$0 - 1] }
    }
    hasChanged = hasChanged || !steps.isEmpty
    guard let index = blocks.firstIndex(where: { $0.layers == layers && $0.unit == unit }) else {
      blocks.append(
        Block(
          layers: layers, unit: unit, neurons: found.neurons, operations: steps,
          functionPreserved: found.functionPreserved))
      return
    }
    guard !steps.isEmpty else { return }
    blocks[index].operations += steps
    if blocks[index].functionPreserved.value, blocks[index].functionPreserved.evidence.isProven {
      blocks[index].functionPreserved = found.functionPreserved
    }
  }
}

/// What is found of units that act as neurons: their states, and the steps that drop some, by positions from 1.
struct ReducedUnits<F: WeightField> {
  let neurons: [NeuronDiagnosisOver<F.Element>]
  let operations: [ReductionStep<F.Element>]
  let functionPreserved: Certified<Bool>
}
