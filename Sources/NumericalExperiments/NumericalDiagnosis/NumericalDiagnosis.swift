import AlgebraicStructures
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
  /// The reduction at the tolerance.
  public let reduction: NumericalReduction
  /// The reductions at 10⁻¹², 10⁻¹¹, …, 10⁻¹.
  public let sweep: [NumericalReduction]
  /// The singular values of the Jacobian; `nil` if the network is too large (`JacobianSpectrum`).
  public let spectrum: JacobianSpectrum?
  /// The exact generic rank.
  public let genericRank: GenericRank
  /// The seed of all randomness.
  public let seed: UInt64

  /// Whether some hidden neuron is inactive or redundant at the tolerance.
  public var isSubnetwork: Bool { neurons.contains { $0.state != .active } }

  /// Whether the numerical rank is smaller than the generic rank.
  public var isCritical: Bool? { spectrum.map { $0.rank < genericRank.dimension } }

  /// The tolerances of `sweep`.
  public static let sweepTolerances: [Double] = [
    1e-12, 1e-11, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1,
  ]
}

/// Diagnoses a network with floating-point weights.
///
/// - Parameter tolerance: The relative distance up to which neurons count as inactive or redundant, in
///   0 ..< 1; `nil` chooses it by the gap in the distances (`ToleranceChoice`).
/// - Parameter radius: The radius of the ball of inputs for error bounds, positive and finite.
/// - Parameter seed: Fixes all randomness.
/// - Throws: `ComputationStopped` as `control` demands.
public func diagnoseNumerically(
  _ network: FloatingNetwork, tolerance: Double? = nil, radius: Double = 1, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> NumericalDiagnosis {
  let distances = ParameterDistances(of: network)
  let choice =
    tolerance.map { ToleranceChoice(given: $0) }
    ?? ToleranceChoice(distances, type: network.type)
  let generic = try genericRank(of: network.architecture, seed: seed, control: control)
  var sweep: [NumericalReduction] = []
  for tolerance in NumericalDiagnosis.sweepTolerances {
    sweep.append(
      try reduce(network, tolerance: tolerance, radius: radius, control: control))
  }
  try control.checkpoint()
  return NumericalDiagnosis(
    network: network, distances: distances, tolerance: choice,
    neurons: NumericalNeuron.all(of: network, distances: distances, tolerance: choice.value),
    reduction: try reduce(network, tolerance: choice.value, radius: radius, control: control),
    sweep: sweep,
    spectrum: JacobianSpectrum(of: network, genericRank: generic.dimension, seed: seed),
    genericRank: generic, seed: seed)
}
