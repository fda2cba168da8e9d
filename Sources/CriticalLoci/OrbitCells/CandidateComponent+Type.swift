import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CellPiece {
  /// The smallest stratum of subnetworks that contains the piece: the inactive and redundant neurons at
  /// its generic point, decided exactly.
  var stratum: SubnetworkStratum {
    let architecture = cell.architecture
    func vanishes(_ f: Polynomial<RationalField>) -> Bool { prime.basis.contains(f) }
    func row(_ layer: Int, _ neuron: Int) -> [Polynomial<RationalField>] {
      architecture.weightRange(ofLayer: layer, row: neuron).map { cell.weights[$0] }
    }
    var operations: [SubnetworkOperation] = []
    for layer in 1..<architecture.layerCount {
      let neurons = 1...architecture.widths[layer]
      let isZeroRow = neurons.map { row(layer, $0).allSatisfy(vanishes) }
      for neuron in neurons {
        if isZeroRow[neuron - 1] { operations.append(.inactiveIn(layer: layer, neuron: neuron)) }
        let column = (1...architecture.widths[layer + 1]).map { row(layer + 1, $0)[neuron - 1] }
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
    return SubnetworkStratum(architecture, operations: operations)
  }

  /// The ranks of W₁, …, W_L at the generic point.
  var matrixRanks: [Int] {
    let architecture = cell.architecture
    return (1...architecture.layerCount).map { layer in
      let range = architecture.parameterRange(ofLayer: layer)
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let entries = range.map { prime.basis.normalForm(of: cell.weights[$0]) }
      let matrix = Matrix(
        ring: cell.ring, rowCount: rows, columnCount: columns, elements: entries)
      var rank = 0
      while rank < min(rows, columns),
        matrix.someMinor(size: rank + 1, where: { !prime.basis.contains($0) })
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
