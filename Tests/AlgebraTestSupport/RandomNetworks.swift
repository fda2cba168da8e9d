import SingularLearning

/// A nonzero rational with small numerator and denominator.
public func randomNonzeroRational(using random: inout RandomSource) -> Rational {
  let numerator = random.integer(in: 1...9) * (random.integer(in: 0...1) == 0 ? 1 : -1)
  return Rational(Integer(numerator), Integer(random.integer(in: 1...4)))
}

/// A network without inactive or redundant neurons, with random nonzero weights.
public func randomReducedNetwork(
  _ architecture: Architecture, using random: inout RandomSource
) throws -> Network? {
  for _ in 0..<20 {
    let weights = (0..<architecture.parameterCount).map { _ in
      randomNonzeroRational(using: &random)
    }
    let network = try Network(architecture, weights: weights)
    if try !diagnose(network).isSubnetwork { return network }
  }
  return nil
}

/// A network that is enlarged step by step by neurons that do not change its function, so that its
/// reduction is known: the subnetworks of tests.
public struct PlantedNetwork {
  /// Rows of W₁, …, W_L.
  public private(set) var matrices: [[[Rational]]]
  /// Bias vectors, or `nil`.
  public private(set) var biases: [[Rational]]?
  private let original: Architecture

  /// A copy of `network`, nothing planted yet.
  public init(_ network: Network) {
    matrices = network.matrices
    biases = network.biases
    original = network.architecture
  }

  /// The enlarged network.
  public func network() throws -> Network {
    let architecture = try Architecture(
      widths: [original.inputCount] + matrices.map(\.count), activations: original.activations,
      hasBias: original.hasBias)
    return try Network(architecture, matrices: matrices, biases: biases)
  }

  /// Adds a neuron to a hidden layer and returns its position.
  private mutating func append(
    toLayer layer: Int, row: [Rational], bias: Rational, column: [Rational]
  ) -> Int {
    matrices[layer - 1].append(row)
    biases?[layer - 1].append(bias)
    for i in column.indices { matrices[layer][i].append(column[i]) }
    return matrices[layer - 1].count - 1
  }

  private func randomVector(_ count: Int, _ random: inout RandomSource) -> [Rational] {
    (0..<count).map { _ in randomNonzeroRational(using: &random) }
  }

  private func inputCount(ofLayer layer: Int) -> Int {
    layer == 1 ? original.inputCount : matrices[layer - 2].count
  }

  /// A neuron that nothing uses.
  public mutating func addUnusedNeuron(layer: Int, using random: inout RandomSource) {
    _ = append(
      toLayer: layer, row: randomVector(inputCount(ofLayer: layer), &random),
      bias: randomNonzeroRational(using: &random),
      column: matrices[layer].map { _ in 0 })
  }

  /// A neuron without inputs; its constant σ(0) or σ(b) is compensated in the next biases.
  ///
  /// Without biases σ(0) must be 0.
  public mutating func addConstantNeuron(layer: Int, using random: inout RandomSource) {
    let column = randomVector(matrices[layer].count, &random)
    let bias = biases == nil ? 0 : randomNonzeroRational(using: &random)
    let constant = value(of: original.activations[layer - 1], at: bias)
    _ = append(
      toLayer: layer, row: Array(repeating: 0, count: inputCount(ofLayer: layer)), bias: bias,
      column: column)
    for i in column.indices {
      if let old = biases?[layer][i] { biases?[layer][i] = old - constant * column[i] }
    }
  }

  /// Splits neuron `index` (from 0) into two with proportional rows.
  public mutating func splitNeuron(
    layer: Int, index: Int, using random: inout RandomSource
  ) {
    let activation = original.activations[layer - 1]
    let factor = activation.isMonomial ? randomNonzeroRational(using: &random) : 1
    let column = randomVector(matrices[layer].count, &random)
    _ = append(
      toLayer: layer, row: matrices[layer - 1][index].map { factor * $0 },
      bias: factor * (biases?[layer - 1][index] ?? 0), column: column)
    let power = activation.isMonomial ? factor.power(activation.degree) : 1
    for i in column.indices {
      matrices[layer][i][index] = matrices[layer][i][index] - power * column[i]
    }
  }

  /// A cascade over layers `layer` and `layer` + 1: a new neuron that only a pair of proportional neurons
  /// uses, whose outgoing weights cancel when they are merged.
  public mutating func addCancellingPair(layer: Int, using random: inout RandomSource) {
    let next = layer + 1
    let source = append(
      toLayer: layer, row: randomVector(inputCount(ofLayer: layer), &random),
      bias: randomNonzeroRational(using: &random), column: matrices[layer].map { _ in 0 })
    let activation = original.activations[next - 1]
    let factor = activation.isMonomial ? randomNonzeroRational(using: &random) : 1
    let power = activation.isMonomial ? factor.power(activation.degree) : 1
    var row = [Rational](repeating: 0, count: inputCount(ofLayer: next))
    for j in row.indices where j == source || random.integer(in: 0...1) == 0 {
      row[j] = randomNonzeroRational(using: &random)
    }
    let bias = randomNonzeroRational(using: &random)
    let column = randomVector(matrices[next].count, &random)
    _ = append(toLayer: next, row: row, bias: bias, column: column.map { -power * $0 })
    _ = append(
      toLayer: next, row: row.map { factor * $0 }, bias: factor * bias, column: column)
  }

  private func value(of activation: Activation, at t: Rational) -> Rational {
    activation.coefficients.reversed().reduce(0) { $0 * t + $1 }
  }
}
