/// How to sample for a local learning coefficient.
public struct LearningCoefficientOptions: Hashable, Sendable {
  /// A sampler of the tempered posterior exp(−βK(w) − γ|w − w*|²/2).
  public enum Sampler: String, Hashable, Sendable, CaseIterable {
    /// Replica exchange between many β, each moved by MALA, with an extrapolation to β = ∞.
    case tempering
    /// The Metropolis-adjusted Langevin algorithm at one β.
    case mala
    /// Langevin dynamics without correction at one β, as in the literature (E. Lau et al., *The local
    /// learning coefficient*, arXiv 2308.12108), with the exact gradient in place of minibatches: biased
    /// by its step size.
    case sgld
  }

  /// The sampler.
  public var sampler = Sampler.tempering
  /// The largest β.
  public var inverseTemperature = 1e8
  /// γ: draws stay within about 1/√γ of the point.
  public var localization = 1.0
  /// Independent chains, at least 2.
  public var chains = 8
  /// Draws of each chain that are kept.
  public var draws = 10_000
  /// Draws of each chain before, which are dropped; step sizes are adapted during the first ones.
  public var burnIn = 3_000
  /// Langevin steps between two draws.
  public var stepsPerDraw = 4
  /// The step size of SGLD, relative to 1/(β·curvature): the others adapt theirs.
  public var stepSize = 0.1

  /// Replica exchange up to β = 10⁸.
  public init() {}
}
