import Computation
import Networks
internal import Yams

extension SpecificationReader {
  static let allowedKeys = [
    "name", "widths", "activation", "bias", "weights", "biases", "data", "field",
  ]

  /// The whole specification.
  func specification(_ root: Node) throws(SpecificationError) -> NetworkSpecification {
    let values = try values(root, allowed: SpecificationReader.allowedKeys)
    guard let widthsNode = values["widths"] else {
      throw failure(root, "widths", expected: "a list of at least 2 widths", found: "no such key")
    }
    let widths = try widths(widthsNode)
    let name = try values["name"].map { node throws(SpecificationError) in
      try nameText(node)
    }
    let hasBias = try values["bias"].map { node throws(SpecificationError) in
      try boolean(node, "bias")
    }
    let architecture = try architecture(
      widths, widthsNode, activation: values["activation"], hasBias: hasBias ?? false, root: root)
    let field = try values["field"].map { node throws(SpecificationError) in
      try numberField(node)
    }
    let data =
      try readsData
      ? values["data"].map { node throws(SpecificationError) in
        try dataset(
          node, inputCount: architecture.inputCount, outputCount: architecture.outputCount,
          field: field)
      } : nil
    if values["weights"] == nil, let biases = values["biases"] {
      throw failure(biases, "biases", expected: "'weights' beside 'biases'", found: "no such key")
    }
    if let field {
      let network = try values["weights"].map { weights throws(SpecificationError) in
        try numberFieldNetwork(
          architecture, field: field, weights: weights, biases: values["biases"])
      }
      return NetworkSpecification(
        name: name, architecture: architecture, field: field, network: network, data: data)
    }
    guard let weights = values["weights"] else {
      return NetworkSpecification(name: name, architecture: architecture, data: data)
    }
    let network = try network(architecture, weights: weights, biases: values["biases"])
    return NetworkSpecification(name: name, network: network, data: data)
  }

  /// A weights file: the value of `weights` itself, or a mapping with `weights` and maybe `biases`.
  func network(
    _ root: Node, of architecture: Architecture
  ) throws(SpecificationError) -> Network {
    guard case .mapping = root else {
      return try network(architecture, weights: root, biases: nil)
    }
    let values = try values(root, allowed: ["weights", "biases"])
    guard let weights = values["weights"] else {
      throw failure(root, "weights", expected: "a list of matrices", found: "no such key")
    }
    return try network(architecture, weights: weights, biases: values["biases"])
  }

  /// The values by key, all of which must be allowed.
  func values(
    _ root: Node, allowed: [String]
  ) throws(SpecificationError) -> [String: Node] {
    let expected = "a mapping with the keys \(allowed.joined(separator: ", "))"
    var result: [String: Node] = [:]
    for (key, keyNode, value) in try fields(root, "", expected: expected) {
      if key == "layers" || key == "inputs", allowed.contains("widths") {
        throw failure(
          keyNode, key, expected: "a network given by 'widths'",
          found: "a model with layers, which this does not apply to")
      }
      guard allowed.contains(key) else {
        throw failure(
          keyNode, "", expected: "one of the keys \(allowed.joined(separator: ", "))",
          found: "the unknown key '\(clipped(key))'")
      }
      result[key] = value
    }
    return result
  }

  func nameText(_ node: Node) throws(SpecificationError) -> String {
    let (text, isPlain) = try scalar(node, "name", expected: "a text")
    if isPlain && ["", "~", "null", "Null", "NULL"].contains(text) {
      throw failure(node, "name", expected: "a text")
    }
    return text
  }

  private func architecture(
    _ widths: [Int], _ widthsNode: Node, activation: Node?, hasBias: Bool, root: Node
  ) throws(SpecificationError) -> Architecture {
    let hidden = widths.count - 2
    var activations: [Activation] = []
    if let activation {
      activations = try self.activations(activation, hidden: hidden)
    } else if hidden > 0 {
      throw failure(
        root, "activation", expected: "an activation such as {monomial: 3}", found: "no such key")
    }
    do {
      return try Architecture(widths: widths, activations: activations, hasBias: hasBias)
    } catch .inputDegreeOverflow {
      throw failure(
        activation ?? root, "activation", expected: "degrees with a product below 2^63",
        found: "a larger product")
    } catch {
      throw failure(
        widthsNode, "widths", expected: "fewer than 2^63 parameters", found: "more parameters")
    }
  }
}
