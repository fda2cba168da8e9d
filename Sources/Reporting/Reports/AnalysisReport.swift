import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// What is known about one exact point of the parameter space: the rank of the Jacobian there, and the
/// neurons that explain why it is small.
public struct AnalysisReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known about the point.
  public let analysis: WeightsAnalysis

  /// A report on what `weightsAnalysis(of:)` has returned.
  public init(name: String?, analysis: WeightsAnalysis) {
    self.name = name
    self.analysis = analysis
  }

  /// The keys `rank`, `genericRank`, `critical`, `kernelDimension`, `subnetwork`, `neurons`,
  /// `operations`, `reduced`, `functionPreserved`, `tangentKernel` (if asked for), `evidence`,
  /// `functionEvidence`, `seed`.
  ///
  /// What is not known because of a limit is `null`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, analysis.network.architecture) + members)
  }

  /// What `json` says beyond the schema and the architecture, for reports that contain this one.
  var members: [JSONValue.Member] {
    let (rank, genericRank, diagnosis) = (
      analysis.rank, analysis.genericRank, analysis.diagnosis
    )
    var members: [JSONValue.Member] = [
      .init("rank", rank.map { .exact($0.rank) } ?? .null),
      .init("genericRank", genericRank.map { .exact($0.dimension) } ?? .null),
      .init("critical", analysis.isCritical.map { .bool($0) } ?? .null),
      .init("kernelDimension", rank.map { .exact($0.kernelDimension) } ?? .null),
      .init("subnetwork", diagnosis.map { .bool($0.isSubnetwork) } ?? .null),
      .init("neurons", diagnosis.map { .array($0.neurons.map(JSONValue.init)) } ?? .null),
    ]
    members += reductionMembers(diagnosis, reduced: diagnosis.map { .reduced($0.reduced) })
    if let kernel = analysis.kernelBasis {
      members.append(
        .init("tangentKernel", .array(kernel.map { .array($0.map { .exact($0) }) })))
    }
    members.append(.init("evidence", analysis.evidence.map(JSONValue.init) ?? .null))
    members.append(
      .init(
        "functionEvidence", (diagnosis?.functionPreserved.evidence).map(JSONValue.init) ?? .null)
    )
    members.append(.init("seed", .seed(analysis.seed)))
    if let stop = analysis.stop { members.append(.init("stopped", .string(stop.description))) }
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
