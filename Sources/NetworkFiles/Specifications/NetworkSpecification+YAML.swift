import ExactArithmetic
import Networks
import NumberFields

extension NetworkSpecification {
  /// The specification as YAML text that reads back as an equal value; ends in a newline.
  ///
  /// Fractions are quoted, biases end their rows, one matrix takes one line. Data are written as lists; those that
  /// are not exact are left out, for a spec has exact numbers only.
  public var yaml: String {
    var lines: [String] = []
    if let name { lines.append("name: \(quotedScalar(name))") }
    lines.append("widths: \(bracketed(architecture.widths.map(String.init)))")
    if let text = activationText { lines.append("activation: \(text)") }
    if architecture.hasBias { lines.append("bias: true") }
    if let field { lines.append("field: \(field.yamlText)") }
    let weights =
      network?.weights.map(\.yamlText)
      ?? numberFieldNetwork.map { network in network.weights.map(network.field.yamlText) }
    if let weights {
      lines.append("weights:")
      lines += matrixLines(weights).map { "  - \($0)" }
    }
    lines += data?.yamlLines ?? []
    return lines.joined(separator: "\n") + "\n"
  }

  /// `nil` for a network without hidden layers.
  private var activationText: String? {
    let activations = architecture.activations
    guard let first = activations.first else { return nil }
    if activations.allSatisfy({ $0 == first }) { return text(of: first) }
    let degrees = activations.compactMap { activation in
      if case .monomial(let degree) = activation { "\(degree)" } else { nil }
    }
    return degrees.count == activations.count
      ? "{monomial: \(bracketed(degrees))}" : bracketed(activations.map(text))
  }

  private func text(of activation: Activation) -> String {
    switch activation {
    case .monomial(let degree): "{monomial: \(degree)}"
    case .hermite(let degree): "{hermite: \(degree)}"
    case .polynomial(let coefficients): "{polynomial: \(bracketed(coefficients.map(\.yamlText)))}"
    }
  }

  /// One line for each layer.
  private func matrixLines(_ weights: [String]) -> [String] {
    (1...architecture.layerCount).map { layer in
      let stride = architecture.rowStride(ofLayer: layer)
      let offset = architecture.layerOffset(layer)
      let rows = (0..<architecture.widths[layer]).map { row in
        let start = offset + row * stride
        return bracketed(Array(weights[start..<start + stride]))
      }
      return bracketed(rows)
    }
  }
}
