import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The part of the proof for a chart with W₁ = I by the network without its first layer.
///
/// Let d₁ = d₀, W₁ = I, r = r₁ ≥ 3 and f(x) = g(x₁^r, …, x_{d₀}^r). The derivatives by later weights are
/// those of g at x^r, with exponents divisible by r; so is x_i^r·∂_i g, which is a combination of them by
/// Euler's relation. The derivative by W₁[i,j], j ≠ i, is r·x_i^(r−1)·x_j·∂_i g, and no two of these share
/// their exponents modulo r. So rank J = rank J_g + (d₀ − 1)·#{i : ∂_i g ≠ 0}, and rank J ≤ k only where
/// rank J_g ≤ k − d₀·(d₀ − 1) or some ∂_i g vanishes.
public struct PeelingProof: Sendable {
  /// The bound k − d₀·(d₀ − 1) for the rank of J_g, whose locus, with any W₁, is known and proven complete.
  public let innerBound: Int
  /// For each i where ∂_i g = 0 and rank J ≤ k.
  public let loci: [RankLocus<RationalField>]
}

extension Architecture {
  /// The network without its first layer where peeling applies: d₁ = d₀ ≥ 2 and r₁ ≥ 3.
  var peeled: Architecture? {
    guard layerCount >= 3, widths[0] == widths[1], widths[0] >= 2, degrees[0] >= 3 else {
      return nil
    }
    return try? Architecture(
      widths: Array(widths.dropFirst()), activations: Array(activations.dropFirst()))
  }

  /// The part of the rank of J that peeling adds where all inputs of the inner network count.
  var peeledRank: Int { widths[0] * (widths[0] - 1) }
}

extension Chart {
  /// Whether W₁ = I in all normal forms, so that peeling applies.
  var isPeelable: Bool {
    architecture.peeled != nil && shape.inputRank == architecture.inputCount
  }

  /// For each input of the inner network the coefficients of the derivative by it.
  func innerDerivatives(
    control: ComputationControl
  ) throws(ComputationStopped) -> [[Polynomial<RationalField>]] {
    guard let inner = architecture.peeled else { return [] }
    // ∂g/∂W₂[k,i] = u_i·(∂g/∂v_k) and ∂_i g = Σ_k W₂[k,i]·(∂g/∂v_k) for the sums v_k of layer 2.
    let offset = architecture.layerOffset(2)
    let columns = try SymbolicNetwork(
      inner, weights: Array(weights[offset...]), ring: ring
    ).derivatives(control: control)
    return (0..<inner.inputCount).map { input in
      var sum: CoefficientColumns.Column = [:]
      for row in 1...inner.widths[1] {
        let position = inner.parameterIndex(layer: 1, row: row, column: input + 1)
        for (key, coefficient) in columns[position] {
          sum[key] = (sum[key] ?? ring.zero) + coefficient * weights[offset + position]
        }
      }
      return sum.values.filter { !$0.isZero }.sorted { $0.description < $1.description }
    }
  }
}
