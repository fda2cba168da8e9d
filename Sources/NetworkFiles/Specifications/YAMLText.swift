import ExactArithmetic
import Networks
import NumberFields

extension Rational {
  /// The number as a scalar; fractions are quoted.
  var yamlText: String { isInteger ? description : "\"\(self)\"" }
}

extension NumberField {
  /// The field as the value of `field`.
  var yamlText: String {
    var parts = generatorName == "a" ? [] : ["generator: \(generatorName)"]
    if let order = cosineOrder {
      parts.append("real-cyclotomic: \(order)")
    } else {
      parts.append("minimal-polynomial: \"\(minimalPolynomialText)\"")
      if let root = rootText { parts.append("root: \(root)") }
    }
    return "{\(parts.joined(separator: ", "))}"
  }

  /// An element as a scalar.
  func yamlText(_ element: NumberFieldElement) -> String {
    element.rationalValue?.yamlText ?? "\"\(describe(element))\""
  }
}

extension Dataset {
  /// The lines of the key `data`; none unless all numbers are exact, which numbers in a spec are.
  var yamlLines: [String] {
    guard let inputs = inputs.yamlText else { return [] }
    var lines = ["data:", "  inputs: \(inputs)"]
    if let targets {
      guard let text = targets.yamlText else { return [] }
      lines.append("  targets: \(text)")
    }
    return lines + ["  loss: \(loss.rawValue)"]
  }
}

extension DataTable {
  /// The rows; `nil` for floating-point numbers.
  fileprivate var yamlText: String? {
    switch self {
    case .exact(let rows): bracketed(rows.map { bracketed($0.map(\.yamlText)) })
    case .floating: nil
    case .numberField(let field, let rows):
      bracketed(rows.map { bracketed($0.map(field.yamlText)) })
    }
  }
}

/// A list in one line.
func bracketed(_ entries: [String]) -> String { "[" + entries.joined(separator: ", ") + "]" }

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
