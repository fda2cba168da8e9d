extension HasseDiagram {
  /// The diagram as an SVG document: one row for each level, larger elements above.
  ///
  /// Resting a pointer on a box shows its title. Colours follow the text colour of a surrounding page.
  public var svg: String {
    let layout = Layout(self)
    var root = SVGElement(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(layout.width) \(layout.height)",
        "width": .integer(layout.width), "height": .integer(layout.height), "role": "img",
        "aria-label": "Hasse diagram of \(nodes.count) sets by \(levelName)",
        "font-family": "sans-serif", "font-size": .integer(Layout.fontSize), "fill": "currentColor",
      ])
    let lines = covers.map { cover in
      let (a, b) = (layout.boxes[cover.lower], layout.boxes[cover.upper])
      return SVGElement(
        "line",
        [
          "x1": .integer(a.centre), "y1": .integer(a.y), "x2": .integer(b.centre),
          "y2": .integer(b.y + b.height),
        ])
    }
    root.append(SVGElement("g", ["stroke": "currentColor", "stroke-opacity": "0.55"], lines))
    for (text, y) in layout.levelLabels {
      root.append(
        SVGElement(
          "text", ["x": .integer(Layout.margin), "y": .integer(y), "font-weight": "bold"],
          text: text))
    }
    for (node, box) in zip(nodes, layout.boxes) { root.append(drawing(of: node, in: box)) }
    return root.markup
  }

  private func drawing(of node: Node, in box: Layout.Box) -> SVGElement {
    var frame = SVGElement(
      "rect",
      [
        "x": .integer(box.x), "y": .integer(box.y), "width": .integer(box.width),
        "height": .integer(box.height), "rx": "5", "fill": node.isMarked ? "#f5c26b" : "#9ec5e8",
        "fill-opacity": "0.45", "stroke": "currentColor",
      ])
    if node.isMarked { frame.attributes.append(("stroke-dasharray", "5 3")) }
    var group = SVGElement("g", [:], [SVGElement("title", text: node.title), frame])
    for (i, line) in node.lines.enumerated() {
      let y = box.y + Layout.padding + Layout.fontSize + i * Layout.lineHeight
      group.append(
        SVGElement(
          "text", ["x": .integer(box.centre), "y": .integer(y), "text-anchor": "middle"],
          text: line))
    }
    return group
  }
}

/// Where the boxes of a diagram go, in pixels.
private struct Layout {
  static let fontSize = 13
  static let lineHeight = 17
  static let padding = 7
  static let margin = 12
  static let gap = 18
  static let rowGap = 56
  static let labelWidth = 80

  struct Box {
    var x = 0
    var y = 0
    var width = 0
    var height = 0
    var centre: Int { x + width / 2 }
  }

  var boxes: [Box]
  var levelLabels: [(text: String, y: Int)] = []
  var width = 0
  var height = 0

  init(_ diagram: HasseDiagram) {
    boxes = diagram.nodes.map { node in
      let characters = node.lines.map(\.count).max() ?? 0
      return Box(
        width: characters * 7 + 2 * Self.padding + 8,
        height: node.lines.count * Self.lineHeight + 2 * Self.padding)
    }
    let layers = diagram.layers
    let rows = layers.map { layer in
      layer.nodes.reduce(-Self.gap) { $0 + boxes[$1].width + Self.gap }
    }
    let widest = max(rows.max() ?? 0, 1)
    width = Self.labelWidth + widest + 2 * Self.margin
    var y = Self.margin
    for (layer, row) in zip(layers, rows).reversed() {
      var x = Self.margin + Self.labelWidth + (widest - row) / 2
      let tallest = layer.nodes.map { boxes[$0].height }.max() ?? 0
      for node in layer.nodes {
        boxes[node].x = x
        boxes[node].y = y
        x += boxes[node].width + Self.gap
      }
      levelLabels.append(
        ("\(diagram.levelName) \(layer.level)", y + Self.padding + Self.fontSize))
      y += tallest + Self.rowGap
    }
    height = max(y - Self.rowGap + Self.margin, 2 * Self.margin)
  }
}
