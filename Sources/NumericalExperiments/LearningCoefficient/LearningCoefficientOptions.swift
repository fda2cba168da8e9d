import Networks

/// How to sample for a local learning coefficient.
public struct LearningCoefficientOptions: Hashable, Sendable {
  /// How the neighbourhood of the point is sampled.
  public enum Sampler: String, Hashable, Sendable, CaseIterable {
    /// Multilevel splitting: the volumes of {K ≤ ε} for ever smaller ε, in a cube around the point.
    case splitting
    /// Replica exchange between many β, each moved by MALA, with an extrapolation to β = ∞.
    case tempering
    /// The Metropolis-adjusted Langevin algorithm at two β.
    case mala
    /// Langevin dynamics without correction at two β, as in the literature (E. Lau et al., *The local
    /// learning coefficient*, arXiv 2308.12108), with the exact gradient in place of minibatches: biased
    /// by its step size.
    case sgld
    /// Langevin dynamics without correction at two β with steps scaled by the inverse root of the mean squared gradient of
    /// each coordinate, as RMSProp has them, kept fixed after the warm-up (C. Li et al., *Preconditioned stochastic gradient
    /// Langevin dynamics*, AAAI 2016); with the gradients of mini-batches where a batch size is given. Half of the draws use
    /// half the step, and the limit of small steps is extrapolated.
    case psgld
    /// Hamiltonian Monte Carlo at two β, with adapted step size and scales: for larger models.
    case hamiltonian

    /// Particles of a population of splitting, or draws of a chain, where the options do not say.
    public var defaultDraws: Int {
      switch self {
      case .splitting: 800
      case .tempering, .mala, .sgld, .psgld: 10_000
      case .hamiltonian: 4_000
      }
    }
  }

  /// The sampler.
  public var sampler = Sampler.splitting
  /// The largest β; splitting has none.
  public var inverseTemperature = 1e8
  /// γ: the neighbourhood has the radius 1/√γ, sharply for splitting and as the standard deviation of a normal
  /// prior for the others; `nil` for a tenth of the smallest nonzero coordinate of the point, or 1 at the
  /// origin.
  public var localization: Double?
  /// Independent populations or chains, at least 4.
  public var chains = 8
  /// Particles of each population, or draws of each chain that are kept; `nil` for the default of the sampler.
  public var draws: Int?
  /// Draws of each chain before, which are dropped; `nil` for a third of the draws.
  ///
  /// Step sizes are adapted during the first ones.
  public var burnIn: Int?
  /// Langevin steps between two draws.
  public var stepsPerDraw = 4
  /// The most leapfrog steps of a Hamiltonian move: each takes a random number up to it.
  public var leapfrogSteps = 16
  /// The samples of each gradient of `psgld`, for a potential on data; `nil` for all.
  public var batchSize: Int?
  /// The step size of SGLD, relative to 1/(β·curvature): the others adapt theirs.
  public var stepSize = 0.1
  /// Sweeps of moves over a population between two levels of splitting.
  public var sweepsPerLevel = 15
  /// The number of levels after which splitting ends once log(1/ε) has come to 64; more tell multiplicities apart.
  public var levels = 200
  /// The relative precision of the point: splitting stops where changes of the coordinates by it matter.
  ///
  /// 2⁻⁴⁶, a few roundings of a double, is right for exact coordinates.
  public var relativePrecision = 0x1p-46

  /// Splitting in a neighbourhood chosen by the point.
  public init() {}

  /// The draws in use.
  public var drawCount: Int { draws ?? sampler.defaultDraws }

  /// The γ in use at a point.
  public func localization(at center: [Double]) -> Double {
    if let localization { return localization }
    let scale = center.lazy.map(abs).filter { $0 > 0 }.min() ?? 10
    return 100 / (scale * scale)
  }
}

extension LearningCoefficientOptions {
  /// The most nodes of the population loss of an architecture that is sampled: ten million parameters times
  /// nodes, since chains evaluate the loss hundreds of thousands of times.
  package static func maximumNodes(for architecture: Architecture) -> Int {
    10_000_000 / max(architecture.parameterCount, 1)
  }
}
