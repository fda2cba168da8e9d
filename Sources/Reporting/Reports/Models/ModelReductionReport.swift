import AlgebraicStructures
import Computation
import ExactArithmetic
import NetworkFiles
import Networks
import NumberFields

/// The reduced model with layers, as a spec.
public struct ModelReductionReport: Report {
  /// One block, written down.
  private struct Block {
    let layers: [Int]
    let unit: String
    let steps: [String]
    let json: JSONValue
  }

  /// The name in the spec, if any.
  public let name: String?
  /// The seed of all randomness.
  public let seed: UInt64
  /// The reduced model as a specification.
  public let specification: LayeredSpecification
  private let blocks: [Block]
  private let functionPreserved: Certified<Bool>

  /// A report on the reduction in `diagnosis`.
  public init(name: String?, diagnosis: LayeredDiagnosis, seed: UInt64) {
    (self.name, self.seed) = (name, seed)
    specification = LayeredSpecification(
      name: name, model: diagnosis.model, weights: diagnosis.weights)
    functionPreserved = diagnosis.functionPreserved
    blocks = Self.blocks(
      of: diagnosis, text: \.description, json: { .exact($0) }, sign: \.signum)
  }

  /// The same for weights in a number field.
  public init(
    name: String?, diagnosis: LayeredDiagnosisOver<NumberFieldElement>, field: NumberField,
    seed: UInt64
  ) {
    (self.name, self.seed) = (name, seed)
    specification = LayeredSpecification(
      name: name, model: diagnosis.model, field: field, weights: diagnosis.weights)
    functionPreserved = diagnosis.functionPreserved
    blocks = Self.blocks(
      of: diagnosis, text: field.describe, json: { .element($0, in: field) }, sign: field.sign)
  }

  private static func blocks<Number>(
    of diagnosis: LayeredDiagnosisOver<Number>, text: (Number) -> String,
    json: (Number) -> JSONValue, sign: (Number) -> Int
  ) -> [Block] {
    diagnosis.blocks.map { block in
      Block(
        layers: block.layers, unit: block.unit.rawValue,
        steps: block.operations.map { $0.text(text) },
        json: [
          "layers": .list(block.layers), "unit": .string(block.unit.rawValue),
          "neurons": .array(block.neurons.map { $0.json(json) }),
          "operations": .array(block.operations.map { $0.json(json, sign: sign) }),
        ])
    }
  }

  /// The steps, for people as comments of the reduced model in a spec.
  public var document: Document {
    var document = Document("Reduction", style: .absent)
    document.data("blocks", JSONValue.array(blocks.map(\.json)))
    document.data("reduced", specification.yaml)
    document.data("functionPreserved", functionPreserved.value)
    document.data("evidence", functionPreserved.evidence)
    document.data("seed", seed)
    let changed = blocks.filter { !$0.steps.isEmpty }
    if blocks.isEmpty { document.comment("no neurons, channels, products or heads") }
    if changed.isEmpty { document.comment("nothing to reduce") }
    for block in changed {
      let units = block.unit == "neurons" ? "" : " with \(block.unit) as hidden neurons"
      document.comment("layers \(listed(block.layers)) as a network of their own\(units):")
      for step in block.steps { document.comment(step) }
    }
    document.comment(
      "same function: \(functionPreserved.value.text), \(evidenceText(functionPreserved.evidence))")
    document.code(specification.yaml)
    return document
  }
}
