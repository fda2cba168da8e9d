import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// Whether the critical points of an architecture are exactly its subnetworks: C = S.
public struct SubnetworkEquality: Sendable {
  /// A point that shows C ≠ S.
  public enum Counterexample: Hashable, Sendable {
    /// A critical point that is no subnetwork: its rank is below the generic rank.
    case exoticPoint(Network, rank: Int)
    /// A subnetwork that is not critical: the rank at this point of the stratum is the generic rank.
    case regularSubnetwork(Network, stratum: SubnetworkStratum, rank: Int)

    /// The exact point.
    public var network: Network {
      switch self {
      case .exoticPoint(let network, _), .regularSubnetwork(let network, _, _): network
      }
    }

    /// The rank of J at the point.
    public var rank: Int {
      switch self {
      case .exoticPoint(_, let rank), .regularSubnetwork(_, _, let rank): rank
      }
    }
  }

  /// The architecture.
  public let architecture: Architecture
  /// The generic rank; `nil` if a limit came before it was known.
  public let genericRank: GenericRank?
  /// Whether C = S over ℝ; `nil` if it is not decided.
  public let holds: Bool?
  /// How `holds` is known, or what is known instead.
  public let evidence: Evidence
  /// An exact point that refutes C = S, if `holds` is `false` and one was found.
  public let counterexample: Counterexample?
  /// The critical locus, where it had to be enumerated.
  public let locus: CriticalLocus?
  /// What ended the computation early, if anything.
  public let stopped: ComputationStopped?
}

/// Decides whether C = S, as cheaply as it can: by a theorem, by a subnetwork that is not critical, and
/// last by enumerating the critical locus.
///
/// 1. `EqualityTheorem`, proven.
/// 2. A basic stratum (one redundant pair, one inactive neuron) with a point at which the rank is the
///    generic rank: then S is no part of C. The rank at a point is a proven lower bound, so this is
///    proven when the generic rank is.
/// 3. `criticalLocus(of:)`: an exotic component with a real point that is no subnetwork proves C ≠ S, a
///    complete list without one C = S.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter options: Limits of the enumeration.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Returns: `holds == nil` when completeness could not be proven or a limit came first; a theorem decides
///   also after a limit.
/// - Throws: `ComputationStopped` if not even the generic rank was found, and no theorem applies.
public func subnetworkEquality(
  of architecture: Architecture, options: CriticalLocusOptions = CriticalLocusOptions(),
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> SubnetworkEquality {
  let theorem = EqualityTheorem(architecture)
  let generic: GenericRank
  do throws(ComputationStopped) {
    generic = try genericRank(of: architecture, seed: seed, control: control)
  } catch {
    guard let theorem else { throw error }
    return SubnetworkEquality(architecture, theorem, genericRank: nil, stopped: error)
  }
  if let theorem {
    return SubnetworkEquality(architecture, theorem, genericRank: generic, stopped: nil)
  }
  do throws(ComputationStopped) {
    if let refutation = try regularSubnetwork(
      of: architecture, genericRank: generic, seed: seed, control: control)
    {
      return SubnetworkEquality(
        architecture: architecture, genericRank: generic, holds: false,
        evidence: generic.evidence.isProven
          ? .proven(detail: "an exact point of a subnetwork stratum has the generic rank")
          : generic.evidence,
        counterexample: refutation, locus: nil, stopped: nil)
    }
    return try decide(
      by: criticalLocus(
        of: architecture, genericRank: generic, options: options, seed: seed, control: control),
      genericRank: generic)
  } catch {
    return SubnetworkEquality(architecture, undecidedBecause: error, genericRank: generic)
  }
}

extension SubnetworkEquality {
  /// What a theorem says.
  init(
    _ architecture: Architecture, _ theorem: EqualityTheorem, genericRank: GenericRank?,
    stopped: ComputationStopped?
  ) {
    self.init(
      architecture: architecture, genericRank: genericRank, holds: true,
      evidence: .proven(detail: theorem.statement), counterexample: nil, locus: nil,
      stopped: stopped)
  }

  /// That nothing is decided.
  init(
    _ architecture: Architecture, undecidedBecause stop: ComputationStopped,
    genericRank: GenericRank? = nil
  ) {
    self.init(
      architecture: architecture, genericRank: genericRank, holds: nil,
      evidence: .probabilistic(detail: "not decided: \(stop)", bound: 1), counterexample: nil,
      locus: nil, stopped: stop)
  }
}

/// What an enumerated locus says about C = S.
private func decide(by locus: CriticalLocus, genericRank: GenericRank) -> SubnetworkEquality {
  // Witnesses are checked: their rank is that of the component, and exotic ones are no subnetworks.
  let exotic = locus.components.filter { $0.kind == .exotic && $0.rank < genericRank.dimension }
  let counterexample = exotic.lazy.compactMap { component in
    component.witness.map {
      SubnetworkEquality.Counterexample.exoticPoint($0, rank: component.rank)
    }
  }.first
  return SubnetworkEquality(
    architecture: locus.architecture, genericRank: genericRank,
    holds: locus.equality?.value,
    evidence: locus.equality?.evidence
      ?? .probabilistic(
        detail: "not decided: \(locus.openQuestion ?? locus.completeness.detail)", bound: 1),
    counterexample: counterexample, locus: locus, stopped: locus.stopped)
}

/// A point of a basic stratum at which the rank is the generic rank, if a few random ones show one.
private func regularSubnetwork(
  of architecture: Architecture, genericRank: GenericRank, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> SubnetworkEquality.Counterexample? {
  let random = RandomSource(seed: seed)
  for (index, stratum) in basicStrata(of: architecture).enumerated() {
    try control.checkpoint()
    var source = random.split(stream: UInt64(index))
    let network = stratum.witness(using: &source)
    let point = try rank(at: network, includingKernel: false, seed: seed, control: control)
    if point.rank == genericRank.dimension,
      try diagnose(network, seed: seed, control: control).isSubnetwork
    {
      return .regularSubnetwork(network, stratum: stratum, rank: point.rank)
    }
  }
  return nil
}
