import Foundation
import SingularLearning

/// Random networks with named activations and neurons planted in them that do not count.
struct NamedPlantedNetwork {
  enum Kind: CaseIterable {
    case inactiveIn, inactiveOut, redundant, opposite
  }

  let network: NamedNetwork
  /// The widths without what was planted.
  let core: [Int]
  /// The planted hidden neurons, as (layer, number).
  let planted: [(layer: Int, neuron: Int)]

  static let activations: [NamedActivation] =
    NamedActivation.names.map {
      NamedActivation(name: $0, slope: $0 == "leaky-relu" ? Rational(1) / Rational(100) : nil)!
    }

  private struct Layers {
    var rows: [[[Double]]]
    var biases: [[Double]]
  }

  /// A network with `count` planted neurons, whose planted rows are off by `noise`.
  init(
    _ activation: NamedActivation, hasBias: Bool, hiddenLayers: Int = 1, count: Int, noise: Double,
    random: inout RandomSource
  ) throws {
    func normal() -> Double {
      (0..<6).reduce(0) { sum, _ in sum + Double(random.integer(in: -1000...1000)) / 1000 } / 1.4
    }
    /// A number that is not near zero.
    func large() -> Double {
      let value = normal()
      return value.magnitude < 0.3 ? value + (value < 0 ? -0.3 : 0.3) : value
    }
    let core =
      [random.integer(in: 2...4)] + (0..<hiddenLayers).map { _ in random.integer(in: 2...5) }
      + [random.integer(in: 1...3)]
    var layers = Layers(rows: [], biases: [])
    for layer in 1..<core.count {
      layers.rows.append((0..<core[layer]).map { _ in (0..<core[layer - 1]).map { _ in large() } })
      layers.biases.append((0..<core[layer]).map { _ in hasBias ? large() : 0 })
    }
    var planted = (0..<hiddenLayers).map { _ in [Bool]() }
    for layer in 0..<hiddenLayers {
      planted[layer] = Array(repeating: false, count: core[layer + 1])
    }
    for _ in 0..<count {
      let layer = random.integer(in: 0...hiddenLayers - 1)
      let width = layers.rows[layer].count
      let model = random.integer(in: 0...core[layer + 1] - 1)
      // The neurons of the core come first.
      var row = layers.rows[layer][model]
      var bias = layers.biases[layer][model]
      // No sum of outgoing weights vanishes by chance.
      var column = layers.rows[layer + 1].map { _ in large() * 2.0.squareRoot() }
      let hasOpposite =
        activation.reflection == .odd || (activation.reflection == .complement && hasBias)
      // A constant that nothing takes is no plant.
      let kinds = Kind.allCases.filter {
        ($0 != .opposite || hasOpposite)
          && ($0 != .inactiveIn || hasBias || activation.value(at: 0) == 0)
      }
      switch kinds[random.integer(in: 0...kinds.count - 1)] {
      case .inactiveIn:
        row = row.map { _ in 0 }
        bias = hasBias ? large() : 0
      case .inactiveOut:
        row = row.map { _ in large() }
        column = column.map { _ in 0 }
      case .redundant:
        if activation.isPositivelyHomogeneous {
          let factor = Double(random.integer(in: 2...8)) / 4
          (row, bias) = (row.map { $0 * factor }, bias * factor)
        } else if activation.isPeriodic, hasBias {
          bias += Double(random.integer(in: -3...3)) * Double.pi
        }
      case .opposite: (row, bias) = (row.map { -$0 }, -bias)
      }
      row = row.map { $0 == 0 ? $0 : $0 * (1 + noise * normal()) }
      let place = random.integer(in: core[layer + 1]...width)
      layers.rows[layer].insert(row, at: place)
      layers.biases[layer].insert(bias, at: place)
      planted[layer].insert(true, at: place)
      for i in layers.rows[layer + 1].indices {
        layers.rows[layer + 1][i].insert(column[i], at: place)
      }
      // Rows that were copied before have the new entry too, so that what was planted above stays so.
      if layer + 1 < hiddenLayers {
        for i in planted[layer + 1].indices where planted[layer + 1][i] {
          layers.rows[layer + 1][i][place] = 0
        }
        for i in 0..<core[layer + 2] { layers.rows[layer + 1][i][place] = 0 }
      }
    }
    self.core = core
    let architecture = try NamedArchitecture(
      widths: [core[0]] + layers.rows.map(\.count),
      activations: Array(repeating: activation, count: hiddenLayers), hasBias: hasBias)
    network = NamedNetwork(
      architecture,
      weights: zip(layers.rows, layers.biases).flatMap { rows, biases in
        zip(rows, biases).flatMap { hasBias ? $0 + [$1] : $0 }
      })
    self.planted = planted.enumerated().flatMap { layer, flags in
      flags.indices.filter { flags[$0] }.map { (layer + 1, $0 + 1) }
    }
  }
}

/// The numerical rank of the functions of the neurons of the last hidden layer, and of 1 with biases, from their values
/// at random inputs: elimination with complete pivots, apart from the code under test.
func functionRank(
  of network: NamedNetwork, tolerance: Double, random: inout RandomSource
) -> (rank: Int, count: Int) {
  let architecture = network.architecture
  var matrix = (0..<300).map { _ in
    let input = (0..<architecture.inputCount).map { _ in
      Double(random.integer(in: -4000...4000)) / 1000
    }
    return (network.hiddenValues(at: input).last ?? []) + (architecture.hasBias ? [1] : [])
  }
  let count = matrix[0].count
  var rank = 0
  var largest = 0.0
  while rank < count {
    var best = (row: 0, column: 0, value: 0.0)
    for i in rank..<matrix.count {
      for j in rank..<count where matrix[i][j].magnitude > best.value {
        best = (i, j, matrix[i][j].magnitude)
      }
    }
    largest = max(largest, best.value)
    if best.value <= tolerance * largest { break }
    matrix.swapAt(rank, best.row)
    for i in matrix.indices { matrix[i].swapAt(rank, best.column) }
    for i in rank + 1..<matrix.count {
      let factor = matrix[i][rank] / matrix[rank][rank]
      for j in rank..<count { matrix[i][j] -= factor * matrix[rank][j] }
    }
    rank += 1
  }
  return (rank, count)
}
