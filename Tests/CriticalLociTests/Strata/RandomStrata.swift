import SingularLearning

/// A stratum with a few random conditions.
func randomStratum(
  _ architecture: Architecture, conditions: ClosedRange<Int>, using random: inout RandomSource
) -> SubnetworkStratum {
  SubnetworkStratum(
    architecture,
    operations: (0..<random.integer(in: conditions)).map { _ in
      randomOperation(architecture, using: &random)
    })
}

/// A random condition on one or two neurons.
func randomOperation(
  _ architecture: Architecture, using random: inout RandomSource
) -> SubnetworkOperation {
  let layer = random.integer(in: 1...architecture.layerCount - 1)
  let width = architecture.widths[layer]
  let neuron = random.integer(in: 1...width)
  switch random.integer(in: 0...(width > 1 ? 3 : 1)) {
  case 0: return .inactiveIn(layer: layer, neuron: neuron)
  case 1: return .inactiveOut(layer: layer, neuron: neuron)
  default:
    let other = (neuron + random.integer(in: 1...width - 1) - 1) % width + 1
    return .redundant(layer: layer, neurons: [min(neuron, other), max(neuron, other)])
  }
}

/// Architectures of all kinds for the laws of strata: monomial, polynomial, with and without biases.
func strataArchitectures() throws -> [Architecture] {
  let odd = Activation.polynomial(coefficients: [0, 1, 0, 1])
  let shifted = Activation.polynomial(coefficients: [1, 2, 1])
  return try [
    Architecture(widths: [2, 3, 1], degree: 3),
    Architecture(widths: [2, 4, 2], degree: 2),
    Architecture(widths: [1, 3, 1], degree: 2),
    Architecture(widths: [2, 1, 2, 1], degree: 2),
    Architecture(widths: [3, 3, 2, 2], degrees: [2, 3]),
    Architecture(widths: [2, 2, 3, 2, 1], degree: 2),
    Architecture(widths: [2, 3, 2], degree: 1),
    Architecture(widths: [2, 2, 2, 1], degrees: [2, 1]),
    Architecture(widths: [2, 2, 2, 1], degrees: [1, 2]),
    Architecture(widths: [1, 2, 2, 2, 1], degree: 2, hasBias: true),
    Architecture(widths: [2, 2, 2, 1], activations: [shifted, shifted], hasBias: true),
    Architecture(widths: [2, 2, 2, 2], activations: [odd, .monomial(degree: 1)]),
    Architecture(widths: [2, 3, 1], degree: 2, hasBias: true),
    Architecture(widths: [1, 2, 2, 1], degree: 2, hasBias: true),
    Architecture(widths: [2, 3, 1], activations: [odd]),
    Architecture(widths: [2, 3, 2, 1], activations: [shifted, odd]),
    Architecture(widths: [2, 3, 1], activations: [shifted], hasBias: true),
    Architecture(widths: [1, 2, 3, 1], activations: [odd, .monomial(degree: 2)], hasBias: true),
  ]
}

/// Monomial networks of more parameters, some filling and some far from it.
func deepArchitectures() throws -> [Architecture] {
  try [
    Architecture(widths: [2, 4, 1], degree: 4), Architecture(widths: [3, 4, 2], degree: 3),
    Architecture(widths: [2, 2, 3, 1], degree: 5), Architecture(widths: [3, 3, 3, 1], degree: 2),
    Architecture(widths: [2, 3, 3, 2], degree: 3),
    Architecture(widths: [3, 2, 2, 2, 1], degree: 2),
    Architecture(widths: [4, 4, 4, 1], degree: 3), Architecture(widths: [3, 5, 4, 3], degree: 4),
  ]
}

/// All lists with one permutation of each hidden layer.
func allPermutations(_ architecture: Architecture) -> [[[Int]]] {
  architecture.widths.dropFirst().dropLast().reduce([[]]) { lists, width in
    lists.flatMap { list in permutations(Array(0..<width)).map { list + [$0] } }
  }
}

private func permutations(_ items: [Int]) -> [[Int]] {
  if items.isEmpty { return [[]] }
  return items.flatMap { first in
    permutations(items.filter { $0 != first }).map { [first] + $0 }
  }
}

extension RandomSource {
  /// A uniform element of `field`.
  mutating func element(of field: PrimeField) -> UInt64 { next(below: field.modulus) }
}
