/// A Hasse diagram whose boxes are links to the panels `stratum-1`, `stratum-2`, … of their networks.
///
/// A link is reached by the keyboard and works without a script.
struct InteractiveDiagram {
  let diagram: HasseDiagram

  /// The diagram as an element of the page: in its natural size, or if that is large fitted into the box
  /// where it stays readable.
  var markup: Markup {
    let layout = HasseLayout(diagram)
    let picture = diagram.picture
    var root = SVGElement(
      "svg",
      [
        "role": "group", "aria-labelledby": "hasse-title hasse-desc",
        "viewBox": "0 0 \(layout.width) \(layout.height)", "width": .integer(layout.width),
        "height": .integer(layout.height),
      ],
      [
        SVGElement("title", ["id": "hasse-title"], text: picture.title),
        SVGElement("desc", ["id": "hasse-desc"], text: picture.description),
      ])
    let parts = diagram.elements(layout) { index in
      SVGElement(
        "a",
        [
          "href": "#stratum-\(index + 1)", "data-panel": "stratum-\(index + 1)",
          "aria-label": .text(diagram.nodes[index].title),
        ])
    }
    for part in parts { root.append(part) }
    if layout.width > 740 { root.attributes.append(("class", "large")) }
    return .drawing(root.markup)
  }
}
