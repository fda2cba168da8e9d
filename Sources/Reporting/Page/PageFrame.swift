/// A complete page: it asks for nothing, and a browser refuses if it ever should.
///
/// - Parameter title: The title in the window; the heading is part of `main`.
/// - Parameter main: What the page says.
func page(title: String, generator: String, _ main: Markup) -> String {
  let policy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src data:; "
    + "img-src data:"
  let head: [Markup] = [
    .element("meta", ["charset": "utf-8"]),
    .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
    .element("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
    .element("meta", ["name": "color-scheme", "content": "light dark"]),
    .element("meta", ["name": "generator", "content": generator]),
    .element("link", ["rel": "icon", "href": "data:,"]),
    .element("title", [:], Markup(title)),
    .element("style", [:], .verbatim(PageResources.style)),
  ]
  let body: [Markup] = [
    .element("main", [:], main), .element("script", [:], .verbatim(PageResources.script)),
  ]
  func lines(_ parts: [Markup]) -> Markup { "\n" + .joined(parts, separator: "\n") + "\n" }
  let document = Markup.element(
    "html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"],
    lines([.element("head", [:], lines(head)), .element("body", [:], lines(body))]))
  return "<!DOCTYPE html>\n" + document.source + "\n"
}

extension Document {
  /// The document as a complete page of its own.
  public func page(_ provenance: Provenance) -> String {
    Reporting.page(
      title: title, generator: provenance.program,
      .element("header", [:], .element("h1", [:], Markup(title))) + "\n" + markup
        + .section("provenance", "Provenance", provenance.markup + Provenance.badges))
  }
}
