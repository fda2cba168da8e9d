import AlgebraicStructures
import Computation
import ExactArithmetic

/// A network while it is being reduced: rows, biases and the original numbers of the neurons left.
struct NetworkReduction<F: WeightField> {
  private let field: F
  private let architecture: Architecture
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ.
  private var rows: [[[F.Element]]]
  /// `biases[ℓ − 1][i]`; empty lists without biases.
  private var biases: [[F.Element]]
  /// `labels[ℓ − 1][i]`: the number in the original network, from 1.
  private var labels: [[Int]]
  private(set) var operations: [ReductionStep<F.Element>] = []

  init(_ network: WeightedNetwork<F>) {
    (architecture, field) = (network.architecture, network.field)
    (rows, biases) = (network.rows, network.biases)
    labels = rows.map { Array(1...$0.count) }
  }

  /// Applies steps until none applies.
  ///
  /// Each removes a neuron, so there are at most Σ d_ℓ.
  ///
  /// Sweeps over the layers are repeated because a merge can cancel outgoing weights and make neurons of
  /// the layer before inactive, and a dropped neuron can empty rows of the layer behind.
  ///
  /// - Throws: `sizeLimit` for weights whose powers are too long, and what `control` demands.
  mutating func reduceCompletely(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    var count = -1
    while count != operations.count {
      count = operations.count
      for layer in 1..<architecture.layerCount {
        while let step = try nextStep(inLayer: layer, control: control) {
          try control.checkpoint()
          apply(step, layer: layer)
        }
      }
    }
  }

  /// Drops a neuron whose function is a combination of those of others, given by their original numbers.
  mutating func combine(
    layer: Int, neuron: Int, terms: [ReductionStep<F.Element>.Term], constant: F.Element
  ) {
    let labels = labels[layer - 1]
    func position(_ label: Int) -> Int {
      guard let position = labels.firstIndex(of: label) else {
        contractViolation("layer \(layer) has no neuron \(label) any more")
      }
      return position
    }
    operations.append(.combine(layer: layer, neuron: neuron, terms: terms, constant: constant))
    let dropped = position(neuron)
    for term in terms {
      addColumn(dropped, times: term.coefficient, to: position(term.neuron), layer: layer)
    }
    if !constant.isZero { moveConstant(constant, of: dropped, to: nil, layer: layer) }
    remove(dropped, fromLayer: layer)
  }

  /// A step on positions in the present layer.
  private enum Step {
    case dropOut(Int)
    case dropIn(Int, constant: F.Element)
    case dropConstant(Int, kept: Int, ratio: F.Element)
    case merge(
      Int, kept: Int, rowFactor: F.Element, factor: F.Element, constant: F.Element, taker: Int?)
    case mix(
      NeuronDependence<F.Element>, LayerFunctions<F>, input: (position: Int, value: F.Element)?)
  }

  /// The values of constant neurons of the layer before, which act as biases where there are none.
  private func inputConstants(ofLayer layer: Int) -> [F.Element?] {
    var values = [F.Element?](repeating: nil, count: architecture.inputCount)
    for before in 1..<layer {
      // Biases take all constants, and where σ(0) = 0 before the first constant there are none.
      if architecture.hasBias
        || (values.allSatisfy { $0 == nil }
          && architecture.activations[before - 1].vanishesAtZero)
      {
        values = [F.Element?](repeating: nil, count: rows[before - 1].count)
      } else {
        values = functions(ofLayer: before, inputConstants: values).outputConstants
      }
    }
    return values
  }

  private func functions(ofLayer layer: Int, inputConstants: [F.Element?]) -> LayerFunctions<F> {
    LayerFunctions(
      rows: rows[layer - 1], biases: architecture.hasBias ? biases[layer - 1] : nil,
      next: rows[layer], activation: architecture.activations[layer - 1],
      inputConstants: inputConstants, over: field)
  }

