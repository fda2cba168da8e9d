import Computation
import ExactArithmetic
import Networks
import NumberFields
internal import Yams

extension SpecificationReader {
  static let layeredKeys = ["name", "inputs", "layers", "weights", "data", "field"]

  /// A network, or a model with layers where the root says so.
  func model(_ root: Node) throws(SpecificationError) -> ModelSpecification {
    guard case .mapping = root else { return .network(try specification(root)) }
    let keys = try fields(root, "", expected: "a mapping with the keys of a specification")
    guard keys.contains(where: { $0.key == "layers" || $0.key == "inputs" }) else {
      return .network(try specification(root))
    }
    let values = try values(root, allowed: Self.layeredKeys)
    guard let inputs = values["inputs"] else {
      throw failure(
        root, "inputs", expected: "the inputs, as in 6 or {tokens: 3, features: 4}",
        found: "no such key")
    }
    guard let layerList = values["layers"] else {
      throw failure(
        root, "layers", expected: "a list of layers, as in - dense: 4", found: "no such key")
    }
    let name = try values["name"].map { node throws(SpecificationError) in try nameText(node) }
    let shape = try inputShape(inputs)
    let (layers, nodes) = try self.layers(layerList, "layers")
    let model: LayeredModel
    do {
      model = try LayeredModel(inputs: shape, layers: layers)
    } catch {
      let node = error.position.isEmpty ? inputs : nodes[error.position[0]]
      throw failure(
        node, error.path, expected: error.mismatch.expected, found: error.mismatch.found)
    }
    let field = try values["field"].map { node throws(SpecificationError) in
      try numberField(node)
    }
    let data = try values["data"].flatMap { node throws(SpecificationError) in
      try readsData ? self.data(node, of: model, field) : nil
    }
    if let field {
      let weights = try values["weights"].map { node throws(SpecificationError) in
        try layeredWeights(node, of: model) { (node, path) throws(SpecificationError) in
          try element(node, path, in: field)
        }
      }
      return specification(name, model, field: field, weights: weights, data: data)
    }
    let weights = try values["weights"].map { node throws(SpecificationError) in
      try layeredWeights(node, of: model) { (node, path) throws(SpecificationError) in
        try number(node, path)
      }
    }
    // The same network, which has faster ways and more theorems.
    if let architecture = model.architecture {
      guard let weights else {
        return .network(NetworkSpecification(name: name, architecture: architecture, data: data))
      }
      do {
        return .network(
          NetworkSpecification(
            name: name, network: try Network(architecture, weights: weights), data: data))
      } catch {
        contractViolation("weights of another number of parameters: \(error)")
      }
    }
    return .layered(LayeredSpecification(name: name, model: model, weights: weights, data: data))
  }

  /// A specification over a field, of a network where the layers make one.
  private func specification(
    _ name: String?, _ model: LayeredModel, field: NumberField, weights: [NumberFieldElement]?,
    data: Dataset?
  ) -> ModelSpecification {
    guard let architecture = model.architecture else {
      return .layered(
        LayeredSpecification(
          name: name, model: model, field: field, weights: weights, data: data))
    }
    do {
      return .network(
        NetworkSpecification(
          name: name, architecture: architecture, field: field,
          network: try weights.map { weights throws(NetworkError) in
            try NumberFieldNetwork(architecture, field: field, weights: weights)
          }, data: data))
    } catch {
      contractViolation("weights of another number of parameters: \(error)")
    }
  }

  private func data(
    _ node: Node, of model: LayeredModel, _ field: NumberField?
  ) throws(SpecificationError) -> Dataset {
    let data = try dataset(
      node, inputCount: model.inputCount, outputCount: model.outputCount, field: field)
    if data.loss == .categorical, !model.isPolynomial {
      throw failure(
        node, "data.loss", expected: "squared, for rational activations", found: "categorical")
    }
    if let input = model.undefinedInput(in: data) {
      throw failure(
        node, "data.inputs", expected: "inputs where the rational activations have values",
        found: "input \(input), where a denominator vanishes for all weights")
    }
    return data
  }

