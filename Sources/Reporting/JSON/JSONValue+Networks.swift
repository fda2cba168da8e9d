import ExactArithmetic
import NetworkFiles
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
  /// divided by that of neuron `with[k]`, both taken from the center of the activation.
  ///
  /// A mixed neuron has the others of its relations in `with` and no factors. A neuron that does not depend on
  /// the inputs has its value in `constant`.
  init(_ neuron: NeuronDiagnosis) {
    let isMixed = neuron.state == .mixed
    self = .object(
      [
        .init("layer", .exact(neuron.layer)), .init("index", .exact(neuron.index)),
        .init("state", .string(neuron.state.rawValue)),
        .init("with", .list(isMixed ? neuron.mixedWith : neuron.proportionalTo.map(\.index))),
        .init(
          "factors", .array(isMixed ? [] : neuron.proportionalTo.map { .exact($0.factor) })),
      ] + (neuron.constant.map { [.init("constant", .exact($0))] } ?? []))
  }

  /// A step as `{"type", "layer", "neurons", "removed"}`.
  ///
  /// A merge has `into`, `factor`, its `sign`, and `constant` with the neuron that takes it in `constantInto`
  /// (without that the next biases do) if a constant is left over; a constant neuron has `constant` if its value
  /// goes to the next biases, or `into` and `factor`; a mixed neuron has `side` and `coefficients`, those of
  /// the neurons in `into`.
  init(_ operation: ReductionOperation) {
    self.init(operation) { .exact($0) }
  }

  /// The step with its numbers as `number` writes them.
  init(_ operation: ReductionOperation, number: (Rational) -> JSONValue) {
    var neurons = [operation.neuron]
    var more: [Member] = []
    switch operation {
    case .dropInactiveIn(_, _, let constant):
      if !constant.isZero { more.append(.init("constant", number(constant))) }
    case .dropInactiveOut: break
    case .dropConstant(_, let neuron, let kept, let ratio):
      neurons = [kept, neuron].sorted()
      more += [.init("into", .exact(kept)), .init("factor", number(ratio))]
    case .merge(_, let neuron, let kept, let factor, let constant):
      neurons = [kept, neuron].sorted()
      more += [
        .init("into", .exact(kept)), .init("factor", number(factor)),
        .init("sign", .exact(factor.signum)),
      ]
      if let constant {
        more.append(.init("constant", number(constant.value)))
        if let taker = constant.neuron { more.append(.init("constantInto", .exact(taker))) }
      }
    case .mix(_, let neuron, let side, let terms):
      let sorted = terms.sorted { $0.neuron < $1.neuron }
      neurons = (sorted.map(\.neuron) + [neuron]).sorted()
      more += [
        .init("side", .string(side.rawValue)), .init("into", .list(sorted.map(\.neuron))),
        .init("coefficients", .array(sorted.map { number($0.coefficient) })),
      ]
    }
    self = .object(
      [
        .init("type", .string(operation.type)), .init("layer", .exact(operation.layer)),
        .init("neurons", .list(neurons)), .init("removed", .exact(operation.neuron)),
      ] + more)
  }
}
