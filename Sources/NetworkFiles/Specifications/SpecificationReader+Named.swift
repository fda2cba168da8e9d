import Computation
import ExactArithmetic
import Networks
internal import Yams

extension SpecificationReader {
  /// The specification if its activations have names, else `nil`.
  func namedSpecification(_ root: Node) throws(SpecificationError) -> NamedSpecification? {
    guard case .mapping(let mapping) = root,
      let activation = mapping.first(where: { $0.key.scalar?.string == "activation" })?.value,
      isNamed(activation)
    else { return nil }
    let values = try values(root, allowed: SpecificationReader.allowedKeys)
    if let field = values["field"] {
      throw failure(
        field, "field", expected: "no number field, because the activations have names",
        found: "one")
    }
    guard let widthsNode = values["widths"] else {
      throw failure(root, "widths", expected: "a list of at least 2 widths", found: "no such key")
    }
    let widths = try widths(widthsNode)
    let name = try values["name"].map { node throws(SpecificationError) in try nameText(node) }
    let hasBias = try values["bias"].map { node throws(SpecificationError) in
      try boolean(node, "bias")
    }
    let activations = try namedActivations(activation, hidden: widths.count - 2)
    let architecture: NamedArchitecture
    do {
      architecture = try NamedArchitecture(
        widths: widths, activations: activations, hasBias: hasBias ?? false)
    } catch {
      throw failure(
        widthsNode, "widths", expected: "widths of a network within the limits",
        found: "\(error)")
    }
    if values["weights"] == nil, let biases = values["biases"] {
      throw failure(biases, "biases", expected: "'weights' beside 'biases'", found: "no such key")
    }
    let weights = try values["weights"].map { weights throws(SpecificationError) in
      try parameters(architecture.layers, weights: weights, biases: values["biases"]) {
        (node, path) throws(SpecificationError) in try number(node, path())
      }
    }
    let data =
      try readsData
      ? values["data"].map { node throws(SpecificationError) in
        try dataset(
          node, inputCount: architecture.inputCount, outputCount: architecture.outputCount)
      } : nil
    return NamedSpecification(
      name: name, architecture: architecture, weights: weights, data: data)
  }

  /// Whether the value of `activation` is meant to be named: a mapping with that key, or a list with one.
  private func isNamed(_ node: Node) -> Bool {
    switch node {
    case .mapping(let mapping): mapping.contains { $0.key.scalar?.string == "named" }
    case .sequence(let entries): entries.contains(where: isNamed)
    default: false
    }
  }

  private func namedActivations(
    _ node: Node, hidden: Int
  ) throws(SpecificationError) -> [NamedActivation] {
    guard case .sequence = node else {
      return Array(repeating: try namedActivation(node, "activation"), count: hidden)
    }
    let expected = counted(hidden, "activation", "activations") + " (one per hidden layer)"
    let entries = try list(node, "activation", expected: expected)
    guard entries.count == hidden else { throw failure(node, "activation", expected: expected) }
    var result: [NamedActivation] = []
    for (index, entry) in entries.enumerated() {
      result.append(try namedActivation(entry, "activation[\(index)]"))
    }
    return result
  }

  private func namedActivation(
    _ node: Node, _ path: String
  ) throws(SpecificationError) -> NamedActivation {
    let expected = "{named: tanh}, or {named: leaky-relu, slope: 0.01}"
    var nodes: [String: Node] = [:]
    for (key, keyNode, value) in try fields(node, path, expected: expected) {
      guard key == "named" || key == "slope" else {
        throw failure(
          keyNode, path, expected: "\(expected), for all hidden layers",
          found: "the key '\(clipped(key))'")
      }
      nodes[key] = value
    }
    guard let nameNode = nodes["named"] else { throw failure(node, path, expected: expected) }
    let names = "one of \(NamedActivation.names.joined(separator: ", "))"
    let (name, _) = try scalar(nameNode, "\(path).named", expected: names)
    guard NamedActivation.names.contains(name) else {
      throw failure(nameNode, "\(path).named", expected: names)
    }
    let slope = try nodes["slope"].map { node throws(SpecificationError) in
      try number(node, "\(path).slope")
    }
    guard let activation = NamedActivation(name: name, slope: slope) else {
      throw failure(
        nodes["slope"] ?? node, "\(path).slope",
        expected: name == "leaky-relu"
          ? "a slope between 0 and 1" : "no slope, which only leaky-relu has",
        found: slope.map { "\($0)" } ?? "no such key")
    }
    return activation
  }
}
