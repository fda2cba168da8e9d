import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// A permutation of the neurons of every hidden layer: neuron i of layer ℓ moves to
/// `images[ℓ − 1][i]`, counted from 0.
package typealias NeuronPermutation = [[Int]]

/// The permutations of hidden neurons that preserve the given blocks of every hidden layer.
///
/// - Parameter limit: The most permutations. A layer that would exceed it is left fixed, so the result
///   always is a group, but then not the whole one.
package func neuronPermutations(blocks: [[[Int]]], limit: Int) -> (
  group: [NeuronPermutation], isWhole: Bool
) {
  var group: [NeuronPermutation] = [[]]
  var isWhole = true
  for layer in blocks {
    let width = layer.reduce(0) { $0 + $1.count }
    var count = group.count
    for block in layer {
      for factor in stride(from: 2, through: block.count, by: 1) {
        count = count > limit ? count : count * factor
      }
    }
    var choices = [Array(0..<width)]
    if count > limit {
      isWhole = false
    } else {
      for block in layer {
        choices = choices.flatMap { choice in
          arrangements(of: block).map { arrangement in
            var image = choice
            for (from, to) in zip(block, arrangement) { image[from] = to }
            return image
          }
        }
      }
    }
    group = group.flatMap { element in choices.map { element + [$0] } }
  }
  return (group, isWhole)
}

extension Architecture {
  /// All permutations of hidden neurons, or a subgroup if they are more than `limit`.
  func hiddenPermutations(limit: Int) -> (group: [NeuronPermutation], isWhole: Bool) {
    neuronPermutations(
      blocks: widths.dropFirst().dropLast().map { [Array(0..<$0)] }, limit: limit)
  }

  /// For each parameter the position that the permutation moves it to.
  func parameterPositions(under permutation: NeuronPermutation) -> [Int] {
    var positions: [Int] = []
    for layer in 1...layerCount {
      for row in 0..<widths[layer] {
        let newRow = layer < layerCount ? permutation[layer - 1][row] : row
        for column in 0..<widths[layer - 1] {
          let newColumn = layer > 1 ? permutation[layer - 2][column] : column
          positions.append(
            parameterIndex(layer: layer, row: newRow + 1, column: newColumn + 1))
        }
        if hasBias { positions.append(biasIndex(layer: layer, row: newRow + 1)) }
      }
    }
    return positions
  }
}

extension Architecture {
  /// All permutations of hidden neurons, the identity first.
  ///
  /// - Throws: `sizeLimit` if there are more than `maximumCount`.
  func allHiddenPermutations(
    maximumCount: Int = 100_000
  ) throws(ComputationStopped) -> [NeuronPermutation] {
    let (group, isWhole) = hiddenPermutations(limit: maximumCount)
    if !isWhole {
      throw .sizeLimit(
        what: "the number of permutations of hidden neurons", needed: "more", limit: maximumCount)
    }
    return group
  }

  /// The weights, in parameter order, of the network with permuted neurons.
  func permuted<Value>(_ weights: [Value], by permutation: NeuronPermutation) -> [Value] {
    var result = weights
    for (from, to) in parameterPositions(under: permutation).enumerated() {
      result[to] = weights[from]
    }
    return result
  }
}

extension NeuronPermutation {
  /// The permutation that applies the other one first.
  func following(_ first: NeuronPermutation) -> NeuronPermutation {
    zip(self, first).map { later, earlier in earlier.map { later[$0] } }
  }

  /// The inverse permutation.
  var inverse: NeuronPermutation {
    map { images in
      var inverse = images
      for (from, to) in images.enumerated() { inverse[to] = from }
      return inverse
    }
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The image under a permutation of the variables, given by their new positions.
  func permuted(_ positions: [Int]) -> Polynomial {
    VariableMap(from: ring, to: ring, positions: positions)(self)
  }
}

/// All orders of the given items, the given one first.
private func arrangements(of items: [Int]) -> [[Int]] {
  if items.isEmpty { return [[]] }
  return items.indices.flatMap { index in
    var rest = items
    let first = rest.remove(at: index)
    return arrangements(of: rest).map { [first] + $0 }
  }
}
