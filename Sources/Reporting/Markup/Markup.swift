import AlgebraicStructures
import Computation

/// A piece of a page that is well-formed as XML and as HTML.
///
/// Strings become text and are escaped, whatever they contain; elements come from `element` only.
struct Markup: Hashable, Sendable, ExpressibleByStringInterpolation, ExpressibleByArrayLiteral {
  /// The source text.
  private(set) var source: String

  private init(source: String) { self.source = source }

  /// Text.
  init(_ text: String) { source = xmlEscaped(text) }

  /// Text.
  init(stringLiteral text: String) { self.init(text) }

  /// Text with values as text and markup as markup.
  init(stringInterpolation: StringInterpolation) { source = stringInterpolation.source }

  /// The parts, one after the other.
  init(_ parts: some Sequence<Markup>) { source = parts.map(\.source).joined() }

  /// The parts, one after the other.
  init(arrayLiteral parts: Markup...) { self.init(parts) }

  /// Nothing.
  static let empty = Markup(source: "")

  /// Whether there is nothing.
  var isEmpty: Bool { source.isEmpty }

  /// An element; attribute values are escaped, and those that are `nil` left out.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ content: Markup = .empty
  ) -> Markup {
    var tag = name
    for (key, value) in attributes {
      if let value { tag += " \(key)=\"\(xmlEscaped(value))\"" }
    }
    // An HTML parser takes `<div/>` for an opening tag, and `</br>` for an error.
    return Markup(
      source: voidElements.contains(name) ? "<\(tag)/>" : "<\(tag)>\(content.source)</\(name)>")
  }

  /// The content of a `script` or `style` element of this package, which must need no escaping (traps).
  static func verbatim(_ text: String) -> Markup {
    require(
      !text.contains { $0 == "<" || $0 == "&" }, "text of a script or style with < or &: \(text)")
    return Markup(source: text)
  }

  /// A picture as an inline SVG element.
  static func picture(_ picture: Picture, identifier: String) -> Markup {
    Markup(source: picture.svg(identifier: identifier))
  }

  /// Elements of SVG that this package has written.
  static func drawing(_ body: String) -> Markup { Markup(source: body) }

  /// The parts of `"rank \(rank) \(badge)"`.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var source = ""

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ text: String) { source += xmlEscaped(text) }

    mutating func appendInterpolation(_ markup: Markup) { source += markup.source }

    mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      source += xmlEscaped(value.description)
    }
  }

  /// The parts one after the other.
  static func + (first: Markup, second: Markup) -> Markup {
    Markup(source: first.source + second.source)
  }

  /// Appends a part.
  static func += (first: inout Markup, second: Markup) { first.source += second.source }

  /// The parts with `separator` between them.
  static func joined(_ parts: [Markup], separator: Markup) -> Markup {
    Markup(source: parts.map(\.source).joined(separator: separator.source))
  }
}

private let voidElements: Set<String> = ["br", "hr", "link", "meta", "img", "col"]
