import ExactArithmetic
import Networks

extension NamedSpecification {
  /// The specification as YAML text that reads back as an equal value; ends in a newline.
  ///
  /// Data that are not exact are left out, for a spec has exact numbers only.
  public var yaml: String {
    var lines = head
    if let weights { lines += weightLines(weights.map(\.yamlText)) }
    return (lines + (data?.yamlLines ?? [])).joined(separator: "\n") + "\n"
  }

  /// The YAML text of a network: its weights as decimal numbers that are read as the same floating-point numbers.
  ///
  /// - Parameter network: Weights for this architecture, else traps.
  public func yaml(weights network: NamedNetwork) -> String {
    let weights = network.weights.map {
      $0 == $0.rounded() && $0.magnitude < 1e15 ? "\(Int($0))" : "\($0)"
    }
    return (head + weightLines(weights)).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    var lines: [String] = []
    if let name { lines.append("name: \(quotedScalar(name))") }
    lines.append("widths: \(bracketed(architecture.widths.map(String.init)))")
    let activations = architecture.activations.map(\.yamlText)
    if let first = activations.first {
      lines.append(
        "activation: \(Set(activations).count == 1 ? first : bracketed(activations))")
    }
    if architecture.hasBias { lines.append("bias: true") }
    return lines
  }

  private func weightLines(_ weights: [String]) -> [String] {
    let layers = architecture.layers
    return ["weights:"]
      + (1...layers.layerCount).map { layer in
        let (stride, offset) = (layers.rowStride(ofLayer: layer), layers.layerOffset(layer))
        return "  - "
          + bracketed(
            (0..<layers.widths[layer]).map { row in
              bracketed(Array(weights[offset + row * stride..<offset + (row + 1) * stride]))
            })
      }
  }
}

extension NamedActivation {
  /// The activation as a mapping in one line.
  var yamlText: String {
    slope.map { "{named: \(name), slope: \($0.yamlText)}" } ?? "{named: \(name)}"
  }
}
