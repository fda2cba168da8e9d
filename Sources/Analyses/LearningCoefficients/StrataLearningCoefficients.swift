import Computation
import CriticalLoci
import ExactArithmetic
import LearningCoefficients
import Networks

/// What each kind of subnetwork of a network is worth: learning coefficients at general points of its strata, and of
/// the exotic components of its critical locus.
public struct StrataLearningCoefficients: Sendable {
  /// A set of weights, with what is known at a point of it.
  public struct Row: Sendable {
    /// What the set is.
    public enum Kind: String, Hashable, Sendable {
      /// All weights: the network itself.
      case general
      /// Weights with inactive or redundant neurons.
      case subnetwork
      /// A component of the critical locus that consists of no subnetworks.
      case exotic
    }

    /// What the set is.
    public let kind: Kind
    /// Its name.
    public let label: String
    /// Its codimension.
    public let codimension: Int
    /// Points of it, outside of all smaller strata, at which the learning coefficient was computed.
    ///
    /// Over the real numbers a set can have several general values, by the signs of its weights: two points are tried,
    /// and the second is listed only if another value was found there.
    public let points: [Network]
    /// The learning coefficient at each of the points.
    public let results: [LearningCoefficientResult]
  }

  /// The network.
  public let architecture: Architecture
  /// General weights first, then subnetworks by codimension, then exotic components.
  public let rows: [Row]
  /// Whether all types of subnetworks are listed, up to permutation of hidden neurons.
  public let hasAllSubnetworks: Bool
  /// Whether all exotic components are listed; `nil` if they were not asked for.
  public let hasAllExoticComponents: Bool?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// The learning coefficients of all types of subnetworks of a network, each at one or two of its points.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter maximumStrata: The most types of subnetworks, those of small codimension first.
/// - Parameter exotic: The plan of the search for exotic components; without one they are left out.
/// - Parameter plan: How much work each resolution may be.
/// - Parameter seed: Fixes the points.
/// - Parameter control: Limits and cancellation; what comes after a stop is left out.
public func learningCoefficients(
  ofStrataOf architecture: Architecture, maximumStrata: Int = 100,
  exotic: CriticalLocusOptions? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> StrataLearningCoefficients {
  var rows: [StrataLearningCoefficients.Row] = []
  var (hasAll, hasAllExotic): (Bool, Bool?) = (false, exotic == nil ? nil : false)
  var stop: ComputationStopped?
  do throws(ComputationStopped) {
    let generic = try architecture.genericRank(known: nil, seed: seed, control: control)
    var random = RandomSource(seed: seed)
    func row(
      _ kind: StrataLearningCoefficients.Row.Kind, _ label: String, codimension: Int,
      _ points: [Network]
    ) throws(ComputationStopped) {
      var kept: [(point: Network, result: LearningCoefficientResult)] = []
      for point in points {
        let result = try learningCoefficient(
          at: point, genericRank: generic, plan: plan, seed: seed, control: control)
        if kept.isEmpty
          || result.exact.map({ value in
            kept.allSatisfy { $0.result.exact != value }
          }) ?? false
        {
          kept.append((point, result))
        }
        if let stopped = result.stop { stop = stopped }
      }
      rows.append(
        StrataLearningCoefficients.Row(
          kind: kind, label: label, codimension: codimension, points: kept.map(\.point),
          results: kept.map(\.result)))
    }
    let (strata, isComplete) = try subnetworkTypes(
      of: architecture, maximumCount: maximumStrata, control: control)
    let whole = SubnetworkStratum(architecture, operations: [])
    try row(.general, "general weights", codimension: 0, [whole.witness(using: &random)])
    for stratum in strata where stop == nil {
      try row(
        .subnetwork, stratum.label, codimension: stratum.codimension,
        [stratum.witness(using: &random), stratum.witness(using: &random)])
    }
    hasAll = isComplete && stop == nil
    if let exotic, stop == nil {
      let locus = try criticalLocus(
        of: architecture, genericRank: generic, options: exotic, seed: seed, control: control)
      for component in locus.realComponents where component.kind == .exotic && stop == nil {
        try row(
          .exotic, component.label, codimension: component.codimension,
          [component.witness].compactMap { $0 })
      }
      hasAllExotic = locus.completeness.isProven && stop == nil
    }
  } catch {
    stop = error
  }
  return StrataLearningCoefficients(
    architecture: architecture, rows: rows, hasAllSubnetworks: hasAll,
    hasAllExoticComponents: hasAllExotic, seed: seed, stop: stop)
}

/// The types of subnetworks up to permutation of hidden neurons, by codimension and label, and whether these are all.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter maximumCount: The most types that are listed.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func subnetworkTypes(
  of architecture: Architecture, maximumCount: Int,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> (strata: [SubnetworkStratum], isComplete: Bool) {
  let start = SubnetworkStratum(architecture, operations: [])
  var known: Set<SubnetworkStratum> = []
  var level = [start]
  // Every type is reached through types of smaller codimension.
  while !level.isEmpty, known.count <= maximumCount * 4 {
    var next: [SubnetworkStratum] = []
    for stratum in level {
      try control.checkpoint()
      for special in stratum.specializations() {
        let type = special.canonical()
        if known.insert(type).inserted { next.append(type) }
      }
    }
    level = next
  }
  let sorted = known.sorted { a, b in
    a.codimension != b.codimension ? a.codimension < b.codimension : a.label < b.label
  }
  return (Array(sorted.prefix(maximumCount)), level.isEmpty && sorted.count <= maximumCount)
}