  private func nextStep(
    inLayer layer: Int, control: ComputationControl
  ) throws(ComputationStopped) -> Step? {
    let degree = architecture.activations[layer - 1].degree
    if architecture.hasBias {
      for (row, bias) in zip(rows[layer - 1], biases[layer - 1]) where row.allSatisfy(\.isZero) {
        try field.requireBoundedPower(bias, degree)
      }
    }
    let inputs = inputConstants(ofLayer: layer)
    let functions = functions(ofLayer: layer, inputConstants: inputs)
    let takers = functions.constantNeurons
    let removable = functions.isRemovableConstant
    for i in removable.indices {
      if !functions.isUsed[i] { return .dropOut(i) }
      guard removable[i], i != takers.first, let value = functions.constants[i] else { continue }
      guard let kept = takers.first, let other = functions.constants[kept], !value.isZero else {
        return .dropIn(i, constant: value)
      }
      return .dropConstant(i, kept: kept, ratio: field.quotient(value, other))
    }
    if let found = functions.redundancyClasses.first {
      let (kept, merged) = (found.members[0], found.members[1])
      let rowFactor = field.quotient(found.scales[1], found.scales[0])
      try field.requireBoundedPower(rowFactor, degree)
      let relation = functions.relation(of: merged, to: kept, factor: rowFactor)
      return .merge(
        merged, kept: kept, rowFactor: rowFactor, factor: relation.factor,
        constant: relation.constant, taker: takers.first)
    }
    let input = inputs.indices.first { inputs[$0] != nil }
    return try functions.dependences(
      next: rows[layer], hasInputConstants: input != nil, control: control
    ).first.map { dependence in
      .mix(
        dependence, functions,
        input: input.flatMap { position in inputs[position].map { (position, $0) } })
    }
  }

  private mutating func apply(_ step: Step, layer: Int) {
    let labels = labels[layer - 1]
    switch step {
    case .dropOut(let position):
      operations.append(.dropInactiveOut(layer: layer, neuron: labels[position]))
      remove(position, fromLayer: layer)
    case .dropIn(let position, let constant):
      operations.append(
        .dropInactiveIn(layer: layer, neuron: labels[position], constant: constant))
      if !constant.isZero { moveConstant(constant, of: position, to: nil, layer: layer) }
      remove(position, fromLayer: layer)
    case .dropConstant(let position, let kept, let ratio):
      operations.append(
        .dropConstant(
          layer: layer, neuron: labels[position], into: labels[kept], ratio: ratio))
      addColumn(position, times: ratio, to: kept, layer: layer)
      remove(position, fromLayer: layer)
    case .merge(let position, let kept, let rowFactor, let factor, let constant, let taker):
      operations.append(
        .merge(
          layer: layer, neuron: labels[position], into: labels[kept], factor: rowFactor,
          constant: constant.isZero
            ? nil : .init(value: constant, neuron: taker.map { labels[$0] })))
      addColumn(position, times: factor, to: kept, layer: layer)
      if !constant.isZero { moveConstant(constant, of: position, to: taker, layer: layer) }
      remove(position, fromLayer: layer)
    case .mix(let dependence, let functions, let input):
      operations.append(
        .mix(
          layer: layer, neuron: labels[dependence.neuron],
          side: dependence.side == .incoming ? .incoming : .outgoing,
          terms: dependence.coefficients.map {
            .init(neuron: labels[$0.neuron], coefficient: $0.value)
          }))
      switch dependence.side {
      case .incoming: mixIncoming(dependence, functions, layer: layer)
      case .outgoing: mixOutgoing(dependence, functions, input: input, layer: layer)
      }
      remove(dependence.neuron, fromLayer: layer)
    }
  }

  /// Adds a multiple of one outgoing column to another.
  private mutating func addColumn(
    _ position: Int, times factor: F.Element, to kept: Int, layer: Int
  ) {
    for i in rows[layer].indices {
      field.addProduct(factor, rows[layer][i][position], to: &rows[layer][i][kept])
    }
  }

  /// Adds a constant times the outgoing column of a neuron to the next biases, or to the column of a
  /// constant neuron.
  private mutating func moveConstant(
    _ constant: F.Element, of position: Int, to taker: Int?, layer: Int
  ) {
    guard let taker else {
      for i in rows[layer].indices {
        field.addProduct(constant, rows[layer][i][position], to: &biases[layer][i])
      }
      return
    }
    let value = functions(ofLayer: layer, inputConstants: inputConstants(ofLayer: layer))
      .constants[taker]
    guard let value, !value.isZero else {
      contractViolation("neuron \(taker) of layer \(layer) is no constant that takes another")
    }
    addColumn(position, times: field.quotient(constant, value), to: taker, layer: layer)
  }

  /// z_k = Σ λ_i z_i up to a constant: the outgoing weights of k go to the others.
  private mutating func mixIncoming(
    _ dependence: NeuronDependence<F.Element>, _ functions: LayerFunctions<F>, layer: Int
  ) {
    let k = dependence.neuron
    for (i, value) in dependence.coefficients { addColumn(k, times: value, to: i, layer: layer) }
    guard architecture.hasBias else { return }
    // σ(t) = c₁(t − κ).
    let center = functions.center
    let rest = dependence.coefficients.reduce(field.subtract(functions.offsets[k], center)) {
      field.subtract(
        $0,
        field.multiply($1.value, field.subtract(functions.offsets[$1.neuron], center)))
    }
    let slope = field.constant(functions.symmetry.activation.coefficients[1])
    let constant = field.multiply(slope, rest)
    if !constant.isZero { moveConstant(constant, of: k, to: nil, layer: layer) }
  }

