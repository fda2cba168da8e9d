import AlgebraicStructures
import ExactArithmetic

/// A network while it is being reduced: rows, biases and the original numbers of the neurons left.
struct NetworkReduction {
  private let architecture: Architecture
  /// `rows[ℓ − 1][i]`: the incoming weights of neuron i of layer ℓ.
  private var rows: [[[Rational]]]
  /// `biases[ℓ − 1][i]`; empty lists without biases.
  private var biases: [[Rational]]
  /// `labels[ℓ − 1][i]`: the number in the original network, from 1.
  private var labels: [[Int]]
  private(set) var operations: [ReductionOperation] = []

  init(_ network: Network) {
    architecture = network.architecture
    rows = network.matrices
    biases = network.biases ?? rows.map { _ in [] }
    labels = rows.map { Array(1...$0.count) }
  }

  /// Applies steps until none applies.
  ///
  /// Each removes a neuron, so there are at most Σ d_ℓ.
  ///
  /// Sweeps over the layers are repeated because a merge can cancel outgoing weights and make neurons of
  /// the layer before inactive, and a dropped neuron can empty rows of the layer behind.
  mutating func reduceCompletely() {
    var count = -1
    while count != operations.count {
      count = operations.count
      for layer in 1..<architecture.layerCount {
        while let step = nextStep(inLayer: layer) { apply(step) }
      }
    }
  }

  /// A step on positions in the present layer.
  private enum Step {
    case dropOut(layer: Int, position: Int)
    case dropIn(layer: Int, position: Int, constant: Rational)
    case merge(layer: Int, position: Int, kept: Int, factor: Rational)
  }

  private func nextStep(inLayer layer: Int) -> Step? {
    let activation = architecture.activations[layer - 1]
    var constants: [Int] = []
    for i in rows[layer - 1].indices {
      if rows[layer].allSatisfy({ $0[i].isZero }) { return .dropOut(layer: layer, position: i) }
      guard rows[layer - 1][i].allSatisfy(\.isZero) else { continue }
      let constant = activation.value(at: architecture.hasBias ? biases[layer - 1][i] : 0)
      if constant.isZero || architecture.hasBias {
        return .dropIn(layer: layer, position: i, constant: constant)
      }
      // A nonzero constant without a bias to take it: equal ones can still be merged.
      constants.append(i)
    }
    if constants.count > 1 {
      return .merge(layer: layer, position: constants[1], kept: constants[0], factor: 1)
    }
    let classes = ProportionalityClasses(
      rows: rows[layer - 1], biases: architecture.hasBias ? biases[layer - 1] : nil,
      activation: activation)
    return classes.firstPair.map {
      .merge(layer: layer, position: $0.merged, kept: $0.kept, factor: $0.factor)
    }
  }

  private mutating func apply(_ step: Step) {
    switch step {
    case .dropOut(let layer, let position):
      operations.append(
        .dropInactiveOut(layer: layer, neuron: labels[layer - 1][position]))
      remove(position, fromLayer: layer)
    case .dropIn(let layer, let position, let constant):
      operations.append(
        .dropInactiveIn(
          layer: layer, neuron: labels[layer - 1][position], constant: constant))
      if !constant.isZero {
        for i in rows[layer].indices {
          biases[layer][i] = biases[layer][i] + constant * rows[layer][i][position]
        }
      }
      remove(position, fromLayer: layer)
    case .merge(let layer, let position, let kept, let factor):
      operations.append(
        .merge(
          layer: layer, neuron: labels[layer - 1][position], into: labels[layer - 1][kept],
          factor: factor))
      let activation = architecture.activations[layer - 1]
      let power = factor == 1 ? 1 : factor.power(activation.degree)
      for i in rows[layer].indices {
        rows[layer][i][kept] = rows[layer][i][kept] + power * rows[layer][i][position]
      }
      remove(position, fromLayer: layer)
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
  var network: Network {
    var rows = rows
    var biases = biases
    for layer in 1..<architecture.layerCount where rows[layer - 1].isEmpty {
      let width = layer == 1 ? architecture.inputCount : rows[layer - 2].count
      rows[layer - 1] = [Array(repeating: 0, count: width)]
      if architecture.hasBias { biases[layer - 1] = [0] }
      for i in rows[layer].indices { rows[layer][i] = [0] }
    }
    do {
      let reduced = try Architecture(
        widths: [architecture.inputCount] + rows.map(\.count),
        activations: architecture.activations, hasBias: architecture.hasBias)
      return try Network(
        reduced, matrices: rows, biases: architecture.hasBias ? biases : nil)
    } catch {
      contractViolation("reduction of \(architecture) left no network: \(error)")
    }
  }

  /// The original numbers of the neurons left in hidden layers 1, …, L − 1.
  var keptNeurons: [[Int]] { Array(labels.dropLast()) }
}

extension Activation {
  /// σ(t).
  fileprivate func value(at t: Rational) -> Rational {
    if let coefficient = monomialCoefficient {
      return t.isZero ? 0 : coefficient * t.power(degree)
    }
    var result = Rational.zero
    for coefficient in coefficients.reversed() { result = result * t + coefficient }
    return result
  }
}
