import AlgebraicStructures
import Computation
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
    return SubnetworkStratum(
      architecture, operations: genericOperations(of: architecture).filter(\.isCombinatorial))
  }

  /// Why the generic point is a subnetwork, also if every network is because rows have one entry.
  func genericOperations(of architecture: Architecture) -> [SubnetworkOperation] {
    guard let (weights, ideal) = genericWeights else { return [] }
    return GenericOperations(
      architecture: architecture, weights: weights, vanishes: { ideal.contains($0) }
    ).operations()
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
      return matrix.rank { ideal.contains($0) }
    }
  }
}

/// The subsets of `size` of the numbers below `count`.
func subsets(_ count: Int, _ size: Int) -> [[Int]] {
  if size == 0 { return [[]] }
  if size > count { return [] }
  return subsets(count - 1, size - 1).map { $0 + [count - 1] } + subsets(count - 1, size)
}