  private func inputShape(_ node: Node) throws(SpecificationError) -> LayerShape {
    guard case .mapping = node else {
      return .vector(try integer(node, "inputs", in: 1...Int.max))
    }
    let expected =
      "a number, {length: 8, channels: 2}, {height: 4, width: 4, channels: 1} or "
      + "{tokens: 3, features: 4}"
    var numbers: [String: Int] = [:]
    for (key, keyNode, value) in try fields(node, "inputs", expected: expected) {
      guard ["length", "channels", "height", "width", "tokens", "features"].contains(key) else {
        throw failure(
          keyNode, "inputs", expected: expected, found: "the key '\(clipped(key))'")
      }
      numbers[key] = try integer(value, "inputs.\(key)", in: 1...Int.max)
    }
    let channels = numbers["channels"] ?? 1
    let keys = Set(numbers.keys).subtracting(["channels"])
    if keys == ["length"], let length = numbers["length"] {
      return .sequence(length: length, channels: channels)
    }
    if keys == ["height", "width"], let height = numbers["height"], let width = numbers["width"] {
      return .grid(height: height, width: width, channels: channels)
    }
    if Set(numbers.keys) == ["tokens", "features"], let count = numbers["tokens"],
      let features = numbers["features"]
    {
      return .tokens(count: count, features: features)
    }
    throw failure(
      node, "inputs", expected: expected,
      found: "the keys \(numbers.keys.sorted().joined(separator: ", "))")
  }

  /// The layers of a list, with the node of each.
  private func layers(
    _ node: Node, _ path: String
  ) throws(SpecificationError) -> ([any ModelLayer], [Node]) {
    let expected = "a list of layers, as in - dense: 4"
    let entries = try list(node, path, expected: expected)
    guard !entries.isEmpty else { throw failure(node, path, expected: expected) }
    var layers: [any ModelLayer] = []
    var nodes: [Node] = []
    for (index, entry) in entries.enumerated() {
      let path = "\(path)[\(index)]"
      let kinds = "dense, activation, convolution, pool, product, residual, attention, repeat"
      let expected = "a mapping with one of the keys \(kinds)"
      let pairs = try fields(entry, path, expected: expected)
      guard pairs.count == 1, let (kind, keyNode, value) = pairs.first else {
        throw failure(entry, path, expected: expected)
      }
      let field = "\(path).\(kind)"
      switch kind {
      case "dense": layers.append(try dense(value, field))
      case "activation": layers.append(try activation(value, field))
      case "convolution": layers.append(try convolution(value, field))
      case "pool":
        let numbers = try integers(value, field, keys: ["mean"], required: ["mean"])
        layers.append(MeanPoolingLayer(window: numbers["mean"] ?? 1))
      case "product":
        layers.append(ProductLayer(factors: try integer(value, field, in: 2...Int.max)))
      case "residual": layers.append(ResidualLayer(try self.layers(value, field).0))
      case "attention": layers.append(try attention(value, field))
      case "repeat":
        let (repeated, inner) = try repetition(value, field, after: layers.count)
        layers += repeated
        nodes += inner
        continue
      default:
        throw failure(keyNode, path, expected: expected, found: "the key '\(clipped(kind))'")
      }
      nodes.append(entry)
    }
    return (layers, nodes)
  }

  /// Layers several times one after another, which share nothing.
  private func repetition(
    _ node: Node, _ path: String, after count: Int
  ) throws(SpecificationError) -> ([any ModelLayer], [Node]) {
    let values = try entries(node, path, keys: ["times", "layers"], required: ["times", "layers"])
    guard let times = values["times"], let list = values["layers"] else {
      throw failure(node, path, expected: "times and layers")
    }
    let limit = Architecture.maximumLayerCount
    let number = try integer(times, "\(path).times", in: 1...limit)
    let (layers, nodes) = try self.layers(list, "\(path).layers")
    guard Saturating.product(number, layers.count) <= limit - count else {
      throw failure(
        times, "\(path).times", expected: "at most \(limit) layers in all", found: "more")
    }
    return (
      (0..<number).flatMap { _ in layers }, (0..<number).flatMap { _ in nodes }
    )
  }

  /// The values of a mapping by key, all of which must be allowed.
  private func entries(
    _ node: Node, _ path: String, keys: [String], required: [String]
  ) throws(SpecificationError) -> [String: Node] {
    let expected = "a mapping with the keys \(keys.joined(separator: ", "))"
    var result: [String: Node] = [:]
    for (key, keyNode, value) in try fields(node, path, expected: expected) {
      guard keys.contains(key) else {
        throw failure(
          keyNode, path, expected: "one of the keys \(keys.joined(separator: ", "))",
          found: "the unknown key '\(clipped(key))'")
      }
      result[key] = value
    }
    for key in required where result[key] == nil {
      throw failure(
        node, "\(path).\(key)", expected: "a value for '\(key)'", found: "no such key")
    }
    return result
  }

  private func integers(
    _ node: Node, _ path: String, keys: [String], required: [String]
  ) throws(SpecificationError) -> [String: Int] {
    var result: [String: Int] = [:]
    for (key, value) in try entries(node, path, keys: keys, required: required) {
      result[key] = try integer(value, "\(path).\(key)", in: 1...Int.max)
    }
    return result
  }

