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

  /// The steps, for people as comments of the reduced network in a spec.
  public var document: Document {
    var document = Document("Reduction", style: .absent)
    document.reduction(diagnosis, reduced: JSONValue(specification))
    document.data("evidence", diagnosis.functionPreserved.evidence)
    document.data("seed", seed)
    let preserved = diagnosis.functionPreserved
    document.specification(
      specification, operations: diagnosis.operations.map(\.description),
      remarks: ["same function: \(preserved.value.text), \(evidenceText(preserved.evidence))"])
    return document
  }
}

extension Document {
  /// The operations, the reduced network, and whether it computes the same function, for programs.
  mutating func reduction(_ diagnosis: Diagnosis?, reduced: JSONValue?) {
    data("operations", diagnosis?.operations)
    data("reduced", reduced)
    data("functionPreserved", diagnosis?.functionPreserved.value)
  }

  /// A reduced network as a YAML spec, with the steps as comments.
  mutating func specification(
    _ specification: NetworkSpecification, operations: [String], remarks: [String]
  ) {
    for step in operations.isEmpty ? ["nothing to reduce"] : operations { comment(step) }
    for remark in remarks { comment(remark) }
    code(specification.yaml)
  }
}
