import Networks

/// What an analysis of a network comprises, and how much work each part may take.
///
/// Budgets are steps of work (`ComputationControl`), so that equal plans give equal analyses on every machine. A
/// part that uses up its budget is incomplete or left out, and says so; the limits of the control end the whole
/// analysis.
public struct AnalysisPlan: Hashable, Sendable {
  /// A part that can be left out.
  public enum Part: Hashable, Sendable, CaseIterable {
    /// The components of the critical locus.
    case locus
    /// The diagnosis of given weights.
    case weights
    /// The polynomial map and its symbolic Jacobian.
    case expansion
    /// The components of {rank J ≤ k} for every k.
    case strata
    /// The learning coefficient at given weights.
    case learningCoefficient
    /// The learning coefficients of all kinds of subnetworks.
    case strataLearningCoefficients
    /// Singular values of the Jacobian at random points.
    case sample
    /// Runs of the gradient flow.
    case descent
    /// The loss and the critical locus on a plane of weights.
    case landscape
  }

  /// The parts; the generic rank is always one.
  public var parts: Set<Part>
  /// Fixes all randomness.
  public var seed: UInt64
  /// The most parameters for which the critical locus is enumerated.
  public var largestLocus = 24
  /// The work for the critical locus, which stays `searched` beyond it.
  public var locusSteps = 10_000_000
  /// The work for the critical locus where it is all or nothing: for networks with biases or activations that
  /// are no monomials.
  public var minorSteps = 3_000_000
  /// The largest map, in terms, that is expanded.
  public var largestExpansion = 100_000
  /// The largest number of terms of a Jacobian that is kept; of a larger one only the size is.
  public var largestJacobian = 60
  /// Whether a basis of the kernel of the Jacobian at exact weights is found.
  public var includesKernel = false
  /// The most parameters for which the rank strata are searched.
  public var largestStratification = 14
  /// The work for the rank strata.
  public var strataSteps = 1_000_000
  /// The most parameters for which learning coefficients are computed.
  public var largestLearningCoefficient = 60
  /// The work for the learning coefficient at given weights.
  public var learningCoefficientSteps = 100_000
  /// The work for the learning coefficients of all kinds of subnetworks together.
  public var strataLearningCoefficientSteps = 200_000
  /// The most types of subnetworks that have their learning coefficients listed.
  public var mostLearningCoefficients = 12
  /// The work for each of them.
  public var singleLearningCoefficientSteps = 20_000
  /// The number of random points with singular values.
  public var sampleCount = 100
  /// The work for the singular values.
  public var sampleSteps = 3_000_000
  /// The number of runs of the gradient flow.
  public var runCount = 8
  /// The most steps of a run.
  public var longestRun = 10_000
  /// The work for all runs.
  public var descentSteps = 10_000_000
  /// The number of cells of the landscape in each direction.
  public var landscapeCells = 60
  /// The work for the landscape.
  public var landscapeSteps = 2_000_000

  /// A plan of the given parts.
  public init(parts: Set<Part> = Set(Part.allCases), seed: UInt64 = 1) {
    self.parts = parts
    self.seed = seed
  }

  /// What does not need floating-point experiments: rank, locus, given weights, learning coefficients, map and Jacobian.
  public static func exact(seed: UInt64 = 1) -> AnalysisPlan {
    AnalysisPlan(
      parts: [.locus, .weights, .learningCoefficient, .strataLearningCoefficients, .expansion],
      seed: seed)
  }
}
