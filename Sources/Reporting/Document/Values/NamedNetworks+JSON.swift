import Computation
import NetworkFiles
import Networks
import NumericalExperiments

extension NamedArchitecture {
  /// For example `shallow: widths (2,3,1), activation tanh, with biases`.
  func title(name: String?) -> String {
    var names = activations.map(\.description)
    if Set(names).count == 1 { names = [names[0]] }
    let parts =
      ["widths (\(listed(widths)))"]
      + [names.isEmpty ? "linear" : "activation " + names.joined(separator: "; ")]
      + (hasBias ? ["with biases"] : [])
    return (name.map { "\(oneLine($0)): " } ?? "") + parts.joined(separator: ", ")
  }
}

extension Document {
  /// A document about a network with named activations, with what `body` says.
  init(
    name: String?, _ architecture: NamedArchitecture, style: TitleStyle = .underlined,
    _ body: (inout Document) -> Void
  ) {
    self.init(architecture.title(name: name), style: style)
    data("name", ifAny: name)
    data("widths", architecture.widths)
    data("activations", architecture.activations.map(JSONValue.init))
    data("bias", ifAny: architecture.hasBias ? true : nil)
    body(&self)
  }
}

extension JSONValue {
  /// The activation as a spec has it.
  init(_ activation: NamedActivation) {
    let slope: [Member] = activation.slope.map { [.init("slope", .exact($0))] } ?? []
    self = .object([.init("named", .string(activation.name))] + slope)
  }

  /// A specification without data, with the weights of a network in place of its own if one is given.
  public init(_ specification: NamedSpecification, weights network: NamedNetwork? = nil) {
    let architecture = network?.architecture ?? specification.architecture
    var members: [Member] = specification.name.map { [.init("name", .string($0))] } ?? []
    members.append(.init("widths", .list(architecture.widths)))
    let activations = architecture.activations
    if let first = activations.first {
      let isUniform = activations.allSatisfy { $0 == first }
      members.append(
        .init(
          "activation", isUniform ? JSONValue(first) : .array(activations.map(JSONValue.init))))
    }
    if architecture.hasBias { members.append(.init("bias", .bool(true))) }
    if let network {
      members.append(.init("weights", .matrices(network) { .real($0) }))
    }
    self = .object(members)
  }

  /// The weight matrices, rows ending with their bias.
  static func matrices(_ network: NamedNetwork, _ number: (Double) -> JSONValue) -> JSONValue {
    let architecture = network.architecture
    var position = 0
    return .array(
      (1...architecture.layerCount).map { layer in
        let stride = architecture.widths[layer - 1] + (architecture.hasBias ? 1 : 0)
        return .array(
          (0..<architecture.widths[layer]).map { _ in
            defer { position += stride }
            return .array(network.weights[position..<position + stride].map(number))
          })
      })
  }
}

extension NamedDiagnosis.Step: JSONRepresentable {
  var json: JSONValue {
    .record([
      "tolerance": tolerance, "widths": widths, "operations": operations.map(\.numericalJSON),
      "errorBound": bound,
    ])
  }
}
