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

  /// A neuron with the keys of the exact diagnosis, and `incoming`, `outgoing`, `contribution` (relative)
  /// and `nearest`.
  init(_ neuron: NumericalNeuron) {
    let distances = neuron.distances
    self = [
      "layer": .exact(distances.layer), "index": .exact(distances.index),
      "state": .string(neuron.state.rawValue),
      "with": .list(neuron.redundantWith.map(\.index)),
      "factors": .array(neuron.redundantWith.map { .real($0.factor) }),
      "incoming": .real(distances.incoming), "outgoing": .real(distances.outgoing),
      "contribution": .real(distances.contribution),
      "nearest": neuron.nearest.map {
        ["index": .exact($0.index), "distance": .real($0.distance)]
      } ?? .null,
    ]
  }

  /// A step as in the exact diagnosis, with its numbers as floating-point numbers.
  static func numerical(_ operation: ReductionOperation) -> JSONValue {
    JSONValue(operation) { .finite($0.asDouble) }
  }

  /// An error bound as `{"value", "radius", "evidence"}`; the value is `null` if it overflows.
  init(_ bound: DifferenceBound) {
    self = [
      "value": .finite(bound.value), "radius": .real(bound.radius),
      "evidence": JSONValue(bound.evidence),
    ]
  }

  /// What sampling found as `{"value", "inputs"}`.
  init(_ sampled: SampledDifference) {
    self = ["value": .finite(sampled.value), "inputs": .exact(sampled.inputCount)]
  }

  /// A tolerance as `{"value", "reason", "stable"}`.
  init(_ tolerance: ToleranceChoice) {
    self = [
      "value": .real(tolerance.value), "reason": .string(tolerance.reason.rawValue),
      "stable": .interval(tolerance.stable),
    ]
  }

  /// An interval as the list of its ends.
  static func interval(_ interval: Range<Double>) -> JSONValue {
    .array([.real(interval.lowerBound), .real(interval.upperBound)])
  }
}

/// The step with its numbers in four digits, for people.
func operationText(_ operation: ReductionOperation) -> String {
  operation.text { numberText($0.asDouble) }
}

/// For example `changed by at most 0.00121 for |x| <= 1, proven: …; at 100 sampled inputs by 0.0003`.
func changeText(_ bound: DifferenceBound, _ sampled: SampledDifference?) -> String {
  if bound.value == 0 { return "the same, \(evidenceText(bound.evidence))" }
  let change =
    "changed by at most \(numberText(bound.value)) for |x| <= \(numberText(bound.radius)), "
    + evidenceText(bound.evidence)
  guard let sampled else { return change }
  return change + "; at \(sampled.inputCount) sampled inputs by \(numberText(sampled.value))"
}
