import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

extension Network {
  /// Weights with the same learning coefficient and more zeros and ones.
  ///
  /// Invertible linear maps of the inputs make W_1 column reduced, and of the outputs, without biases, W_L row reduced;
  /// scaling a hidden neuron with a monomial activation makes the first weight of its row 1. The outgoing weights of a
  /// neuron without incoming ones can be multiplied by any positive number, and for odd degrees by any but 0. Each of these changes the
  /// coefficients of f_W − f_{W*} by an invertible linear map, at weights that an invertible map takes to the old ones.
  package var normalForm: Network {
    let layers = architecture.layerCount
    var matrices = self.matrices
    var biases = self.biases
    matrices[0] = transposed(reduced(transposed(matrices[0])))
    for layer in 1..<max(layers, 1) where architecture.activations[layer - 1].isMonomial {
      let degree = architecture.activations[layer - 1].degree
      for neuron in matrices[layer - 1].indices {
        let row = matrices[layer - 1][neuron] + (biases.map { [$0[layer - 1][neuron]] } ?? [])
        guard let first = row.first(where: { !$0.isZero }) else {
          let column = matrices[layer].map { $0[neuron] }
          guard let weight = column.first(where: { !$0.isZero }) else { continue }
          let size = degree.isMultiple(of: 2) && weight.isNegative ? -weight : weight
          for output in matrices[layer].indices {
            matrices[layer][output][neuron] = matrices[layer][output][neuron] / size
          }
          continue
        }
        matrices[layer - 1][neuron] = matrices[layer - 1][neuron].map { $0 / first }
        if let bias = biases?[layer - 1][neuron] { biases?[layer - 1][neuron] = bias / first }
        let power = first.power(degree)
        for output in matrices[layer].indices {
          matrices[layer][output][neuron] = matrices[layer][output][neuron] * power
        }
      }
    }
    if biases == nil, layers > 1 { matrices[layers - 1] = reduced(matrices[layers - 1]) }
    do {
      if let biases { return try Network(architecture, matrices: matrices, biases: biases) }
      return try Network(architecture, matrices: matrices)
    } catch {
      contractViolation("weights of the same shapes are refused: \(error)")
    }
  }

  private func reduced(_ rows: [[Rational]]) -> [[Rational]] {
    let echelon = Matrix(ring: RationalField(), rows: rows).reducedRowEchelonForm()
    let zero = [Rational](repeating: 0, count: rows[0].count)
    return rows.indices.map { $0 < echelon.rank ? echelon.matrix.rows[$0] : zero }
  }

  private func transposed(_ rows: [[Rational]]) -> [[Rational]] {
    rows[0].indices.map { column in rows.map { $0[column] } }
  }
}
