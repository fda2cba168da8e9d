import AlgebraicStructures
import Computation

/// The intermediate values of one evaluation: what the forward pass leaves for the backward pass.
///
/// Reuse one workspace for many points; evaluation then allocates nothing. Made by
/// `NetworkEvaluator.makeWorkspace()` and only useful with evaluators of the same architecture.
///
/// With z_ℓ = W_ℓ a_{ℓ−1} (+ b_ℓ), a_ℓ = σ_ℓ(z_ℓ) and f = z_L, the gradient of Σ c_k f_k with respect
/// to W_ℓ is the outer product δ_ℓ ⊗ a_{ℓ−1} with δ_ℓ = ∂(Σ c_k f_k)/∂z_ℓ. The two factors are
/// `cotangents[ℓ − 1]` and `activations[ℓ − 1]`.
@frozen
public struct NetworkWorkspace<R: Ring>: Sendable {
  /// `activations[ℓ]` is a_ℓ for ℓ = 0, …, L − 1, where a₀ is the input; with biases a constant 1
  /// follows, so that it is exactly what a row of layer ℓ + 1, bias included, multiplies.
  public var activations: [[R.Element]]
  /// `slopes[ℓ − 1]` is σ_ℓ′(z_ℓ) for the hidden layers ℓ = 1, …, L − 1.
  public var slopes: [[R.Element]]
  /// The outputs f = z_L.
  public var output: [R.Element]
  /// `cotangents[ℓ − 1]` is δ_ℓ for ℓ = 1, …, L, after a backward pass.
  public var cotangents: [[R.Element]]

  @usableFromInline
  init(_ architecture: Architecture, ring: R) {
    let constant = architecture.hasBias ? [ring.one] : []
    let widths = architecture.widths
    func zeros(_ count: Int) -> [R.Element] { Array(repeating: ring.zero, count: count) }
    activations = widths.dropLast().map { zeros($0) + constant }
    slopes = widths.dropFirst().dropLast().map(zeros)
    output = zeros(architecture.outputCount)
    cotangents = widths.dropFirst().map(zeros)
  }
}