  private func flag(
    _ node: Node?, _ path: String
  ) throws(SpecificationError) -> Bool {
    guard let node else { return false }
    return try boolean(node, path)
  }

  private func sharing(
    _ values: [String: Node], _ path: String
  ) throws(SpecificationError) -> LayerSharing? {
    let isTransposed = try flag(values["transposed"], "\(path).transposed")
    guard let node = values["tied"] else {
      if let transposed = values["transposed"] {
        throw failure(
          transposed, "\(path).transposed", expected: "'tied' beside 'transposed'",
          found: "no such key")
      }
      return nil
    }
    return LayerSharing(
      layer: try integer(node, "\(path).tied", in: 1...Int.max), isTransposed: isTransposed)
  }

  private func dense(_ node: Node, _ path: String) throws(SpecificationError) -> DenseLayer {
    guard case .mapping = node else {
      return DenseLayer(outputs: try integer(node, path, in: 1...Int.max))
    }
    let values = try entries(
      node, path, keys: ["outputs", "bias", "tied", "transposed"], required: ["outputs"])
    guard let outputs = values["outputs"] else { throw failure(node, path, expected: "outputs") }
    return DenseLayer(
      outputs: try integer(outputs, "\(path).outputs", in: 1...Int.max),
      hasBias: try flag(values["bias"], "\(path).bias"), sharing: try sharing(values, path))
  }

  private func convolution(
    _ node: Node, _ path: String
  ) throws(SpecificationError) -> ConvolutionLayer {
    let values = try entries(
      node, path, keys: ["channels", "kernel", "stride", "padding", "bias", "tied"],
      required: ["kernel"])
    func number(_ key: String) throws(SpecificationError) -> Int {
      guard let node = values[key] else { return 1 }
      return try integer(node, "\(path).\(key)", in: 1...Int.max)
    }
    var kernel: [Int] = []
    if case .sequence? = values["kernel"], let node = values["kernel"] {
      let list = try list(node, "\(path).kernel", expected: "one or two numbers")
      guard (1...2).contains(list.count) else {
        throw failure(node, "\(path).kernel", expected: "one or two numbers")
      }
      for (index, entry) in list.enumerated() {
        kernel.append(try integer(entry, "\(path).kernel[\(index)]", in: 1...Int.max))
      }
    } else {
      kernel = [try number("kernel")]
    }
    var padding = ConvolutionLayer.Padding.valid
    if let node = values["padding"] {
      let names = ConvolutionLayer.Padding.allCases.map(\.rawValue).joined(separator: ", ")
      let (text, _) = try scalar(node, "\(path).padding", expected: "one of \(names)")
      guard let found = ConvolutionLayer.Padding(rawValue: text) else {
        throw failure(node, "\(path).padding", expected: "one of \(names)")
      }
      padding = found
    }
    return ConvolutionLayer(
      channels: try number("channels"), kernel: kernel, stride: try number("stride"),
      padding: padding, hasBias: try flag(values["bias"], "\(path).bias"),
      sharing: try sharing(values, path))
  }

  private func attention(
    _ node: Node, _ path: String
  ) throws(SpecificationError) -> LinearAttentionLayer {
    var values = try entries(
      node, path, keys: ["kind", "heads", "key", "value"], required: ["key", "value"])
    if let kind = values.removeValue(forKey: "kind") {
      let (text, _) = try scalar(kind, "\(path).kind", expected: "linear")
      guard text == "linear" else { throw failure(kind, "\(path).kind", expected: "linear") }
    }
    func number(_ key: String) throws(SpecificationError) -> Int {
      guard let node = values[key] else { return 1 }
      return try integer(node, "\(path).\(key)", in: 1...Int.max)
    }
    return LinearAttentionLayer(
      heads: try number("heads"), key: try number("key"), value: try number("value"))
  }

