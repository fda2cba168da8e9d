import ExactArithmetic
import Networks

/// The rows of W_ℓ as a spec has them: with biases, each row ends with its bias.
func weightRows(of network: Network, layer: Int) -> [[Rational]] {
  let architecture = network.architecture
  let stride = architecture.rowStride(ofLayer: layer)
  return (0..<architecture.widths[layer]).map { row in
    let start = architecture.layerOffset(layer) + row * stride
    return Array(network.weights[start..<start + stride])
  }
}

extension JSONValue {
  /// The weight matrices as a spec has them.
  static func weights(_ network: Network) -> JSONValue {
    .array(
      (1...network.architecture.layerCount).map { layer in
        .array(
          weightRows(of: network, layer: layer).map { .array($0.map { JSONValue.exact($0) }) })
      })
  }

  /// A reduced network: `{"widths", "weights"}`.
  static func reduced(_ network: Network) -> JSONValue {
    ["widths": .list(network.architecture.widths), "weights": .weights(network)]
  }

  /// A specification in the form of a JSON spec file: reading it gives the same specification.
  public init(_ specification: NetworkSpecification) {
    let architecture = specification.architecture
    var members: [Member] = specification.name.map { [.init("name", .string($0))] } ?? []
    members.append(.init("widths", .list(architecture.widths)))
    let activations = architecture.activations
    if let first = activations.first {
      let isUniform = activations.allSatisfy { $0 == first }
      members.append(
        .init(
          "activation",
          isUniform
            ? JSONValue(activation: first) : .array(activations.map(JSONValue.init(activation:)))))
    }
    if architecture.hasBias { members.append(.init("bias", .bool(true))) }
    if let network = specification.network { members.append(.init("weights", .weights(network))) }
    self = .object(members)
  }

  private init(activation: Activation) {
    switch activation {
    case .monomial(let degree): self = ["monomial": .exact(degree)]
    case .hermite(let degree): self = ["hermite": .exact(degree)]
    case .polynomial(let coefficients):
      self = ["polynomial": .array(coefficients.map { .exact($0) })]
    }
  }

  /// A neuron as `{"layer", "index", "state", "with", "factors"}`; `factors[k]` is this neuron's row
  /// divided by that of neuron `with[k]`.
  init(_ neuron: NeuronDiagnosis) {
    self = [
      "layer": .exact(neuron.layer), "index": .exact(neuron.index),
      "state": .string(neuron.state.rawValue),
      "with": .list(neuron.proportionalTo.map(\.index)),
      "factors": .array(neuron.proportionalTo.map { .exact($0.factor) }),
    ]
  }

  /// A step as `{"type", "layer", "neurons", "removed"}`, with `into` and `factor` for a merge and
  /// `constant` if a constant moves to the next layer.
  init(_ operation: ReductionOperation) {
    var type: String
    var neurons = [operation.neuron]
    var more: [Member] = []
    switch operation {
    case .dropInactiveIn(_, _, let constant):
      type = NeuronState.inactiveIn.rawValue
      if !constant.isZero { more.append(.init("constant", .exact(constant))) }
    case .dropInactiveOut: type = NeuronState.inactiveOut.rawValue
    case .merge(_, let neuron, let kept, let factor):
      type = NeuronState.redundant.rawValue
      neurons = [kept, neuron].sorted()
      more += [.init("into", .exact(kept)), .init("factor", .exact(factor))]
    }
    self = .object(
      [
        .init("type", .string(type)), .init("layer", .exact(operation.layer)),
        .init("neurons", .list(neurons)), .init("removed", .exact(operation.neuron)),
      ] + more)
  }
}
