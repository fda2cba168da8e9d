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
    if let field { lines.append("field: \(text(of: field))") }
    let weights =
      network?.weights.map(text)
      ?? numberFieldNetwork.map { network in network.weights.map { text(of: $0, in: network.field) }
      }
    if let weights {
      lines.append("weights:")
      lines += matrixLines(weights).map { "  - \($0)" }
    }
    if let data, let inputs = text(of: data.inputs),
      data.targets.map({ text(of: $0) != nil }) ?? true
    {
      lines.append("data:")
      lines.append("  inputs: \(inputs)")
      if let targets = data.targets.flatMap(text) { lines.append("  targets: \(targets)") }
      lines.append("  loss: \(data.loss.rawValue)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `nil` for floating-point numbers.
  private func text(of table: DataTable) -> String? {
    switch table {
    case .exact(let rows): bracketed(rows.map { bracketed($0.map(text)) })
    case .floating: nil
    case .numberField(let field, let rows):
      bracketed(rows.map { row in bracketed(row.map { text(of: $0, in: field) }) })
    }
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
    case .polynomial(let coefficients): "{polynomial: \(bracketed(coefficients.map(text)))}"
    }
  }

  private func text(of field: NumberField) -> String {
    var parts = field.generatorName == "a" ? [] : ["generator: \(field.generatorName)"]
    if let order = field.cosineOrder {
      parts.append("real-cyclotomic: \(order)")
    } else {
      parts.append("minimal-polynomial: \"\(field.minimalPolynomialText)\"")
      if let root = field.rootText { parts.append("root: \(root)") }
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  private func text(of element: NumberFieldElement, in field: NumberField) -> String {
    element.rationalValue.map(text) ?? "\"\(field.describe(element))\""
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

  private func text(of number: Rational) -> String {
    number.isInteger ? number.description : "\"\(number)\""
  }

  private func bracketed(_ entries: [String]) -> String {
    "[" + entries.joined(separator: ", ") + "]"
  }
}

/// A double-quoted YAML scalar; what YAML does not allow to stand literally is escaped.
func quotedScalar(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x22: result += "\\\""
    case 0x5c: result += "\\\\"
    case 0x20...0x7e, 0xa1...0x1fff, 0x2070...0xd7ff, 0xe000...0xfefe, 0xff00...0xfffd:
      result.unicodeScalars.append(scalar)
    default:
      let digits = String(scalar.value, radix: 16)
      result += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
  return result + "\""
}
