import Computation
import CriticalLoci
import Networks

/// What floating-point weights show about inactive and redundant neurons and the rank of the Jacobian.
public struct NumericalDiagnosis: Sendable {
  /// The network.
  public let network: FloatingNetwork
  /// The distances from all inactive and redundant configurations.
  public let distances: ParameterDistances
  /// The tolerance that decides, with its origin.
  public let tolerance: ToleranceChoice
  /// All hidden neurons in the order of layers, at the tolerance.
  public let neurons: [NumericalNeuron]
  /// The reduction at the tolerance; `nil` if a limit came before.
  public private(set) var reduction: NumericalReduction?
  /// How much the function of the reduced network was found to differ at sampled inputs; `nil` if a limit came
  /// before.
  public private(set) var sampledDifference: SampledDifference?
  /// The same at 10⁻¹², 10⁻¹¹, …, 10⁻¹; fewer if a limit came before.
  public private(set) var sweep: [ToleranceStep] = []
  /// The exact generic rank; `nil` for networks beyond `spectrumLimit` and if a limit came before.
  public private(set) var genericRank: GenericRank?
  /// The singular values of the Jacobian; `nil` in the same cases, and if a derivative overflows.
  public private(set) var spectrum: JacobianSpectrum?
  /// The rank that the singular values show at the tolerance; `nil` in the same cases.
  public private(set) var rank: RankDiagnosis?
  /// What kept the singular values from being computed, if the network is too large for them.
  public let spectrumLimit: ComputationStopped?
  /// The radius of the ball of inputs for error bounds.
  public let radius: Double
  /// How much all hidden neurons together add to the outputs on that ball, at most: what relative distances do not show.
  public let hiddenContribution: DifferenceBound
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public private(set) var stop: ComputationStopped?

  /// Whether some hidden neuron is inactive or redundant at the tolerance, or the reduction drops one for
  /// another reason: neurons of linear layers whose weights are exactly dependent.
  public var isSubnetwork: Bool {
    neurons.contains { $0.state != .active } || reduction?.operations.isEmpty == false
  }

  /// The states of the neurons at the tolerance as operations, each set of redundant neurons once.
  public var conditions: [SubnetworkOperation] {
    subnetworkOperations(
      of: neurons.map {
        (
          $0.distances.layer, $0.distances.index, $0.state,
          $0.redundantWith.map { ($0.index, $0.factor == -1) }
        )
      }, in: network.architecture)
  }

  /// Whether the numerical rank is smaller than the generic rank; `nil` where it is not known.
  public var isCritical: Bool? {
    guard let rank = rank?.rank, let genericRank else { return nil }
    return rank < genericRank.dimension
  }

  /// The tolerances of `sweep`.
  public static let sweepTolerances: [Double] = [
    1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1,
  ]

  /// Diagnoses a network with floating-point weights; a limit leaves out what comes after it and is kept in
  /// `stop`.
  ///
  /// - Parameter network: The network as it came out of training.
  /// - Parameter known: The generic rank, if it is known already.
  /// - Parameter tolerance: The relative distance up to which neurons count as inactive or redundant, in
  ///   0 ..< 1; `nil` chooses it by the gap in the distances (`ToleranceChoice`).
  /// - Parameter radius: The radius of the ball of inputs for error bounds, positive and finite.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  public init(
    of network: FloatingNetwork, genericRank known: GenericRank? = nil, tolerance: Double? = nil,
    radius: Double = 1, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) {
    self.network = network
    self.radius = radius
    self.seed = seed
    hiddenContribution = network.hiddenContributionBound(radius: radius)
    distances = ParameterDistances(of: network)
    self.tolerance =
      ToleranceChoice(tolerance, distances: distances, type: network.type)
    neurons = NumericalNeuron.all(at: distances, tolerance: self.tolerance.value)
    spectrumLimit = JacobianSpectrum.limit(of: network.architecture)
    do throws(ComputationStopped) {
      try compute(known, control)
    } catch {
      stop = error
    }
  }

  private mutating func compute(
    _ known: GenericRank?, _ control: ComputationControl
  ) throws(ComputationStopped) {
    let step = try reduce(at: tolerance.value, control)
    reduction = step.reduction
    sampledDifference = try step.reduction.sampledDifference(seed: seed, control: control)
    for tolerance in NumericalDiagnosis.sweepTolerances {
      sweep.append(try reduce(at: tolerance, control))
    }
    if spectrumLimit != nil { return }
    let generic = try network.architecture.genericRank(known: known, seed: seed, control: control)
    genericRank = generic
    stop = generic.stopped
    try control.checkpoint()
    let bound =
      generic.evidence.isProven
      ? generic.dimension : dimensionBound(of: network.architecture).value
    spectrum = try JacobianSpectrum.of(
      network, rankAtMost: bound, seed: seed, control: control)
    guard let spectrum else { return }
    rank = try rank(of: step.reduction, spectrum, generic.dimension, control)
    // Equal steps in a row have the same nearest subnetwork.
    var previous = step.reduction
    var known = rank
    for k in sweep.indices {
      if sweep[k].reduction.operations != previous.operations {
        previous = sweep[k].reduction
        known = try rank(of: previous, spectrum, generic.dimension, control)
      }
      sweep[k].rank = known
    }
  }

  private func reduce(
    at tolerance: Double, _ control: ComputationControl
  ) throws(ComputationStopped) -> ToleranceStep {
    ToleranceStep(
      reduction: try reduceNumerically(
        network, tolerance: tolerance, radius: radius, control: control))
  }

  private func rank(
    of reduction: NumericalReduction, _ spectrum: JacobianSpectrum, _ genericRank: Int,
    _ control: ComputationControl
  ) throws(ComputationStopped) -> RankDiagnosis {
    var subnetworks: [Network] = []
    if !reduction.operations.isEmpty {
      for isolating in [false, true] {
        let point = nearestSubnetwork(
          of: network, tolerance: reduction.tolerance, isolating: isolating)
        if point != subnetworks.last { subnetworks.append(point) }
      }
    }
    try control.checkpoint()
    return try RankDiagnosis.of(
      spectrum, genericRank: genericRank, subnetworks: subnetworks, seed: seed, control: control)
  }
}
