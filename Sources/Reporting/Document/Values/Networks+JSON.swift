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

/// The matrix of a layer: `W1 = [[1, 2], [0, 3]]`, on pages as a formula.
struct WeightMatrix: DocumentValue {
  let network: Network
  let layer: Int
  let name: String

  var json: JSONValue { weightRows(of: network, layer: layer).json }
  var text: String {
    let rows = weightRows(of: network, layer: layer).map { "[\($0.text)]" }
    return "\(name) = [\(rows.text)]"
  }
  var markup: Markup { MathML.formula(MathML.weights(of: network, layer: layer)) }
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
    if let field = specification.field { members.append(.init("field", JSONValue(field))) }
    if let network = specification.network { members.append(.init("weights", .weights(network))) }
    if let network = specification.numberFieldNetwork {
      members.append(.init("weights", .weights(network)))
    }
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

}

extension NeuronDiagnosisOver: JSONRepresentable where Number == Rational {
  /// The neuron with exact numbers.
  var json: JSONValue { json { .exact($0) } }
}

extension NeuronDiagnosisOver {
  /// A neuron as `{"layer", "index", "state", "with", "factors"}`; `factors[k]` is this neuron's row
  /// divided by that of neuron `with[k]`, both taken from the center of the activation.
  ///
  /// A mixed neuron has the others of its relations in `with` and no factors. A neuron that does not depend on
  /// the inputs has its value in `constant`. Numbers are written by `number`.
  func json(_ number: (Number) -> JSONValue) -> JSONValue {
    let isMixed = state == .mixed
    return .built { object in
      object.data("layer", layer)
      object.data("index", index)
      object.data("state", state)
      object.data("with", isMixed ? mixedWith : proportionalTo.map(\.index))
      object.data(
        "factors", JSONValue.array(isMixed ? [] : proportionalTo.map { number($0.factor) }))
      object.data("constant", ifAny: constant.map(number))
    }
  }
}

extension DependentSet: JSONRepresentable {
  /// `{"layer", "neurons", "removable", "into", "coefficients", "constant", "evidence"}`.
  var json: JSONValue {
    .built { object in
      object.data("layer", layer)
      object.data("neurons", neurons)
      object.data("removable", neuron)
      object.data("into", terms.map(\.neuron))
      object.data("coefficients", terms.map { JSONValue.exact($0.coefficient) })
      object.data("constant", JSONValue.exact(constant))
      object.data("evidence", evidence)
    }
  }
}

extension ReductionStep: JSONRepresentable where Number == Rational {
  /// The step with exact numbers.
  var json: JSONValue { json { .exact($0) } }

  /// The step with its numbers as `number` writes them.
  func json(_ number: (Rational) -> JSONValue) -> JSONValue { json(number, sign: \.signum) }
}

extension ReductionStep {
  /// A step as `{"type", "layer", "neurons", "removed"}`.
  ///
  /// A merge has `into`, `factor`, its `sign`, and `constant` with the neuron that takes it in `constantInto`
  /// (without that the next biases do) if a constant is left over; a constant neuron has `constant` if its value
  /// goes to the next biases, or `into` and `factor`; a mixed neuron has `side` and `coefficients`, those of
  /// the neurons in `into`, and a dependent one `coefficients` and `constant`. Numbers are written by `number`.
  func json(_ number: (Number) -> JSONValue, sign: (Number) -> Int) -> JSONValue {
    .built { object in
      object.data("type", type)
      object.data("layer", layer)
      object.data("neurons", (others + [neuron]).sorted())
      object.data("removed", neuron)
      switch self {
      case .dropInactiveIn(_, _, let constant):
        if !constant.isZero { object.data("constant", number(constant)) }
      case .dropInactiveOut: break
      case .dropConstant(_, _, let kept, let ratio):
        object.data("into", kept)
        object.data("factor", number(ratio))
      case .merge(_, _, let kept, let factor, let constant):
        object.data("into", kept)
        object.data("factor", number(factor))
        object.data("sign", sign(factor))
        object.data("constant", ifAny: constant.map { number($0.value) })
        object.data("constantInto", ifAny: constant?.neuron)
      case .mix(_, _, let side, let terms):
        let sorted = terms.sorted { $0.neuron < $1.neuron }
        object.data("side", side.rawValue)
        object.data("into", sorted.map(\.neuron))
        object.data("coefficients", sorted.map { number($0.coefficient) })
      case .combine(_, _, let terms, let constant):
        let sorted = terms.sorted { $0.neuron < $1.neuron }
        object.data("into", sorted.map(\.neuron))
        object.data("coefficients", sorted.map { number($0.coefficient) })
        if !constant.isZero { object.data("constant", number(constant)) }
      }
    }
  }

  /// The neurons that take over what the removed one does.
  private var others: [Int] {
    switch self {
    case .dropInactiveIn, .dropInactiveOut: []
    case .dropConstant(_, _, let kept, _), .merge(_, _, let kept, _, _): [kept]
    case .mix(_, _, _, let terms), .combine(_, _, let terms, _): terms.map(\.neuron)
    }
  }
}
