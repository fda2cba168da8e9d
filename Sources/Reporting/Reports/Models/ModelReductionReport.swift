import AlgebraicStructures
import Computation
import NetworkFiles
import Networks

/// The reduced model with layers, as a spec.
public struct ModelReductionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The diagnosis of the dense blocks, with the reduction.
  public let diagnosis: LayeredDiagnosis
  /// The seed of all randomness.
  public let seed: UInt64

  /// A report on the reduction in `diagnosis`.
  public init(name: String?, diagnosis: LayeredDiagnosis, seed: UInt64) {
    self.name = name
    self.diagnosis = diagnosis
    self.seed = seed
  }

  /// The reduced model as a specification.
  public var specification: LayeredSpecification {
    LayeredSpecification(name: name, model: diagnosis.model, weights: diagnosis.weights)
  }

  /// The steps, for people as comments of the reduced model in a spec.
  public var document: Document {
    var document = Document("Reduction", style: .absent)
    let preserved = diagnosis.functionPreserved
    document.data(
      "blocks",
      diagnosis.blocks.map { block in
        JSONValue.record([
          "layers": block.layers, "neurons": block.diagnosis.neurons,
          "operations": block.diagnosis.operations,
        ])
      })
    document.data("reduced", specification.yaml)
    document.data("functionPreserved", preserved.value)
    document.data("evidence", preserved.evidence)
    document.data("seed", seed)
    let blocks = diagnosis.blocks.filter { !$0.diagnosis.operations.isEmpty }
    if diagnosis.blocks.isEmpty { document.comment("no block of dense layers") }
    if blocks.isEmpty { document.comment("nothing to reduce") }
    for block in blocks {
      document.comment("layers \(listed(block.layers)) as a network of their own:")
      for operation in block.diagnosis.operations { document.comment(operation.description) }
    }
    document.comment("same function: \(preserved.value.text), \(evidenceText(preserved.evidence))")
    document.code(specification.yaml)
    return document
  }
}
