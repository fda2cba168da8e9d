import AlgebraicStructures
import Computation

extension SubnetworkStratum {
  /// The image under renumbering the neurons of the hidden layers.
  ///
  /// - Parameter permutations: One list for each hidden layer: neuron i + 1 becomes number
  ///   `permutations[ℓ − 1][i]` + 1. Anything but permutations traps.
  public func permuted(_ permutations: [[Int]]) -> SubnetworkStratum {
    require(
      permutations.count == layers.count,
      "\(permutations.count) permutations for \(layers.count) hidden layers")
    for (layer, images) in zip(layers, permutations) {
      require(
        images.sorted() == Array(0..<layer.width),
        "\(images) is no permutation of the numbers below \(layer.width)")
    }
    return SubnetworkStratum(
      architecture, layers: zip(layers, permutations).map { $0.permuted($1) })
  }

  /// The representative of the orbit under permutations of hidden neurons and, where an activation is even or
  /// odd about its center, reflections of neurons, which make opposite rows equal: of two strata with
  /// images in common the representatives are equal.
  ///
  /// Large classes come first, then zero rows, then zero columns, then the other neurons.
  public func canonical() -> SubnetworkStratum {
    SubnetworkStratum(architecture, layers: layers.map { $0.reflected.canonical() })
  }
}

extension StratumLayer {
  fileprivate func canonical() -> StratumLayer {
    let classOfNeuron = classOfNeuron
    func unused(_ members: [Int]) -> Int { members.count { isZeroColumn[$0] } }
    let groups =
      classes.sorted { ($0.count, unused($0)) > ($1.count, unused($1)) }
      + [(true, true), (true, false), (false, true), (false, false)].map { row, column in
        (0..<width).filter {
          classOfNeuron[$0] == nil && isZeroRow[$0] == row && isZeroColumn[$0] == column
        }
      }
    var images = [Int](repeating: 0, count: width)
    var next = 0
    for group in groups {
      for neuron in group.filter({ isZeroColumn[$0] }) + group.filter({ !isZeroColumn[$0] }) {
        images[neuron] = next
        next += 1
      }
    }
    return permuted(images)
  }
}
