import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

extension JSONValue {
  /// A reduced network with floating-point weights: `{"widths", "weights"}`, rows ending with their bias.
  static func reduced(_ network: FloatingNetwork) -> JSONValue {
    let architecture = network.architecture
    let matrices = (1...architecture.layerCount).map { layer in
      let stride = architecture.rowStride(ofLayer: layer)
      let offset = architecture.layerOffset(layer)
      return JSONValue.array(
        (0..<architecture.widths[layer]).map { row in
          let start = offset + row * stride
          return .array(network.weights[start..<start + stride].map { .real($0) })
        })
    }
    return ["widths": .list(architecture.widths), "weights": .array(matrices)]
  }

}

extension NumericalNeuron: JSONRepresentable {
  /// The keys of the exact diagnosis, and `incoming`, `outgoing`, `contribution` (relative) and `nearest`.
  var json: JSONValue {
    .record([
      "layer": distances.layer, "index": distances.index, "state": state,
      "with": redundantWith.map(\.index), "factors": redundantWith.map(\.factor),
      "incoming": distances.incoming, "outgoing": distances.outgoing,
      "contribution": distances.contribution,
      "nearest": nearest.map { JSONValue.record(["index": $0.index, "distance": $0.distance]) },
    ])
  }
}

extension DifferenceBound: JSONRepresentable {
  /// An error bound as `{"value", "radius", "evidence"}`; the value is `null` if it overflows.
  var json: JSONValue { .record(["value": value, "radius": radius, "evidence": evidence]) }
}

extension SampledDifference: JSONRepresentable {
  /// What sampling found as `{"value", "inputs"}`.
  var json: JSONValue { .record(["value": value, "inputs": inputCount]) }
}

extension ToleranceChoice: JSONRepresentable {
  /// A tolerance as `{"value", "reason", "stable"}`.
  var json: JSONValue { .record(["value": value, "reason": reason.rawValue, "stable": stable]) }
}

extension ReductionOperation {
  /// The step as in the exact diagnosis, with its numbers as floating-point numbers.
  var numericalJSON: JSONValue { json { $0.asDouble.json } }
}

/// The step with its numbers in four digits, for people.
func operationText(_ operation: ReductionOperation) -> String {
  operation.text { numberText($0.asDouble) }
}

/// For example `changed by at most 0.00121 for |x| <= 1, proven: …; at 100 sampled inputs by 0.0003`.
func changeText(_ bound: DifferenceBound, _ sampled: SampledDifference?) -> String {
  if bound.derivation == .equal { return "the same, \(evidenceText(bound.evidence))" }
  let change =
    "changed by at most \(numberText(bound.value)) for |x| <= \(numberText(bound.radius)), "
    + evidenceText(bound.evidence)
  guard let sampled else { return change }
  return change + "; at \(sampled.inputCount) sampled inputs by \(numberText(sampled.value))"
}
