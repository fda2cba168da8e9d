import Computation

/// An element of SVG or of another XML language: its name, its attributes in order, and its content.
struct SVGElement {
  /// A part of the content.
  enum Content {
    /// Characters, escaped when they are written.
    case text(String)
    /// An element.
    case element(SVGElement)
    /// Well-formed markup that is written as it is.
    case markup(String)
  }

  /// The name of the element.
  let name: String
  /// The attributes in the order in which they are written.
  var attributes: [(name: String, value: SVGValue)]
  /// What is between the tags.
  var content: [Content] = []

  /// An element that contains the given elements.
  init(
    _ name: String, _ attributes: KeyValuePairs<String, SVGValue> = [:],
    _ children: [SVGElement] = []
  ) {
    self.name = name
    self.attributes = attributes.map { ($0.key, $0.value) }
    content = children.map { .element($0) }
  }

  /// An element that contains text.
  init(_ name: String, _ attributes: KeyValuePairs<String, SVGValue> = [:], text: String) {
    self.init(name, attributes)
    content = [.text(text)]
  }

  /// Adds an element at the end of the content.
  mutating func append(_ child: SVGElement) { content.append(.element(child)) }

  /// The element as text, children of an element without characters each on a line of their own.
  var markup: String {
    var text = ""
    write(to: &text)
    return text
  }

  private func write(to text: inout String) {
    text += "<\(name)"
    for attribute in attributes {
      text += " \(attribute.name)=\"\(attribute.value.markup)\""
    }
    guard !content.isEmpty else {
      text += "/>"
      return
    }
    text += ">"
    let isInline = content.contains { if case .text = $0 { true } else { false } }
    for part in content {
      if !isInline { text += "\n" }
      switch part {
      case .text(let characters): text += xmlEscaped(characters)
      case .element(let child): child.write(to: &text)
      case .markup(let markup): text += markup
      }
    }
    if !isInline { text += "\n" }
    text += "</\(name)>"
  }
}

/// The value of an attribute.
enum SVGValue: ExpressibleByStringInterpolation, ExpressibleByFloatLiteral,
  ExpressibleByIntegerLiteral
{
  /// Characters, escaped when they are written.
  case text(String)
  /// A length or coordinate, written with at most two decimals.
  case number(Double)
  /// A colour that pages can replace.
  case colour(PictureColour)

  init(stringLiteral value: String) { self = .text(value) }
  init(floatLiteral value: Double) { self = .number(value) }
  init(integerLiteral value: Int) { self = .number(Double(value)) }

  /// An integer.
  static func integer(_ value: Int) -> SVGValue { .number(Double(value)) }

  fileprivate var markup: String {
    switch self {
    case .text(let text): xmlEscaped(text)
    case .number(let value): decimal(value)
    case .colour(let colour): colour.reference
    }
  }
}

/// `text` with the characters that mean something in XML replaced by references; control characters that
/// XML cannot contain become U+FFFD.
func xmlEscaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&#39;"
    case "\t", "\n", "\r": result.unicodeScalars.append(scalar)
    case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF:
      result += "\u{FFFD}"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
