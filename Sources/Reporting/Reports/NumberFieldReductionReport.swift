import Computation
import NetworkFiles
import Networks
import NumberFields

extension Document {
  /// The operations, the reduced network, and whether it computes the same function, for programs.
  mutating func numberFieldReduction(_ diagnosis: NumberFieldDiagnosis?, reduced: JSONValue?) {
    let operations = diagnosis.map { diagnosis in
      let field = diagnosis.network.field
      return JSONValue.array(
        diagnosis.operations.map { step in
          step.json({ .element($0, in: field) }, sign: field.sign)
        })
    }
    data("operations", operations)
    data("reduced", reduced)
    data("functionPreserved", diagnosis?.functionPreserved.value)
  }
}

/// The reduced network of a diagnosis over a number field, as a spec.
public struct NumberFieldReductionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The diagnosis with the reduction.
  public let diagnosis: NumberFieldDiagnosis
  /// The seed of all randomness.
  public let seed: UInt64

  /// A report on the reduction in `diagnosis`.
  public init(name: String?, diagnosis: NumberFieldDiagnosis, seed: UInt64) {
    (self.name, self.diagnosis, self.seed) = (name, diagnosis, seed)
  }

  /// The reduced network as a specification.
  public var specification: NetworkSpecification {
    NetworkSpecification(name: name, numberFieldNetwork: diagnosis.reduced)
  }

  /// The steps, for people as comments of the reduced network in a spec.
  public var document: Document {
    var document = Document("Reduction", style: .absent)
    document.numberFieldReduction(diagnosis, reduced: JSONValue(specification))
    document.data("evidence", diagnosis.functionPreserved.evidence)
    document.data("seed", seed)
    let (preserved, field) = (diagnosis.functionPreserved, diagnosis.network.field)
    document.specification(
      specification, operations: diagnosis.operations.map { $0.text(field.describe) },
      remarks: ["same function: \(preserved.value.text), \(evidenceText(preserved.evidence))"])
    return document
  }
}
