import Computation

extension HasseDiagram {
  /// The diagram as an SVG document: one row for each level, larger elements above.
  ///
  /// Resting a pointer on a box shows its title.
  public var svg: String { picture.standaloneSVG() }

  /// The diagram as a picture.
  public var picture: Picture {
    let layout = HasseLayout(self)
    return Picture(
      title: "Hasse diagram of \(counted(nodes.count, "set")) by \(levelName)",
      description:
        "A box for each set, with larger \(levelName) above; lines join a set to those that "
        + "contain it.",
      width: Double(layout.width), height: Double(layout.height),
      body: elements(layout) { _ in SVGElement("g") }.map(\.markup).joined(separator: "\n"))
  }

  /// The elements of the diagram.
  ///
  /// - Parameter container: The element that is to contain those of the node with the given number.
  func elements(_ layout: HasseLayout, container: (Int) -> SVGElement) -> [SVGElement] {
    let lines = layout.lines.map { points in
      SVGElement(
        "polyline",
        ["points": .text(points.map { "\($0.x),\($0.y)" }.joined(separator: " "))])
    }
    let labels = layout.levelLabels.map { text, y in
      SVGElement(
        "text",
        [
          "x": .integer(layout.labelX), "y": .integer(y), "font-weight": "bold",
          "font-size": .integer(HasseLayout.fontSize), "fill": .colour(.ink),
        ], text: text)
    }
    let boxes = layout.boxes.enumerated().map { index, box in
      var element = container(index)
      for part in drawing(of: nodes[index], in: box) { element.append(part) }
      return element
    }
    return [
      SVGElement(
        "g",
        [
          "stroke": .colour(.muted), "stroke-width": 1.2, "fill": "none",
          "stroke-linejoin": "round",
        ], lines)
    ] + labels
      + boxes
  }

  private func drawing(of node: Node, in box: HasseLayout.Box) -> [SVGElement] {
    var frame = SVGElement(
      "rect",
      [
        "x": .integer(box.x), "y": .integer(box.y), "width": .integer(box.width),
        "height": .integer(box.height), "rx": 5, "fill": .colour(.paper),
        "stroke": .colour(node.isMarked ? .exotic : .subnetwork), "stroke-width": 1.6,
      ])
    if node.isMarked { frame.attributes.append(("stroke-dasharray", "5 3")) }
    let texts = node.lines.enumerated().map { i, line in
      let y = box.y + HasseLayout.padding + HasseLayout.fontSize + i * HasseLayout.lineHeight
      return SVGElement(
        "text",
        [
          "x": .integer(box.center), "y": .integer(y), "text-anchor": "middle",
          "font-size": .integer(HasseLayout.fontSize), "fill": .colour(.ink),
        ], text: line)
    }
    return [SVGElement("title", text: node.title), frame] + texts
  }
}
