import Computation
import NetworkFiles
import Networks

extension HTMLReport {
  /// The page, a complete HTML document.
  public var html: String {
    let sections = sections
    let title = specification.name.map(oneLine) ?? architectureTitle(name: nil, architecture)
    let head =
      Markup.element("meta", ["charset": "utf-8"]) + "\n"
      + .element(
        "meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]) + "\n"
      // The page asks for nothing, and a browser refuses if it ever should.
      + .element(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content":
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "font-src data:; img-src data:",
        ]) + "\n"
      + .element("meta", ["name": "color-scheme", "content": "light dark"]) + "\n"
      + .element("meta", ["name": "generator", "content": provenance.program]) + "\n"
      + .element("link", ["rel": "icon", "href": "data:,"]) + "\n"
      + .element("title", [:], Markup(title)) + "\n"
      + .element("style", [:], .verbatim(PageStyle.text)) + "\n"
    let main = header + contents(sections) + Markup(sections.map(\.markup))
    let body =
      .element("main", [:], main) + "\n" + .element("script", [:], .verbatim(PageScript.text))
      + "\n"
    let document = Markup.element(
      "html", ["xmlns": "http://www.w3.org/1999/xhtml", "lang": "en"],
      "\n" + .element("head", [:], "\n" + head) + "\n" + .element("body", [:], body) + "\n")
    return "<!DOCTYPE html>\n" + document.source + "\n"
  }

  /// The sections with the names that the table of contents uses.
  private var sections: [(identifier: String, name: String, markup: Markup)] {
    var result = [
      ("summary", "Summary", summarySection), ("network", "Network", networkSection),
    ]
    if let weightsSection { result.append(("weights", "Given weights", weightsSection)) }
    result += [
      ("dimension", "Dimension", dimensionSection), ("map", "Map and Jacobian", mapSection),
      ("components", "Critical locus", componentsSection), ("strata", "Rank strata", strataSection),
      ("singular-values", "Singular values", singularValuesSection),
      ("training", "Gradient descent", trainingSection),
      ("landscape", "Landscape", landscapeSection),
      ("provenance", "Provenance", provenanceSection),
    ]
    return result
  }

  private func contents(
    _ sections: [(identifier: String, name: String, markup: Markup)]
  ) -> Markup {
    let items = sections.map {
      Markup.element("li", [:], .link(to: $0.identifier, Markup($0.name)))
    }
    return .element(
      "nav", ["aria-label": "Contents"], .element("ul", [:], .joined(items, separator: "\n")))
      + "\n"
  }
}
