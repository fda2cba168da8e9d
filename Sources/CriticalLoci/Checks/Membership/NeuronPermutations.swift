import AlgebraicStructures
import ExactArithmetic
import Networks

extension Architecture {
  /// The number of ways to renumber the neurons of all hidden layers: Π dₗ!.
  var neuronPermutationCount: Integer {
    widths.dropFirst().dropLast().reduce(Integer.one) { product, width in
      (1...width).reduce(product) { $0 * Integer($1) }
    }
  }

  /// All renumberings of hidden neurons as maps of parameters: parameter i becomes number `images[i]`.
  ///
  /// The identity comes first.
  /// - Throws: `sizeLimit` if there are more than `maximumCount`.
  func neuronPermutations(
    maximumCount: Int = 100_000
  ) throws(ComputationStopped) -> [[Int]] {
    let count = neuronPermutationCount
    if count > Integer(maximumCount) {
      throw .sizeLimit(
        what: "the number of permutations of hidden neurons", needed: "\(count)",
        limit: maximumCount)
    }
    var choices: [[[Int]]] = [[]]
    for width in widths.dropFirst().dropLast() {
      let images = permutations(of: width)
      choices = choices.flatMap { choice in images.map { choice + [$0] } }
    }
    return choices.map { parameterImages(of: $0) }
  }

  /// Where parameters move when neuron i (from 0) of hidden layer ℓ becomes `images[ℓ − 1][i]`.
  private func parameterImages(of images: [[Int]]) -> [Int] {
    func image(_ layer: Int, _ neuron: Int) -> Int {
      layer >= 1 && layer < layerCount ? images[layer - 1][neuron - 1] + 1 : neuron
    }
    var result = [Int](repeating: 0, count: parameterCount)
    for layer in 1...layerCount {
      for row in 1...widths[layer] {
        for column in 1...widths[layer - 1] {
          result[parameterIndex(layer: layer, row: row, column: column)] = parameterIndex(
            layer: layer, row: image(layer, row), column: image(layer - 1, column))
        }
        if hasBias {
          result[biasIndex(layer: layer, row: row)] = biasIndex(
            layer: layer, row: image(layer, row))
        }
      }
    }
    return result
  }
}

/// All permutations of the numbers below `count` in lexicographic order.
private func permutations(of count: Int) -> [[Int]] {
  if count == 0 { return [[]] }
  return (0..<count).flatMap { first in
    permutations(of: count - 1).map { rest in [first] + rest.map { $0 >= first ? $0 + 1 : $0 } }
  }
}
