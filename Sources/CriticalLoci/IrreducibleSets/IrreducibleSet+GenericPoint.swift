import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension IrreducibleSet {
  /// Generic weights, as polynomials modulo a prime ideal of their ring: every closed set stable under the
  /// symmetries that contains them contains this set.
  var genericPoint: (weights: [Polynomial<RationalField>], ideal: GroebnerBasis<RationalField>)? {
    if case .orbit(let piece) = origin { return (piece.chart.weights, piece.prime.basis) }
    return ideal.map { ($0.ring.generators, $0) }
  }

  /// The inactive and redundant neurons at the generic point, decided exactly; also what makes every network a
  /// subnetwork because rows have one entry.
  var operations: [SubnetworkOperation] {
    if case .stratum(let stratum) = origin, !stratum.operations.isEmpty {
      return stratum.operations
    }
    guard let (weights, ideal) = genericPoint else { return [] }
    return GenericOperations(
      architecture: architecture, weights: weights, vanishes: { ideal.contains($0) }
    ).operations()
  }

  /// The ranks of W₁, …, W_L at the generic point.
  var matrixRanks: [Int] {
    guard let (weights, ideal) = genericPoint else { return [] }
    return (1...architecture.layerCount).map { layer in
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let matrix = Matrix(
        ring: ideal.ring, rowCount: rows, columnCount: columns,
        elements: (1...rows).flatMap { architecture.weightRange(ofLayer: layer, row: $0) }
          .map { ideal.normalForm(of: weights[$0]) })
      return matrix.rank { ideal.contains($0) }
    }
  }
}
