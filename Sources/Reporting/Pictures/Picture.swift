import Computation

/// An SVG figure with an accessible name.
///
/// The body uses colours only as CSS custom properties with fallbacks (`PictureColour`), so that a page
/// restyles it, and no identifiers, so that a page may hold many figures.
public struct Picture: Hashable, Sendable {
  /// A short accessible name.
  public var title: String
  /// One or two sentences of what the figure shows, for screen readers.
  public var description: String
  /// The width of the view box in user units.
  public var width: Double
  /// The height of the view box in user units.
  public var height: Double
  /// The SVG elements inside.
  public var body: String

  /// A figure; `body` must be well-formed SVG with its text escaped.
  public init(title: String, description: String, width: Double, height: Double, body: String) {
    self.title = title
    self.description = description
    self.width = width
    self.height = height
    self.body = body
  }

  /// The `svg` element for a page: it takes the colours of the page and scales to the width of its
  /// container.
  ///
  /// - Parameter identifier: A name that nothing else on the page has; the identifiers of title and
  ///   description are derived from it.
  public func svg(identifier: String) -> String { element(identifier: identifier).markup }

  /// The figure as a file of its own: light colours, and dark ones for readers who prefer them.
  ///
  /// The colours stand in the elements themselves, since many programs that show SVG know no custom
  /// properties; a style sheet replaces them in the dark.
  public func standaloneSVG() -> String {
    var root = element(identifier: "picture")
    root.attributes.insert(("xmlns", "http://www.w3.org/2000/svg"), at: 0)
    root.attributes += [("width", .number(width)), ("height", .number(height))]
    let paper = SVGElement(
      "rect", ["width": "100%", "height": "100%", "fill": .colour(.paper)])
    root.content.insert(.element(SVGElement("style", text: PictureColour.darkRules)), at: 2)
    root.content.insert(.element(paper), at: 3)
    var markup = root.markup
    for colour in PictureColour.allCases {
      markup = markup.replacing(colour.reference, with: colour.light)
    }
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + markup + "\n"
  }

  private func element(identifier: String) -> SVGElement {
    let (titleName, descriptionName) = ("\(identifier)-title", "\(identifier)-desc")
    var root = SVGElement(
      "svg",
      [
        "role": "img", "aria-labelledby": "\(titleName) \(descriptionName)",
        "viewBox": "0 0 \(decimal(width)) \(decimal(height))", "font-family": "sans-serif",
        "font-size": "13", "fill": .colour(.ink),
      ])
    root.append(SVGElement("title", ["id": .text(titleName)], text: title))
    root.append(SVGElement("desc", ["id": .text(descriptionName)], text: description))
    root.content.append(.markup(body))
    return root
  }
}
