import Computation
import Networks

/// What a network with named activations shows about inactive, redundant and dependent neurons at its weights.
///
/// Everything is `numerical`.
public struct NamedDiagnosis: Sendable {
  /// A reduction at one tolerance.
  public struct Step: Hashable, Sendable {
    /// The tolerance.
    public let tolerance: Double
    /// The widths that are left.
    public let widths: [Int]
    /// The steps.
    public let operations: [ReductionOperation]
    /// At least the change of the function on the ball.
    public let bound: Double
  }

  /// The network.
  public let network: NamedNetwork
  /// The distances from all inactive neurons, and between nearest neurons; `nil` if a limit came before.
  public private(set) var distances: NamedDistances?
  /// The tolerance that decides, with its origin; `nil` in the same case.
  public private(set) var tolerance: ToleranceChoice?
  /// All hidden neurons in the order of layers, at the tolerance; empty if a limit came before.
  public private(set) var neurons: [NumericalNeuron] = []
  /// The reduction at the tolerance; `nil` if a limit came before.
  public private(set) var reduction: NamedReduction?
  /// How much the function of the reduced network was found to differ at sampled inputs; `nil` if a limit came before.
  public private(set) var sampledDifference: SampledDifference?
  /// Reductions at 10⁻¹², 10⁻¹¹, …, 10⁻¹; fewer if a limit came before.
  public private(set) var sweep: [Step] = []
  /// The radius of the ball of inputs for error bounds.
  public let radius: Double
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public private(set) var stop: ComputationStopped?

  /// Whether some hidden neuron is inactive, redundant or dependent at the tolerance; `nil` where a limit came before.
  public var isSubnetwork: Bool? {
    reduction.map { reduction in
      neurons.contains { $0.state != .active } || !reduction.operations.isEmpty
    }
  }

  /// Diagnoses a network; a limit leaves out what comes after it and is kept in `stop`.
  ///
  /// - Parameter network: The network as it came out of training.
  /// - Parameter tolerance: The relative distance up to which neurons count as inactive or redundant, in
  ///   0 ..< 1; `nil` chooses it by the gap in the distances (`ToleranceChoice`).
  /// - Parameter radius: The radius of the ball of inputs for error bounds, positive and finite.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  public init(
    of network: NamedNetwork, tolerance: Double? = nil, radius: Double = 1, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) {
    self.network = network
    self.radius = radius
    self.seed = seed
    do throws(ComputationStopped) {
      if let limit = NamedDistances.limit(of: network.architecture) { throw limit }
      try compute(tolerance, control)
    } catch {
      stop = error
    }
  }

  private mutating func compute(
    _ given: Double?, _ control: ComputationControl
  ) throws(ComputationStopped) {
    let distances = try NamedDistances(of: network, control: control)
    self.distances = distances
    let choice = ToleranceChoice(given, distances: distances, type: network.type)
    tolerance = choice
    neurons = try NumericalNeuron.all(
      of: network, distances: distances, tolerance: choice.value, control: control)
    let found = try reduceNamed(
      network, tolerance: choice.value, radius: radius, control: control)
    reduction = found
    try control.checkpoint()
    sampledDifference = found.sampledDifference(seed: seed)
    for tolerance in NumericalDiagnosis.sweepTolerances {
      let reduced = try reduceNamed(
        network, tolerance: tolerance, radius: radius, control: control)
      sweep.append(
        Step(
          tolerance: tolerance, widths: reduced.reduced.architecture.widths,
          operations: reduced.operations, bound: reduced.error.value))
    }
  }
}
