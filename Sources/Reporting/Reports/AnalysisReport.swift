import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// What is known about one exact point of the parameter space: the rank of the Jacobian there, and the
/// neurons that explain why it is small.
public struct AnalysisReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The point.
  public let network: Network
  /// The diagnosis of the neurons with the reduction; `nil` if a limit came before.
  public private(set) var diagnosis: Diagnosis?
  /// The rank at the point; `nil` if a limit came before.
  public private(set) var rank: PointRank?
  /// The rank at a general point; `nil` if a limit came before.
  public private(set) var genericRank: GenericRank?
  /// Whether a basis of the kernel of the Jacobian is part of the report.
  public let includesKernel: Bool
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public private(set) var stop: ComputationStopped?

  /// Analyses a point; a limit leaves out what comes after it and is kept in `stop`.
  ///
  /// - Parameter network: The point to analyse.
  /// - Parameter name: The name of the network, if it has one.
  /// - Parameter genericRank: The generic rank, if it is known already.
  /// - Parameter includingKernel: Whether to find a basis of the kernel of the Jacobian.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  public init(
    of network: Network, name: String?, genericRank: GenericRank? = nil,
    includingKernel: Bool = false, seed: UInt64, control: ComputationControl
  ) {
    self.name = name
    self.network = network
    includesKernel = includingKernel
    self.seed = seed
    self.genericRank = genericRank
    do throws(ComputationStopped) {
      diagnosis = try diagnose(network, seed: seed, control: control)
      rank = try CriticalLoci.rank(
        at: network, includingKernel: includingKernel, seed: seed, control: control)
      if genericRank == nil {
        self.genericRank = try CriticalLoci.genericRank(
          of: network.architecture, seed: seed, control: control)
      }
      stop = self.genericRank?.stopped
    } catch {
      stop = error
    }
  }

  /// The basis of the kernel, if it was asked for and is proven.
  public var kernelBasis: [[Rational]]? { includesKernel ? rank?.kernelBasis : nil }

  /// Whether the rank is smaller than the generic rank.
  public var isCritical: Bool? {
    guard let rank, let genericRank else { return nil }
    return rank.rank < genericRank.dimension
  }

  /// How the rank and `isCritical` are known.
  ///
  /// The generic rank found is a proven lower bound, so that a smaller rank needs no more than its own
  /// evidence; that a point is not critical needs the evidence of both.
  public var evidence: Evidence? {
    guard let rank, let genericRank else { return rank?.evidence }
    return rank.evidence.isProven && isCritical == false && !genericRank.evidence.isProven
      ? genericRank.evidence : rank.evidence
  }

  /// The keys `rank`, `genericRank`, `critical`, `kernelDimension`, `subnetwork`, `neurons`,
  /// `operations`, `reduced`, `functionPreserved`, `tangentKernel` (if asked for), `evidence`,
  /// `functionEvidence`, `seed`.
  ///
  /// What is not known because of a limit is `null`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, network.architecture) + members)
  }

  /// What `json` says beyond the schema and the architecture, for reports that contain this one.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("rank", rank.map { .exact($0.rank) } ?? .null),
      .init("genericRank", genericRank.map { .exact($0.dimension) } ?? .null),
      .init("critical", isCritical.map { .bool($0) } ?? .null),
      .init("kernelDimension", rank.map { .exact($0.kernelDimension) } ?? .null),
      .init("subnetwork", diagnosis.map { .bool($0.isSubnetwork) } ?? .null),
      .init("neurons", diagnosis.map { .array($0.neurons.map(JSONValue.init)) } ?? .null),
    ]
    members += reductionMembers(diagnosis, reduced: diagnosis.map { .reduced($0.reduced) })
    if let kernel = kernelBasis {
      members.append(
        .init("tangentKernel", .array(kernel.map { .array($0.map { .exact($0) }) })))
    }
    members.append(.init("evidence", evidence.map(JSONValue.init) ?? .null))
    members.append(
      .init(
        "functionEvidence", (diagnosis?.functionPreserved.evidence).map(JSONValue.init) ?? .null)
    )
    members.append(.init("seed", .seed(seed)))
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return members
  }
}

/// The keys `operations`, `reduced` and `functionPreserved`.
func reductionMembers(_ diagnosis: Diagnosis?, reduced: JSONValue?) -> [JSONValue.Member] {
  [
    .init("operations", diagnosis.map { .array($0.operations.map(JSONValue.init)) } ?? .null),
    .init("reduced", reduced ?? .null),
    .init("functionPreserved", diagnosis.map { .bool($0.functionPreserved.value) } ?? .null),
  ]
}
