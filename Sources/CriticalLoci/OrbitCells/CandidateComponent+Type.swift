import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CandidateComponent {
  /// The smallest stratum of subnetworks that contains the set: the inactive and redundant neurons at its
  /// generic point, decided exactly.
  func stratum(of architecture: Architecture) -> SubnetworkStratum {
    if case .stratum(let stratum) = source { return stratum }
    return SubnetworkStratum(architecture, operations: genericOperations(of: architecture))
  }

  /// The inactive neurons and redundant pairs at the generic point, also those that are so in every network
  /// because their rows have one entry.
  func genericOperations(of architecture: Architecture) -> [SubnetworkOperation] {
    guard let (weights, ideal) = genericWeights else { return [] }
    return architecture.operations(of: weights) { ideal.contains($0) }
  }
}

extension Architecture {
  /// The inactive and redundant neurons of weights in a ring, given which elements count as zero.
  fileprivate func operations(
    of weights: [Polynomial<RationalField>], vanishes: (Polynomial<RationalField>) -> Bool
  ) -> [SubnetworkOperation] {
    func row(_ layer: Int, _ neuron: Int) -> [Polynomial<RationalField>] {
      weightRange(ofLayer: layer, row: neuron).map { weights[$0] }
    }
    var operations: [SubnetworkOperation] = []
    for layer in 1..<layerCount {
      let neurons = 1...widths[layer]
      let isZeroRow = neurons.map { row(layer, $0).allSatisfy(vanishes) }
      for neuron in neurons {
        if isZeroRow[neuron - 1] { operations.append(.inactiveIn(layer: layer, neuron: neuron)) }
        let column = (1...widths[layer + 1]).map { row(layer + 1, $0)[neuron - 1] }
        if column.allSatisfy(vanishes) {
          operations.append(.inactiveOut(layer: layer, neuron: neuron))
        }
        for other in neurons
        where other > neuron && !isZeroRow[neuron - 1] && !isZeroRow[other - 1] {
          let (a, b) = (row(layer, neuron), row(layer, other))
          let proportional = a.indices.allSatisfy { i in
            a.indices.allSatisfy { j in i >= j || vanishes(a[i] * b[j] - a[j] * b[i]) }
          }
          if proportional { operations.append(.redundant(layer: layer, neurons: [neuron, other])) }
        }
      }
    }
    return operations
  }
}

extension CandidateComponent {
  /// The ranks of W₁, …, W_L at the generic point.
  func matrixRanks(of architecture: Architecture) -> [Int] {
    guard let (weights, ideal) = genericWeights else { return [] }
    return (1...architecture.layerCount).map { layer in
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let matrix = Matrix(
        ring: ideal.ring, rowCount: rows, columnCount: columns,
        elements: architecture.parameterRange(ofLayer: layer).map {
          ideal.normalForm(of: weights[$0])
        })
      var rank = 0
      while rank < min(rows, columns),
        matrix.someMinor(size: rank + 1, where: { !ideal.contains($0) })
      {
        rank += 1
      }
      return rank
    }
  }
}

extension Matrix where R == PolynomialRing<RationalField> {
  /// Whether some minor of the given size has a property.
  fileprivate func someMinor(
    size: Int, where property: (Polynomial<RationalField>) -> Bool
  ) -> Bool {
    subsets(rowCount, size).contains { rows in
      subsets(columnCount, size).contains { columns in
        property(submatrix(rows: rows, columns: columns).fractionFreeDeterminant())
      }
    }
  }
}

/// The subsets of `size` of the numbers below `count`.
func subsets(_ count: Int, _ size: Int) -> [[Int]] {
  if size == 0 { return [[]] }
  if size > count { return [] }
  return subsets(count - 1, size - 1).map { $0 + [count - 1] } + subsets(count - 1, size)
}