  private func activation(
    _ node: Node, _ path: String
  ) throws(SpecificationError) -> any ModelLayer {
    let expected =
      "one of {monomial: 3}, {polynomial: [0, 1, 2]}, {polynomial: {degree: 3, trainable: layer}}, "
      + "{hermite: 3} and {rational: {numerator: [1], denominator: [0, 1]}}"
    let pairs = try fields(node, path, expected: expected)
    guard pairs.count == 1, let (kind, keyNode, value) = pairs.first else {
      throw failure(node, path, expected: expected)
    }
    let field = "\(path).\(kind)"
    switch kind {
    case "named":
      throw failure(
        keyNode, path,
        expected:
          "a polynomial activation such as {monomial: 3}; named ones are for analyze and reduce, "
          + "in specs with 'widths'", found: "a named activation")
    case "monomial":
      return ActivationLayer(.monomial(degree: try integer(value, field, in: 1...Int.max)))
    case "hermite":
      return ActivationLayer(
        .hermite(degree: try integer(value, field, in: 1...Activation.maximumHermiteDegree)))
    case "polynomial":
      if case .sequence = value { return ActivationLayer(try polynomial(value, field)) }
      let values = try entries(
        value, field, keys: ["degree", "trainable"], required: ["degree", "trainable"])
      guard let degree = values["degree"], let trainable = values["trainable"] else {
        throw failure(value, field, expected: expected)
      }
      let (text, _) = try scalar(trainable, "\(field).trainable", expected: "layer or neuron")
      guard let extent = TrainableActivationLayer.Sharing(rawValue: text) else {
        throw failure(trainable, "\(field).trainable", expected: "layer or neuron")
      }
      return TrainableActivationLayer(
        degree: try integer(
          degree, "\(field).degree", in: 1...TrainableActivationLayer.maximumDegree),
        extent: extent)
    case "rational":
      let values = try entries(
        value, field, keys: ["numerator", "denominator"], required: ["numerator", "denominator"])
      guard let above = values["numerator"], let below = values["denominator"] else {
        throw failure(value, field, expected: expected)
      }
      return RationalActivationLayer(
        numerator: try coefficients(above, "\(field).numerator"),
        denominator: try coefficients(below, "\(field).denominator"))
    default:
      throw failure(keyNode, path, expected: expected, found: "the key '\(clipped(kind))'")
    }
  }

  // MARK: Weights

  /// A weights file: the value of `weights` itself, or a mapping with that key.
  func layeredWeights<Number>(
    file root: Node, of model: LayeredModel,
    read: (Node, String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [Number] {
    if case .mapping = root,
      let value = try fields(root, "", expected: "weights").first(where: { $0.key == "weights" })
    {
      _ = try values(root, allowed: ["weights"])
      return try layeredWeights(value.value, of: model, read: read)
    }
    return try layeredWeights(root, of: model, read: read)
  }

  /// Numbers by the names of the parameters, or for each layer with parameters of its own a list of them in order, in which
  /// lists may be nested.
  func layeredWeights<Number>(
    _ node: Node, of model: LayeredModel,
    read: (Node, String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [Number] {
    if case .mapping = node { return try namedWeights(node, of: model, read: read) }
    let blocks = model.parameterBlocks
    let expected =
      counted(blocks.count, "list", "lists")
      + " (one for each layer with parameters of its own), or a mapping from names to numbers"
    let lists = try list(node, "weights", expected: expected)
    guard lists.count == blocks.count else { throw failure(node, "weights", expected: expected) }
    var weights: [Number] = []
    for (index, block) in blocks.enumerated() {
      let path = "weights[\(index)]"
      var numbers: [Number] = []
      try appendNumbers(lists[index], path, to: &numbers, read: read)
      guard numbers.count == block.count else {
        let names =
          "\(model.parameterNames[block.lowerBound]) to "
          + "\(model.parameterNames[block.upperBound - 1])"
        throw failure(
          lists[index], path, expected: "\(counted(block.count, "number", "numbers")) (\(names))",
          found: "\(numbers.count)")
      }
      weights += numbers
    }
    return weights
  }

  private func appendNumbers<Number>(
    _ node: Node, _ path: String, to numbers: inout [Number],
    read: (Node, String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) {
    guard case .sequence = node else {
      numbers.append(try read(node, path))
      return
    }
    for (index, entry) in try list(node, path, expected: "numbers").enumerated() {
      try appendNumbers(entry, "\(path)[\(index)]", to: &numbers, read: read)
    }
  }

  private func namedWeights<Number>(
    _ node: Node, of model: LayeredModel,
    read: (Node, String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [Number] {
    let names = model.parameterNames
    let expected =
      "a mapping with the names \(names.prefix(4).joined(separator: ", "))"
      + (names.count > 4 ? ", …" : "")
    var values: [String: Number] = [:]
    let known = Set(names)
    for (key, keyNode, value) in try fields(node, "weights", expected: expected) {
      guard known.contains(key) else {
        throw failure(
          keyNode, "weights", expected: expected, found: "the unknown name '\(clipped(key))'")
      }
      values[key] = try read(value, "weights.\(key)")
    }
    var weights: [Number] = []
    for name in names {
      guard let value = values[name] else {
        throw failure(node, "weights.\(name)", expected: "a number", found: "no such key")
      }
      weights.append(value)
    }
    return weights
  }
}
