import ExactArithmetic
import Networks
import NumberFields

extension LayeredSpecification {
  /// The specification as YAML text that reads back as an equal value; ends in a newline.
  ///
  /// One line for each layer and for the weights of each; fractions are quoted. Data that are not exact are left out, and so are
  /// layers of other kinds than specifications have.
  public var yaml: String {
    var lines: [String] = []
    if let name { lines.append("name: \(quotedScalar(name))") }
    lines.append("inputs: \(text(of: model.inputShape))")
    lines.append("layers:")
    lines += model.layers.map { "  - \(text(of: $0))" }
    if let field { lines.append("field: \(field.yamlText)") }
    let numbers =
      weights?.map(\.yamlText)
      ?? field.flatMap { field in numberFieldWeights?.map(field.yamlText) }
    if let numbers {
      lines.append("weights:")
      lines += model.parameterBlocks.map { "  - \(bracketed(Array(numbers[$0])))" }
    }
    lines += data?.yamlLines ?? []
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(of shape: LayerShape) -> String {
    switch shape {
    case .vector(let count): "\(count)"
    case .sequence(let length, let channels): "{length: \(length), channels: \(channels)}"
    case .grid(let height, let width, let channels):
      "{height: \(height), width: \(width), channels: \(channels)}"
    case .tokens(let count, let features): "{tokens: \(count), features: \(features)}"
    }
  }

  private func text(of layer: any ModelLayer) -> String {
    let value: String
    switch layer {
    case let layer as DenseLayer:
      value =
        "{outputs: \(layer.outputs)" + (layer.hasBias ? ", bias: true" : "")
        + text(of: layer.sharing) + "}"
    case let layer as ActivationLayer:
      value =
        switch layer.activation {
        case .monomial(let degree): "{monomial: \(degree)}"
        case .hermite(let degree): "{hermite: \(degree)}"
        case .polynomial(let coefficients): "{polynomial: [\(list(coefficients))]}"
        }
    case let layer as TrainableActivationLayer:
      value = "{polynomial: {degree: \(layer.degree), trainable: \(layer.extent.rawValue)}}"
    case let layer as RationalActivationLayer:
      value =
        "{rational: {numerator: [\(list(layer.numerator))], denominator: [\(list(layer.denominator))]}}"
    case let layer as ConvolutionLayer:
      let kernel = layer.kernel.map(String.init).joined(separator: ", ")
      value =
        "{channels: \(layer.channels), kernel: "
        + (layer.kernel.count == 1 ? kernel : "[\(kernel)]")
        + ", stride: \(layer.stride), padding: \(layer.padding.rawValue)"
        + (layer.hasBias ? ", bias: true" : "") + text(of: layer.sharing) + "}"
    case let layer as MeanPoolingLayer: value = "{mean: \(layer.window)}"
    case let layer as ProductLayer: value = "\(layer.factors)"
    case let layer as LinearAttentionLayer:
      value = "{kind: linear, heads: \(layer.heads), key: \(layer.key), value: \(layer.value)}"
    default:
      value = "[" + layer.inner.map { "{\(text(of: $0))}" }.joined(separator: ", ") + "]"
    }
    return "\(layer.kind): \(value)"
  }

  private func text(of sharing: LayerSharing?) -> String {
    guard let sharing else { return "" }
    return ", tied: \(sharing.layer)" + (sharing.isTransposed ? ", transposed: true" : "")
  }

  private func list(_ numbers: some Sequence<Rational>) -> String {
    numbers.map(\.yamlText).joined(separator: ", ")
  }
}
