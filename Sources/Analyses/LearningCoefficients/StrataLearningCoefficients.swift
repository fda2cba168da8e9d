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
    /// Points of it, outside of all smaller strata, at which the learning coefficient was computed; empty if a limit came
    /// before.
    ///
    /// Over the real numbers a set can have several general values, by the signs of its weights: two points are tried,
    /// and the second is listed only if something else is known there.
    public let points: [Network]
    /// The learning coefficient at each of the points.
    public let results: [LearningCoefficientResult]

    /// The number of the point with the most singular value as far as that is known: the least upper bound, and of equal
    /// ones the least lower one; `nil` without points.
    public var mostSingular: Int? {
      results.indices.min { a, b in
        let (first, second) = (results[a], results[b])
        if first.upperBound?.value == second.upperBound?.value {
          return first.lowerBound.value < second.lowerBound.value
        }
        guard let high = first.upperBound?.value else { return false }
        return second.upperBound.map { high < $0.value } ?? true
      }
    }
    /// A lower bound of the values at the points; `nil` without points.
    public var lower: LearningCoefficient? { results.map(\.lowerBound.value).min() }
    /// An upper bound of the most singular of the values at the points.
    public var upper: LearningCoefficient? { results.compactMap(\.upperBound?.value).min() }
    /// The most singular of the values at the points, if it is known exactly.
    public var exact: LearningCoefficient? { lower == upper ? lower : nil }
    /// How that is known: as the weakest of the results.
    public var evidence: Evidence? {
      results.map(\.evidence).first { !$0.isProven } ?? mostSingular.map { results[$0].evidence }
    }
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
/// - Parameter control: Limits and cancellation; rows after a stop have no values.
public func learningCoefficients(
  ofStrataOf architecture: Architecture, maximumStrata: Int = 100,
  exotic: CriticalLocusOptions? = nil,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> StrataLearningCoefficients {
  var table = StrataTable(architecture, plan: plan, seed: seed, control: control)
  do throws(ComputationStopped) {
    let generic = try architecture.genericRank(known: nil, seed: seed, control: control)
    try table.addSubnetworks(generic, maximumCount: maximumStrata)
    if let exotic, table.stop == nil {
      table.addExotic(
        of: try criticalLocus(
          of: architecture, genericRank: generic, options: exotic, seed: seed, control: control),
        generic)
    }
  } catch {
    table.stop = error
  }
  return table.result(asksForExotic: exotic != nil)
}

/// The work of the table.
struct StrataTable {
  private let architecture: Architecture
  private let plan: LearningCoefficientPlan
  private let seed: UInt64
  private let control: ComputationControl
  private var rows: [StrataLearningCoefficients.Row] = []
  private var hasAllSubnetworks = false
  private var hasAllExoticComponents = false
  /// What ended the work early, if anything.
  var stop: ComputationStopped?

  init(
    _ architecture: Architecture, plan: LearningCoefficientPlan, seed: UInt64,
    control: ComputationControl
  ) {
    (self.architecture, self.plan, self.seed, self.control) = (architecture, plan, seed, control)
  }

  /// General weights, and types of subnetworks.
  mutating func addSubnetworks(
    _ generic: GenericRank, maximumCount: Int
  ) throws(ComputationStopped) {
    var random = RandomSource(seed: seed)
    let (strata, isComplete) = try subnetworkTypes(
      of: architecture, maximumCount: maximumCount, control: control)
    let whole = SubnetworkStratum(architecture, operations: [])
    add(.general, "general weights", codimension: 0, [whole.witness(using: &random)], generic)
    for stratum in strata {
      add(
        .subnetwork, stratum.label, codimension: stratum.codimension,
        stop == nil ? [stratum.witness(using: &random), stratum.witness(using: &random)] : [],
        generic)
    }
    hasAllSubnetworks = isComplete
  }

  /// The exotic components of a critical locus.
  mutating func addExotic(of locus: CriticalLocus, _ generic: GenericRank) {
    for component in locus.realComponents where component.kind == .exotic {
      add(
        .exotic, component.label, codimension: component.codimension,
        [component.witness].compactMap { $0 }, generic)
    }
    hasAllExoticComponents = locus.completeness.isProven
  }

  /// A row with what is known at the points, as far as nothing stops that.
  private mutating func add(
    _ kind: StrataLearningCoefficients.Row.Kind, _ label: String, codimension: Int,
    _ points: [Network], _ generic: GenericRank
  ) {
    var kept: [(point: Network, result: LearningCoefficientResult)] = []
    for point in points where stop == nil {
      do throws(ComputationStopped) {
        let result = try learningCoefficient(
          at: point, genericRank: generic, plan: plan, seed: seed, control: control)
        if kept.allSatisfy({ !$0.result.knowsTheSame(as: result) }) { kept.append((point, result)) }
        stop = result.stop
      } catch {
        stop = error
      }
    }
    rows.append(
      StrataLearningCoefficients.Row(
        kind: kind, label: label, codimension: codimension, points: kept.map(\.point),
        results: kept.map(\.result)))
  }

  /// The table.
  func result(asksForExotic: Bool) -> StrataLearningCoefficients {
    StrataLearningCoefficients(
      architecture: architecture, rows: rows, hasAllSubnetworks: hasAllSubnetworks,
      hasAllExoticComponents: asksForExotic ? hasAllExoticComponents : nil, seed: seed, stop: stop)
  }
}

extension LearningCoefficientResult {
  fileprivate func knowsTheSame(as other: LearningCoefficientResult) -> Bool {
    lowerBound.value == other.lowerBound.value && upperBound?.value == other.upperBound?.value
  }
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
