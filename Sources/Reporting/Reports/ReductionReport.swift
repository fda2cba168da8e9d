import AlgebraicStructures
import Computation
import NetworkFiles
import Networks

/// The reduced network of a diagnosis, as a spec.
public struct ReductionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The diagnosis with the reduction.
  public let diagnosis: Diagnosis
  /// The seed of all randomness.
  public let seed: UInt64

  /// A report on the reduction in `diagnosis`.
  public init(name: String?, diagnosis: Diagnosis, seed: UInt64) {
    self.name = name
    self.diagnosis = diagnosis
    self.seed = seed
  }

  /// The reduced network as a specification.
  public var specification: NetworkSpecification {
    NetworkSpecification(name: name, network: diagnosis.reduced)
  }

  /// The keys `operations`, `reduced` (a spec), `functionPreserved`, `evidence` (of the latter), `seed`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + reductionMembers(diagnosis, reduced: JSONValue(specification)) + [
          .init("evidence", JSONValue(diagnosis.functionPreserved.evidence)),
          .init("seed", .seed(seed)),
        ])
  }

  /// The reduced network as a YAML spec, with the steps as comments.
  public var text: String {
    let preserved = diagnosis.functionPreserved
    var lines = diagnosis.operations.map { "# \($0)" }
    if lines.isEmpty { lines.append("# nothing to reduce") }
    lines.append(
      "# same function: \(preserved.value ? "yes" : "no"), \(evidenceText(preserved.evidence))")
    return lines.joined(separator: "\n") + "\n" + specification.yaml
  }
}
