import Computation
import Networks

/// A drawing of a model: a box for each layer from the inputs down to the outputs, layers inside others set in, with the shapes
/// between them.
struct LayerPicture {
  private static let boxHeight = 34.0
  private static let gap = 26.0
  private static let boxWidth = 420.0
  private static let inset = 24.0
  /// Further layers are only counted.
  private static let mostBoxes = 60

  let model: LayeredModel

  var picture: Picture {
    var body: [SVGElement] = []
    var y = 8.0
    var boxes = 0
    body.append(label("\(model.inputShape)", x: Self.boxWidth / 2 + 8, y: y + 12))
    y += 18
    draw(model.places, left: 8, y: &y, boxes: &boxes, into: &body)
    if boxes > Self.mostBoxes {
      body.append(
        label("and \(boxes - Self.mostBoxes) layers more", x: Self.boxWidth / 2 + 8, y: y + 12))
      y += 18
    }
    return Picture(
      title: "The layers",
      description: "A model with the layers \(model.layers.map(\.title).joined(separator: "; ")).",
      width: Self.boxWidth + 16, height: y + 10,
      body: body.map(\.markup).joined(separator: "\n"))
  }

  private func draw(
    _ places: [LayeredModel.Place], left: Double, y: inout Double, boxes: inout Int,
    into body: inout [SVGElement]
  ) {
    for place in places {
      boxes += 1
      guard boxes <= Self.mostBoxes else { continue }
      let width = Self.boxWidth - 2 * (left - 8)
      let top = y
      let isContainer = !place.inner.isEmpty
      let title =
        isContainer
        ? "\(place.layer.kind): the input is added"
        : place.layer.title
          + (place.positions.isEmpty
            ? "" : " (\(counted(place.positions.count, "parameter", "parameters")))")
      y += Self.boxHeight
      if isContainer {
        draw(place.inner, left: left + Self.inset, y: &y, boxes: &boxes, into: &body)
      }
      var box = SVGElement(
        "rect",
        [
          "x": .number(left), "y": .number(top), "width": .number(width),
          "height": .number(y - top), "rx": 5, "fill": "none", "stroke": .colour(.muted),
          "stroke-width": 1.4,
        ])
      if place.positions.isEmpty, !isContainer {
        box.attributes.append(("stroke-dasharray", "4 3"))
      }
      body.append(box)
      body.append(label(title, x: left + width / 2, y: top + 21, size: 14))
      body.append(label("\(place.output)", x: left + width / 2, y: y + 17))
      y += Self.gap
    }
  }

  private func label(
    _ text: String, x: Double, y: Double, size: SVGValue = 12
  ) -> SVGElement {
    SVGElement(
      "text",
      [
        "x": .number(x), "y": .number(y), "text-anchor": "middle", "font-size": size,
        "fill": .colour(.muted),
      ], text: text)
  }
}
