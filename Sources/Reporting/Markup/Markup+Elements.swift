/// The elements that the page is made of.
extension Markup {
  /// A paragraph.
  static func paragraph(_ content: Markup, class name: String? = nil) -> Markup {
    element("p", ["class": name], content) + "\n"
  }

  /// A span of a class.
  static func span(_ name: String, _ content: Markup) -> Markup {
    element("span", ["class": name], content)
  }

  /// A word of a kind, by whose classes it is coloured.
  static func label(_ kind: String, _ word: String) -> Markup {
    span("\(kind) \(word)", Markup(word))
  }

  /// Program text.
  static func code(_ text: String) -> Markup { element("code", [:], Markup(text)) }

  /// A section with a heading that the table of contents can point to.
  static func section(_ identifier: String, _ title: String, _ content: Markup) -> Markup {
    element(
      "section", ["id": identifier, "aria-labelledby": "\(identifier)-heading"],
      "\n" + element("h2", ["id": "\(identifier)-heading"], Markup(title)) + "\n" + content)
      + "\n"
  }

  /// A box that scrolls sideways by itself when its content is wider than the page.
  ///
  /// It can be focused, so that the keyboard scrolls it, and therefore needs a name.
  static func scrolling(_ label: String, _ content: Markup) -> Markup {
    element(
      "div", ["class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"], content)
      + "\n"
  }

  /// Content that can be folded away behind a line of text, and is unless it `isOpen`.
  static func folded(_ summary: Markup, _ content: Markup, isOpen: Bool = false) -> Markup {
    element(
      "details", ["open": isOpen ? "open" : nil], element("summary", [:], summary) + "\n" + content)
      + "\n"
  }

  /// Names with their values.
  static func fields(_ fields: [(Markup, Markup)]) -> Markup {
    let rows = fields.map { name, value in
      element("div", [:], element("dt", [:], name) + element("dd", [:], value))
    }
    return element("dl", ["class": "fields"], joined(rows, separator: "\n")) + "\n"
  }

  /// Names with their values.
  static func fields(_ fields: KeyValuePairs<Markup, Markup>) -> Markup {
    self.fields(fields.map { ($0.key, $0.value) })
  }

  /// A figure whose name is its caption.
  ///
  /// - Parameter identifier: An identifier that nothing else on the page has.
  static func figure(
    _ identifier: String, class name: String? = nil, _ content: Markup, caption: Markup
  ) -> Markup {
    let captionIdentifier = "\(identifier)-caption"
    return element(
      "figure",
      ["id": identifier, "class": name, "aria-labelledby": captionIdentifier],
      content + element("figcaption", ["id": captionIdentifier], caption)) + "\n"
  }

  /// A figure with a plot, which is not shrunk on narrow screens but scrolls there.
  static func plot(_ name: String, _ picture: Picture, caption: Markup) -> Markup {
    figure(
      "\(name)-figure", class: "plot",
      scrolling(
        picture.title, .picture(picture, identifier: "\(name)-picture")), caption: caption)
  }

  /// A link inside the page.
  static func link(to identifier: String, _ content: Markup) -> Markup {
    element("a", ["href": "#\(identifier)"], content)
  }
}