  /// The outgoing weights of k are Σ μ_i times those of i: σ(z_i) becomes σ(z_i) + μ_i σ(z_k).
  ///
  /// With σ(t) = c₁(t − κ) that is σ(z_i + μ_i z_k − κ μ_i). Where nothing can be added to z_i, it is (1 + μ_i)
  /// times σ((z_i + μ_i z_k)/(1 + μ_i)), or for μ_i = −1 the difference of σ(z_i − z_k + z) and σ(z), where z is
  /// what another neuron gets.
  private mutating func mixOutgoing(
    _ dependence: NeuronDependence<F.Element>, _ functions: LayerFunctions<F>,
    input: (position: Int, value: F.Element)?, layer: Int
  ) {
    let (k, center) = (dependence.neuron, functions.center)
    let minusOne = field.negate(field.one)
    if functions.adjustsOffsets(hasInputConstants: input != nil) {
      for (i, value) in dependence.coefficients {
        addRow(k, times: value, to: i, layer: layer)
        if center.isZero { continue }
        if architecture.hasBias {
          biases[layer - 1][i] = field.subtract(
            biases[layer - 1][i], field.multiply(center, value))
        } else if let input {
          rows[layer - 1][i][input.position] = field.subtract(
            rows[layer - 1][i][input.position],
            field.quotient(field.multiply(center, value), input.value))
        }
      }
      return
    }
    var coefficients = [F.Element](repeating: field.zero, count: rows[layer - 1].count)
    for (i, value) in dependence.coefficients { coefficients[i] = value }
    guard let other = coefficients.indices.first(where: { $0 != k && coefficients[$0] != minusOne })
    else {
      contractViolation("the outgoing weights of layer \(layer) have no relation but their sum")
    }
    for (i, value) in dependence.coefficients where value != minusOne {
      addRow(k, times: value, to: i, layer: layer)
      let sum = field.add(field.one, value)
      rows[layer - 1][i] = rows[layer - 1][i].map { field.quotient($0, sum) }
      for j in rows[layer].indices { rows[layer][j][i] = field.multiply(rows[layer][j][i], sum) }
    }
    for (i, value) in dependence.coefficients where value == minusOne {
      addRow(k, times: minusOne, to: i, layer: layer)
      addRow(other, times: field.one, to: i, layer: layer)
      addColumn(i, times: minusOne, to: other, layer: layer)
    }
  }

  /// Adds a multiple of one row, with its bias, to another.
  private mutating func addRow(
    _ position: Int, times factor: F.Element, to kept: Int, layer: Int
  ) {
    rows[layer - 1][kept] = zip(rows[layer - 1][kept], rows[layer - 1][position]).map {
      field.add($0, field.multiply(factor, $1))
    }
    if architecture.hasBias {
      field.addProduct(factor, biases[layer - 1][position], to: &biases[layer - 1][kept])
    }
  }

  private mutating func remove(_ position: Int, fromLayer layer: Int) {
    rows[layer - 1].remove(at: position)
    labels[layer - 1].remove(at: position)
    if architecture.hasBias { biases[layer - 1].remove(at: position) }
    for i in rows[layer].indices { rows[layer][i].remove(at: position) }
  }

  /// The reduced network.
  ///
  /// A hidden layer that became empty keeps one neuron with zero weights on both sides, because
  /// every width is at least 1.
  var network: WeightedNetwork<F> {
    var rows = rows
    var biases = biases
    for layer in 1..<architecture.layerCount where rows[layer - 1].isEmpty {
      let width = layer == 1 ? architecture.inputCount : rows[layer - 2].count
      rows[layer - 1] = [Array(repeating: field.zero, count: width)]
      if architecture.hasBias { biases[layer - 1] = [field.zero] }
      for i in rows[layer].indices { rows[layer][i] = [field.zero] }
    }
    do {
      let reduced = try Architecture(
        widths: [architecture.inputCount] + rows.map(\.count),
        activations: architecture.activations, hasBias: architecture.hasBias)
      return WeightedNetwork(reduced, field: field, rows: rows, biases: biases)
    } catch {
      contractViolation("reduction of \(architecture) left no network: \(error)")
    }
  }

  /// The original numbers of the neurons left in hidden layers 1, …, L − 1.
  var keptNeurons: [[Int]] { Array(labels.dropLast()) }
}
