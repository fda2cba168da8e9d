import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A bound on ‖f(x) − g(x)‖ for all ‖x‖ ≤ ρ, Euclidean norms, where f and g are the functions of
/// two networks.
///
/// Two derivations for polynomial networks, both proofs; the smaller value counts. All arithmetic on doubles is rounded upwards
/// (`UpperBound`), and the weights enter as exact rationals.
///
/// **Expansion.** The difference of the two networks is expanded exactly. Its part of degree k in one
/// output, Σ c_α x^α, is at most ‖x‖^k·(Σ c_α²·α!/k!)^{1/2}: write c_α x^α as
/// (c_α/√m_α)·(√m_α x^α) with m_α = k!/α! and apply the Cauchy–Schwarz inequality with
/// Σ m_α x^{2α} = ‖x‖^{2k} (the norm of Bombieri). Outputs add in squares, degrees by the triangle
/// inequality. Only for small spaces of polynomials.
///
/// **Propagation**, for two networks W, V of one architecture. Layer by layer, with Z_i ≥ |z_i| for the
/// preactivations of both and D_i ≥ |z_i(W) − z_i(V)|: in the first layer
/// D_i = ρ‖W_i − V_i‖ + |b_i − b_i′|; then |σ(z) − σ(z′)| ≤ D_i·Σ_k k|c_k|Z_i^{k−1} by the mean value
/// theorem, and W a − V a′ = W (a − a′) + (W − V) a′ gives
/// D_i ≤ Σ_j |W_ij|·|a_j − a_j′| + |W_ij − V_ij|·|a_j′| in the next layer. This sees no cancellation, so it
/// grows with every layer, but it costs only O(N).
///
/// **Slopes**, for networks with named activations: see `NamedReduction`. It is no proof, for it takes the functions of the
/// library to be accurate.
public struct DifferenceBound: Hashable, Sendable {
  /// How the bound was derived.
  public enum Derivation: String, Hashable, Sendable {
    /// The functions are equal.
    case equal
    /// From the coefficients of the difference.
    case expansion
    /// Layer by layer.
    case propagation
    /// Layer by layer, with bounds of the slopes of activations that are no polynomials.
    case slopes
  }

  /// The bound; +∞ if the arithmetic overflows.
  public let value: Double
  /// The radius ρ of the ball.
  public let radius: Double
  /// The derivation.
  public let derivation: Derivation

  /// How the bound is known; for polynomial networks it is a theorem.
  public var evidence: Evidence {
    switch derivation {
    case .equal: .proven(detail: "the networks have the same function")
    case .expansion:
      .proven(detail: "Bombieri norms of the exactly expanded difference, rounded upwards")
    case .propagation:
      .proven(detail: "the difference of the weights propagated layer by layer, rounded upwards")
    case .slopes:
      .numerical(
        detail:
          "Lipschitz constants layer by layer, rounded upwards; library functions count as accurate",
        tolerance: NamedActivation.accuracy)
    }
  }

  init(_ bound: UpperBound, radius: Double, derivation: Derivation) {
    self.init(
      value: bound.value, radius: radius, derivation: bound == .zero ? .equal : derivation)
  }

  /// A bound of 0 that holds on the ball only is no equality.
  init(value: Double, radius: Double, derivation: Derivation) {
    (self.value, self.radius, self.derivation) = (value, radius, derivation)
  }
}

extension FloatingNetwork {
  /// A bound on how much the hidden neurons add to the outputs for all ‖x‖ ≤ ρ: on the change if all weights of the last
  /// layer but its biases became zero.
  ///
  /// Distances of neurons from inactive are relative to others of their layer (`ParameterDistances`); only this shows a
  /// network that is small as a whole, in the units of its outputs. A large bound says nothing.
  ///
  /// - Parameter radius: ρ, positive and finite, else it traps.
  /// - Complexity: O(N).
  public func hiddenContributionBound(radius: Double) -> DifferenceBound {
    require(
      radius > 0 && radius.isFinite, "the radius must be positive and finite, but is \(radius)")
    let network = exact
    var weights = network.weights
    for row in 1...architecture.outputCount {
      for position in architecture.weightRange(ofLayer: architecture.layerCount, row: row) {
        weights[position] = 0
      }
    }
    do {
      let constant = try Network(architecture, weights: weights)
      return DifferenceBound(
        propagatedDifference(network, constant, radius: UpperBound(exactly: radius)),
        radius: radius, derivation: .propagation)
    } catch {
      contractViolation("a network with zeros lost weights: \(error)")
    }
  }
}
